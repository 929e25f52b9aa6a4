// Contexts by their names, and as JSON that people write. No drawing here.
import type { ContextFault, ContextSource, ContextSourceKind, KnownVariable, StoredContext } from "../../../backend";
import { parseJson } from "../../../shared/grid/jsonText";
import type { Words } from "../../../words/words";
import type { ChosenContext } from "../parts";

export type Values = Record<string, unknown>;

/** Everything the product knows, as it usually looks. */
export function sampleContext(known: KnownVariable[]): ChosenContext {
  const variables = Object.fromEntries(known.map(({ name, sample }) => [name, sample]));
  return { origin: "sample", id: null, name: "sample", variables };
}

export const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const storedContext = ({ id, name, variables }: StoredContext): ChosenContext => ({
  origin: "stored",
  id,
  name,
  variables: isValues(variables) ? variables : {},
});

const TAKEN = { run: "run", sample: "input", person: "person" } as const satisfies Record<ContextSourceKind, string>;

/** What a past run, a sample input or a person comes to. */
export const takenContext = ({ kind, key, label, jobId }: ContextSource, variables: unknown): ChosenContext => ({
  origin: TAKEN[kind],
  id: key,
  name: label,
  variables: isValues(variables) ? variables : {},
  jobId,
});

export const isTaken = ({ origin }: Pick<ChosenContext, "origin">) =>
  origin === "run" || origin === "input" || origin === "person";

/** What the database calls the origin of a context that is kept. */
export const keptOrigin = ({ origin }: Pick<ChosenContext, "origin">) =>
  origin === "run" || origin === "edge" || origin === "sample" ? origin : isTaken({ origin }) ? "sample" : "hand";

/** What people call a context: those nobody named are named by us. */
export function contextName(words: Words, { origin, id, name }: ChosenContext): string {
  const say = words.templateTry.contexts;
  if (origin === "sample") return say.sample;
  if (origin === "edge") return say.edge[name] ?? name;
  if (origin === "run") return say.run(id ?? "", name);
  return name === "" ? say.hand : name;
}

export const sameContext = (one: ChosenContext, other: ChosenContext) =>
  one.origin === other.origin && one.id === other.id && (one.origin !== "edge" || one.name === other.name);

export const prettyJson = (value: unknown) => JSON.stringify(value, null, 2);

export type Read = { values: Values } | { broken: { line: number; column: number } } | { noObject: true };

export function readContext(text: string): Read {
  const parsed = parseJson(text);
  if (!("value" in parsed)) return { broken: parsed };
  return isValues(parsed.value) ? { values: parsed.value } : { noObject: true };
}

/** Where a line and column are in a text. */
export function offsetOf(text: string, line: number, column: number): number {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}

export function faultText(words: Words, fault: ContextFault): string {
  const say = words.templateTry.contexts;
  const type = (of: ContextFault["found"]) => (of ? say.types[of] : "null");
  return say.fault[fault.kind](type(fault.expected), type(fault.found), fault.near ?? "");
}
