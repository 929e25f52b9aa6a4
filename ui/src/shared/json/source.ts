// Where a JSON is read from, part by part: a value already in memory, or one so large that it stays with the shell.
// What a place in it is called. No drawing here.
import type { JsonPart } from "../../backend";

export type Path = (string | number)[];
export type JsonKind = JsonPart["kind"];
export type JsonEntry = JsonPart["entries"][number];

export interface JsonSource {
  /** `count` children of what is at `path`, from the child `from` on; of a string, letters. */
  read: (path: Path, from: number, count: number) => Promise<JsonPart>;
  /** Where a key or a value contains `text`. */
  find: (text: string, limit: number) => Promise<{ paths: Path[]; more: boolean }>;
}

/** a.b[0].c, with quotes where a key needs them. */
export function pathOf(steps: Path): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === "number") return `${path}[${step}]`;
    if (!/^[A-Za-z_][\w]*$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
    return path === "" ? step : `${path}.${step}`;
  }, "");
}

export const isBranch = (value: unknown): value is object => typeof value === "object" && value !== null;

export function kindOf(value: unknown): JsonKind {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" ? type : "object";
}

// The shell cuts at the same length: the two sources must look alike.
const LONGEST = 2000;

function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  return isBranch(value) ? (Array.isArray(value) ? value.length : Object.keys(value).length) : 0;
}

function entryOf(key: string | number, value: unknown): JsonEntry {
  const cut = typeof value === "string" && value.length > LONGEST;
  const shown = isBranch(value) ? null : cut ? (value as string).slice(0, LONGEST) : (value ?? null);
  return { key, kind: kindOf(value), size: sizeOf(value), value: shown, cut };
}

export function partOf(value: unknown, path: Path, from: number, count: number): JsonPart {
  let here = value;
  for (const step of path) here = isBranch(here) ? (here as Record<string, unknown>)[step] : undefined;
  const whole = { kind: kindOf(here), size: sizeOf(here), entries: [], text: null };
  if (Array.isArray(here)) {
    return { ...whole, entries: here.slice(from, from + count).map((child, at) => entryOf(from + at, child)) };
  }
  if (isBranch(here)) {
    const children = Object.entries(here).slice(from, from + count);
    return { ...whole, entries: children.map(([key, child]) => entryOf(key, child)) };
  }
  return { ...whole, text: typeof here === "string" ? here.slice(from, from + count) : String(here ?? null) };
}

export function findIn(value: unknown, text: string, limit: number): { paths: Path[]; more: boolean } {
  const wanted = text.toLowerCase();
  const paths: Path[] = [];
  const look = (here: unknown, path: Path): boolean => {
    const key = path.at(-1);
    const inKey = typeof key === "string" && key.toLowerCase().includes(wanted);
    if (inKey || (!isBranch(here) && String(here).toLowerCase().includes(wanted))) {
      if (paths.length === limit) return true;
      paths.push(path);
    }
    if (Array.isArray(here)) return here.some((child, at) => look(child, [...path, at]));
    return isBranch(here) && Object.entries(here).some(([name, child]) => look(child, [...path, name]));
  };
  const more = look(value, []);
  return { paths, more };
}

export const memorySource = (value: unknown): JsonSource => ({
  read: async (path, from, count) => partOf(value, path, from, count),
  find: async (text, limit) => findIn(value, text, limit),
});

const MOST_NODES = 5000;
const MOST_LETTERS = 2_000_000;

/** The whole of what is at `path`, to be copied; null when it is too much for a clipboard. */
export async function wholeOf(source: JsonSource, path: Path, page = 200): Promise<string | null> {
  let nodes = 0;
  let letters = 0;
  const read = async (at: Path): Promise<unknown> => {
    let part = await source.read(at, 0, page);
    if (part.kind === "string") {
      letters += part.size;
      if (letters > MOST_LETTERS) throw new TooMuch();
      const whole = part.size > page ? await source.read(at, 0, part.size) : part;
      return whole.text;
    }
    if (part.kind !== "object" && part.kind !== "array") return JSON.parse(part.text ?? "null") as unknown;
    nodes += part.size;
    if (nodes > MOST_NODES) throw new TooMuch();
    const children: [string | number, unknown][] = [];
    for (;;) {
      for (const { key, kind, value, cut } of part.entries) {
        const leaf = kind !== "object" && kind !== "array" && !cut;
        children.push([key, leaf ? value : await read([...at, key])]);
      }
      if (children.length >= part.size || part.entries.length === 0) break;
      part = await source.read(at, children.length, page);
    }
    return part.kind === "array" ? children.map(([, child]) => child) : Object.fromEntries(children);
  };
  try {
    const value = await read(path);
    return typeof value === "string" ? value : JSON.stringify(value, null, 2);
  } catch (thrown) {
    if (thrown instanceof TooMuch) return null;
    throw thrown;
  }
}

class TooMuch extends Error {}
