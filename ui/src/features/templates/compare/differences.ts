// What differs between two versions: section by section, and variable by variable. No drawing here.
import type { TemplateVariable, TemplateVersion } from "../../../backend";

export type Status = "same" | "changed" | "added" | "removed";

export interface TextChange {
  key: string;
  before: string;
  after: string;
  status: Status;
}

/** Not a section, and compared like one. */
export const INSTRUCTIONS = "agentInstructions";

const statusOf = (before: string, after: string): Status => {
  if (before === after) return "same";
  if (before === "") return "added";
  return after === "" ? "removed" : "changed";
};

/** In the order of the later version; what only the earlier one has comes last. */
export function textChanges(before: TemplateVersion, after: TemplateVersion): TextChange[] {
  const keys = new Set([
    ...after.arrangement,
    ...Object.keys(after.sections),
    ...before.arrangement,
    ...Object.keys(before.sections),
  ]);
  const change = (key: string, old: string, now: string) => ({
    key,
    before: old,
    after: now,
    status: statusOf(old, now),
  });
  const sections = [...keys].map((key) => change(key, before.sections[key] ?? "", after.sections[key] ?? ""));
  const instructions = change(INSTRUCTIONS, before.agentInstructions ?? "", after.agentInstructions ?? "");
  return instructions.before === "" && instructions.after === "" ? sections : [...sections, instructions];
}

/** Whether what both have stands in another order. */
export function reordered(before: TemplateVersion, after: TemplateVersion): boolean {
  const common = (one: string[], other: string[]) => one.filter((key) => other.includes(key)).join("\n");
  return common(before.arrangement, after.arrangement) !== common(after.arrangement, before.arrangement);
}

export const VARIABLE_FIELDS = ["type", "required", "default", "description", "shape"] as const;
export type VariableField = (typeof VARIABLE_FIELDS)[number];

export interface VariableChange {
  name: string;
  status: Exclude<Status, "same">;
  /** Of a changed one. */
  fields: { field: VariableField; before: unknown; after: unknown }[];
}

const EMPTY: Record<VariableField, unknown> = {
  type: "",
  required: false,
  default: null,
  description: "",
  shape: null,
};

export function variableChanges(before: TemplateVariable[], after: TemplateVariable[]): VariableChange[] {
  const old = new Map(before.map((one) => [one.name, one]));
  const found: VariableChange[] = [];
  for (const now of after) {
    const was = old.get(now.name);
    old.delete(now.name);
    if (!was) {
      found.push({ name: now.name, status: "added", fields: [] });
      continue;
    }
    const fields = VARIABLE_FIELDS.map((field) => ({
      field,
      before: was[field] ?? EMPTY[field],
      after: now[field] ?? EMPTY[field],
    })).filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
    if (fields.length > 0) found.push({ name: now.name, status: "changed", fields });
  }
  for (const name of old.keys()) found.push({ name, status: "removed", fields: [] });
  return found;
}
