// What there is to know about declaring a variable: which names can be written, what its default may be, which type its use
// suggests. The core has the last word; these say it at the field before anything is sent.
import type { KnownVariable, PathUse, TemplateVariable, VariableType } from "../../../backend";

export const TYPES: VariableType[] = ["string", "number", "boolean", "array", "object"];

export type NameFault = "required" | "pattern" | "reserved" | "taken";

// What Handlebars, or the engine that reads it for us, takes for something of its own.
const RESERVED = new Set(
  "this else as if unless each with lookup log helperMissing blockHelperMissing raw eq ne gt gte lt lte and or not len".split(
    " ",
  ),
);

/** Why a variable cannot be called so; null where it can. */
export function nameFault(name: string, variables: TemplateVariable[], except: string | null): NameFault | null {
  if (name === "") return "required";
  if (!/^[\p{L}\p{N}_]+$/u.test(name) || /^\d/.test(name)) return "pattern";
  if (RESERVED.has(name)) return "reserved";
  return name !== except && variables.some((variable) => variable.name === name) ? "taken" : null;
}

export function typeOf(value: unknown): VariableType | null {
  if (Array.isArray(value)) return "array";
  if (value === null || value === undefined) return null;
  const kind = typeof value;
  return kind === "string" || kind === "number" || kind === "boolean" || kind === "object" ? kind : null;
}

/** A default as it is written in its field: texts as they are, the rest as JSON, nothing for none. */
export function defaultText({ default: value }: TemplateVariable): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return JSON.stringify(value, null, typeof value === "object" ? 2 : 0);
}

/** What a default field says: no default, a value, or a fault of its type. */
export function readDefault(type: VariableType, text: string): { value: unknown } | null | "unreadable" | "type" {
  if (type === "string") return text === "" ? null : { value: text };
  if (text.trim() === "") return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "unreadable";
  }
  return typeOf(value) === type ? { value } : "type";
}

/** A name that is used and declared nowhere, as it would be declared. */
export function guessed(name: string, uses: PathUse[], known: KnownVariable[]): TemplateVariable {
  const type = known.find((one) => one.name === name)?.type ?? guessType(name, uses);
  return { name, type, required: true, description: "" };
}

function guessType(name: string, uses: PathUse[]): VariableType {
  const own = uses.filter((use) => use.variable === name);
  const way = (does: (rest: string) => boolean) =>
    own.some((use) => use.way !== null && use.way !== name && does(use.way.slice(name.length + 1)));
  const whole = own.filter((use) => use.way === name);
  if (way((rest) => rest.startsWith("*")) || whole.some(({ role }) => role === "list")) return "array";
  if (way((rest) => rest !== "length") || whole.some(({ role }) => role === "context")) return "object";
  return whole.length > 0 && whole.every(({ role }) => role === "condition") ? "boolean" : "string";
}

/** Names that are used and declared nowhere, each once. */
export function undeclared(variables: TemplateVariable[], uses: PathUse[]): string[] {
  const declared = new Set(variables.map(({ name }) => name));
  const names = uses.flatMap(({ variable }) =>
    variable && variable !== "*" && !declared.has(variable) ? [variable] : [],
  );
  return [...new Set(names)];
}

export type VariableSort = "declared" | "name" | "type" | "uses";

export function sorted(
  variables: TemplateVariable[],
  by: VariableSort,
  descending: boolean,
  uses: Map<string, number>,
): TemplateVariable[] {
  if (by === "declared") return descending ? variables.toReversed() : variables;
  const compare = (one: TemplateVariable, other: TemplateVariable) => {
    if (by === "uses") return (uses.get(one.name) ?? 0) - (uses.get(other.name) ?? 0);
    if (by === "type") return TYPES.indexOf(one.type) - TYPES.indexOf(other.type);
    return one.name.localeCompare(other.name);
  };
  const order = variables.toSorted((one, other) => compare(one, other) || one.name.localeCompare(other.name));
  return descending ? order.reverse() : order;
}
