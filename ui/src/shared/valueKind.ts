// What a value of a row is, judged by its shape and its column's name: decides how Value.tsx draws it. No drawing here.
import type { Need } from "../backend";

export const NEEDS: Need[] = ["survival", "belonging", "recognition", "autonomy", "growth", "meaning"];

export type Kind =
  | { kind: "nothing" }
  | { kind: "yesNo"; value: boolean }
  | { kind: "number"; value: number }
  | { kind: "date"; value: string }
  | { kind: "needs"; value: Record<Need, number> }
  | { kind: "colour"; value: string }
  | { kind: "colours"; value: [string, string][] }
  | { kind: "word"; value: string }
  | { kind: "chips"; value: string[] }
  | { kind: "list"; value: string[] }
  | { kind: "line"; value: string }
  | { kind: "prose"; value: string }
  | { kind: "source"; value: string }
  | { kind: "sources"; value: [string, string][] }
  | { kind: "pairs"; value: [string, string | number | boolean][] }
  | { kind: "json"; value: object };

const COLOUR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
// Columns whose values come from closed lists and have words in both languages.
const WORDED = new Set([
  "need_type",
  "intensity",
  "element_type",
  "matching_needs",
  "extra_needs",
  "conversation_style",
  "response_length",
  "review_state",
  "status",
  "length",
  "speed",
  "tone",
  "formality",
]);

export const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export function isWorded(column: string): boolean {
  return WORDED.has(snake(column));
}

export function kindOf(column: string, value: unknown): Kind {
  if (value === null || value === undefined || value === "") return { kind: "nothing" };
  if (typeof value === "boolean") return { kind: "yesNo", value };
  if (typeof value === "number") return { kind: "number", value };
  if (typeof value === "string") return textKind(column, value);
  if (Array.isArray(value)) return listKind(value);
  return objectKind(value as Record<string, unknown>);
}

function textKind(column: string, value: string): Kind {
  if (COLOUR.test(value)) return { kind: "colour", value };
  if (MOMENT.test(value)) return { kind: "date", value };
  if (isWorded(column)) return { kind: "word", value };
  if (/\{\{|^#{1,3} /m.test(value)) return { kind: "source", value };
  return value.length > 60 || value.includes("\n") ? { kind: "prose", value } : { kind: "line", value };
}

function listKind(value: unknown[]): Kind {
  if (value.length === 0) return { kind: "nothing" };
  if (!value.every((item): item is string => typeof item === "string")) return { kind: "json", value };
  // A sentence is no tag, however short it is.
  return value.every((item) => item.length <= 24 && !/[.?!。]$/.test(item))
    ? { kind: "chips", value }
    : { kind: "list", value };
}

function objectKind(value: Record<string, unknown>): Kind {
  const entries = Object.entries(value);
  if (entries.length === 0) return { kind: "nothing" };
  if (NEEDS.every((need) => typeof value[need] === "number")) {
    return { kind: "needs", value: value as Record<Need, number> };
  }
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  if (texts.length === entries.length) {
    if (texts.every(([, text]) => COLOUR.test(text))) return { kind: "colours", value: texts };
    if (texts.some(([, text]) => text.length > 60 || text.includes("\n"))) return { kind: "sources", value: texts };
  }
  const plain = entries.filter((entry): entry is [string, string | number | boolean] =>
    ["string", "number", "boolean"].includes(typeof entry[1]),
  );
  if (plain.length === entries.length && plain.length <= 8) return { kind: "pairs", value: plain };
  return { kind: "json", value };
}
