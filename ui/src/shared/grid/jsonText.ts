// JSON as people write it: where it breaks, by line and column (engines disagree in what they tell), and whether the
// value keeps to its schema. No drawing here.
import type { JsonSchema } from "./types";

export type JsonText = { value: unknown } | { line: number; column: number };

class Broken extends Error {
  constructor(readonly at: number) {
    super("broken");
  }
}

export function parseJson(text: string): JsonText {
  try {
    return { value: JSON.parse(text) };
  } catch {
    const at = breaksAt(text);
    const before = text.slice(0, at).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

/** The first place at which `text` is no JSON. */
export function breaksAt(text: string): number {
  let at = 0;
  const blank = () => {
    while (/[ \t\r\n]/.test(text[at] ?? "")) at++;
  };
  const take = (sign: string) => {
    if (text[at] !== sign) throw new Broken(at);
    at++;
  };
  const token = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) throw new Broken(at);
    at += found[0].length;
  };
  const list = (close: string, item: () => void) => {
    at++;
    blank();
    if (text[at] === close) return void at++;
    for (;;) {
      item();
      blank();
      if (text[at] === close) return void at++;
      take(",");
      blank();
    }
  };
  const string = () => {
    const start = at;
    token(/"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y);
    if (text[at] !== '"') throw new Broken(at >= text.length ? start : at);
    at++;
  };
  const value = () => {
    blank();
    const sign = text[at];
    if (sign === "{") {
      list("}", () => {
        string();
        blank();
        take(":");
        value();
      });
    } else if (sign === "[") list("]", value);
    else if (sign === '"') string();
    else token(/(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y);
  };
  try {
    value();
    blank();
  } catch (broken) {
    if (broken instanceof Broken) return broken.at;
    throw broken;
  }
  return at;
}

export interface Fault {
  /** The keys that lead to it. */
  path: (string | number)[];
  what: "type" | "missing" | "enum" | "least" | "most";
  detail: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

export const typesOf = (schema: JsonSchema): string[] =>
  schema.type === undefined ? [] : Array.isArray(schema.type) ? schema.type : [schema.type];

export function faultsOf(schema: JsonSchema, value: unknown, path: (string | number)[] = []): Fault[] {
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    return [{ path, what: "type", detail: types.join(", ") }];
  }
  const faults: Fault[] = [];
  if (schema.enum && !schema.enum.some((one) => JSON.stringify(one) === JSON.stringify(value))) {
    faults.push({ path, what: "enum", detail: schema.enum.map(String).join(", ") });
  }
  if (typeof value === "number") {
    if (schema.minimum !== undefined && value < schema.minimum)
      faults.push({ path, what: "least", detail: String(schema.minimum) });
    if (schema.maximum !== undefined && value > schema.maximum)
      faults.push({ path, what: "most", detail: String(schema.maximum) });
  }
  if (Array.isArray(value) && schema.items) {
    const { items } = schema;
    faults.push(...value.flatMap((one, index) => faultsOf(items, one, [...path, index])));
  }
  if (isObject(value)) {
    for (const key of schema.required ?? []) {
      if (value[key] === undefined) faults.push({ path: [...path, key], what: "missing", detail: key });
    }
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      if (value[key] !== undefined) faults.push(...faultsOf(child, value[key], [...path, key]));
    }
  }
  return faults;
}
