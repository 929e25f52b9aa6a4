// The input of a run as JSON that people write: whether it can be used, and where in the text a place is. The rules are
// those of the backend, which has the last word; here they only speak earlier. No drawing here.
import { parseJson } from "../../../shared/grid/jsonText";
import type { Words } from "../../../words/en";

type Faults = Words["runs"]["start"]["faults"];

export interface InputFault {
  path: string;
  what: keyof Faults;
  detail?: string;
}

export function faultText(faults: Faults, { what, detail }: InputFault): string {
  const word = faults[what];
  return typeof word === "function" ? word(detail ?? "") : word;
}

export type InputText =
  | { state: "empty" }
  | { state: "broken"; line: number; column: number }
  /** The first of each part, in the order of the text. */
  | { state: "faulty"; faults: [InputFault, ...InputFault[]] }
  | { state: "good"; input: unknown };

export function readInput(text: string): InputText {
  if (text.trim() === "") return { state: "empty" };
  const parsed = parseJson(text);
  if (!("value" in parsed)) return { state: "broken", ...parsed };
  const [first, ...more] = faultsOf(parsed.value);
  return first ? { state: "faulty", faults: [first, ...more] } : { state: "good", input: parsed.value };
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const LISTS: [string, number][] = [
  ["domains", 100],
  ["keywords", 100],
  ["categories", 100],
  ["interests", 10],
  ["avoidTopics", 5],
];
const WORDS: [string, string[]][] = [
  ["conversationStyle", ["casual", "formal", "mixed"]],
  ["responseLength", ["short", "medium", "long"]],
];

/** The first thing that is wrong with each part. */
export function faultsOf(input: unknown): InputFault[] {
  if (!isFields(input)) return [{ path: "input", what: "object" }];
  const { userData, preferences, meta } = input;
  const part = (path: string, value: unknown, fault: (part: Fields) => InputFault | null) =>
    isFields(value) ? fault(value) : { path, what: value === undefined ? ("missing" as const) : ("object" as const) };
  const faults = [part("userData", userData, dataFault), preferenceFault(preferences), part("meta", meta, metaFault)];
  return faults.filter((fault) => fault !== null);
}

function dataFault(data: Fields): InputFault | null {
  for (const [name, most] of LISTS) {
    const path = `userData.${name}`;
    const list = data[name] ?? [];
    if (!Array.isArray(list) || list.some((word) => typeof word !== "string")) return { path, what: "list" };
    if (list.length > most) return { path, what: "tooMany", detail: String(most) };
    const words = list as string[];
    const bad = words.findIndex((word) => word.trim() === "" || [...word].length > 255);
    if (bad >= 0) return { path: `${path}[${bad}]`, what: "word" };
    const noHost = name === "domains" ? words.findIndex((word) => !isHost(word)) : -1;
    if (noHost >= 0) return { path: `${path}[${noHost}]`, what: "host" };
  }
  const known = ["domains", "keywords", "categories", "interests"].some(
    (name) => (data[name] as unknown[])?.length > 0,
  );
  return known ? null : { path: "userData", what: "nothingKnown" };
}

function preferenceFault(preferences: unknown): InputFault | null {
  if (preferences === undefined || preferences === null) return null;
  if (!isFields(preferences)) return { path: "preferences", what: "object" };
  for (const [name, options] of WORDS) {
    const value = preferences[name];
    if (value === undefined || value === null || options.includes(String(value))) continue;
    return { path: `preferences.${name}`, what: "oneOf", detail: options.join(", ") };
  }
  return null;
}

const ID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

function metaFault(meta: Fields): InputFault | null {
  const { userName, userId, language } = meta;
  if (userName === undefined || userName === null) return { path: "meta.userName", what: "missing" };
  const name = typeof userName === "string" ? [...userName.trim()].length : 0;
  if (name < 1 || name > 20) return { path: "meta.userName", what: "name" };
  if (userId !== undefined && userId !== null && !ID.test(String(userId))) return { path: "meta.userId", what: "id" };
  if (language !== undefined && language !== null && language !== "ko" && language !== "en")
    return { path: "meta.language", what: "language" };
  return null;
}

/** Letters of any script, digits, dots and hyphens: a port or a path belongs to an address. */
function isHost(domain: string): boolean {
  const host = domain.trim();
  return (
    host.length <= 253 &&
    host.split(".").every((label) => /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(label) && !label.endsWith("-"))
  );
}

/** Where the value at `path` stands in a text that is JSON; of a path that is not there, its nearest parent. */
export function spanOf(text: string, path: string): { from: number; to: number } | null {
  const spans = spansOf(text);
  for (let wanted = path; ; wanted = wanted.replace(/(?:\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, "")) {
    const span = spans.get(wanted);
    if (span) return span;
    if (wanted === "") return null;
  }
}

function spansOf(text: string): Map<string, { from: number; to: number }> {
  const spans = new Map<string, { from: number; to: number }>();
  let at = 0;
  const blank = () => {
    while (/\s/.test(text[at] ?? "")) at++;
  };
  const string = (): string => {
    const from = at++;
    while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    at++;
    return JSON.parse(text.slice(from, at)) as string;
  };
  const value = (path: string) => {
    blank();
    const from = at;
    const sign = text[at];
    if (sign === '"') string();
    else if (sign === "{" || sign === "[") {
      const close = sign === "{" ? "}" : "]";
      at++;
      for (let index = 0; ; index++) {
        blank();
        if (text[at] === ",") {
          at++;
          blank();
        }
        if (text[at] === close || at >= text.length) break;
        if (sign === "[") value(`${path}[${index}]`);
        else {
          const key = string();
          blank();
          at++;
          value(path === "" ? key : `${path}.${key}`);
        }
      }
      at++;
    } else while (at < text.length && !/[\s,\]}]/.test(text[at] ?? "")) at++;
    spans.set(path, { from, to: at });
  };
  try {
    value("");
  } catch {
    // No JSON after all: whoever asks has looked before.
  }
  return spans;
}
