// A version as single fields, which is how it is saved and how two people on one draft meet: `name`, `variables`,
// `sections.why`. Nothing here knows of saving.
import type { TemplateSource, TemplateVariable, TemplateVersion } from "../../backend";
import { versionSource } from "../../shared/prompt/source";

export type Fields = Readonly<Record<string, unknown>>;

const PLAIN = ["name", "version", "description", "agentInstructions", "variables", "arrangement"] as const;

export const sectionField = (key: string) => `sections.${key}`;
export const sectionOf = (field: string): string | null => (field.startsWith("sections.") ? field.slice(9) : null);

export function fieldsOf(version: TemplateVersion): Fields {
  const sections = Object.entries(version.sections).map(([key, text]) => [sectionField(key), text]);
  return { ...Object.fromEntries(PLAIN.map((field) => [field, version[field]])), ...Object.fromEntries(sections) };
}

// What a version is called is not part of what it says.
const CONTENT = {
  description: "description",
  agentInstructions: "agent_instructions",
  variables: "variables",
  arrangement: "arrangement",
} as const;

/** What a version said when history kept its row; sections that came later are null. Rows older than a column lack it. */
export function fieldsAfter(kept: unknown, known: string[]): Fields {
  const row = typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  const sections = typeof row.sections === "object" && row.sections !== null ? row.sections : {};
  const plain = Object.entries(CONTENT).flatMap(([field, column]) => (column in row ? [[field, row[column]]] : []));
  return {
    ...Object.fromEntries(plain),
    ...Object.fromEntries(known.filter((field) => sectionOf(field) !== null).map((field) => [field, null])),
    ...Object.fromEntries(Object.entries(sections).map(([key, text]) => [sectionField(key), text])),
  };
}

/** What it takes to render the fields. */
export function sourceOf(fields: Fields, snippets: TemplateSource["snippets"]): TemplateSource {
  const sections = Object.entries(fields).flatMap(([field, text]) => {
    const key = sectionOf(field);
    return key !== null && typeof text === "string" ? [[key, text]] : [];
  });
  return versionSource(
    {
      sections: Object.fromEntries(sections),
      arrangement: fields.arrangement as string[],
      variables: fields.variables as TemplateVariable[],
    },
    snippets ?? [],
  );
}

/** Equal for whoever reads them: the order of keys says nothing, and neither does what a variable leaves to its default. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || stable(a) === stable(b);
}

function stable(value: unknown): string {
  return JSON.stringify(plain(value)) ?? "null";
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value ?? null;
  const object = value as Record<string, unknown>;
  const whole: Record<string, unknown> =
    "name" in object && "type" in object ? { required: false, description: "", ...object } : object;
  return Object.fromEntries(
    Object.keys(whole)
      .filter((key) => whole[key] !== null && whole[key] !== undefined)
      .sort()
      .map((key) => [key, plain(whole[key])]),
  );
}
