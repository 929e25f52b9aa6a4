// Why a value does not fit into its column, as a fact; problemText says it in the reader's language.

import type { Words } from "../../words/words";
import type { Format } from "../format";
import { pathOf } from "../json/source";
import { type Fault, faultsOf } from "./jsonText";
import { type Column, same } from "./types";

export type Problem =
  | { what: "notNumber" | "notWhole" | "required" | "oneLine" | "pattern" | "flag" | "readOnly" | "unknownReference" }
  | { what: "least" | "most"; limit: number }
  | { what: "tooLong"; length: number; longest: number }
  | { what: "option"; text: string }
  | { what: "twice"; text: string }
  | { what: "json"; line: number; column: number }
  | { what: "schema"; fault: Fault };

/** What the column says against a value of the right type; the database has the last word. */
export function checkValue(column: Column, value: unknown): Problem | null {
  const { kind } = column;
  if (!column.editable) return { what: "readOnly" };
  if (value === null || value === undefined || value === "") return column.required ? { what: "required" } : null;
  if (typeof value === "number" && kind.kind === "number") {
    if (kind.whole && !Number.isInteger(value)) return { what: "notWhole" };
    if (kind.min !== null && value < kind.min) return { what: "least", limit: kind.min };
    if (kind.max !== null && value > kind.max) return { what: "most", limit: kind.max };
  }
  if (typeof value === "string" && kind.kind === "choice" && !kind.options.includes(value)) {
    return { what: "option", text: value };
  }
  if (Array.isArray(value) && kind.kind === "tags") return checkTags(column, value as string[], kind.options);
  if (typeof value === "string" && kind.kind === "text") {
    if (!kind.lines && /[\r\n]/.test(value)) return { what: "oneLine" };
    // PostgreSQL counts characters, not UTF-16 units.
    const length = [...value].length;
    if (kind.longest !== null && length > kind.longest) return { what: "tooLong", length, longest: kind.longest };
  }
  if (typeof value === "string" && column.pattern && !fits(column.pattern, value)) return { what: "pattern" };
  if (kind.kind === "json") {
    const fault = faultsOf(kind.schema, value)[0];
    if (fault) return { what: "schema", fault };
  }
  return null;
}

function checkTags(column: Column, tags: string[], options: string[] | null): Problem | null {
  if (column.required && tags.length === 0) return { what: "required" };
  const twice = tags.find((tag, index) => tags.indexOf(tag) !== index);
  if (twice !== undefined) return { what: "twice", text: twice };
  const strange = options ? tags.find((tag) => !options.includes(tag)) : undefined;
  if (strange !== undefined) return { what: "option", text: strange };
  const unfit = column.pattern ? tags.find((tag) => !fits(column.pattern ?? "", tag)) : undefined;
  return unfit === undefined ? null : { what: "pattern" };
}

function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    // The database's dialect: it will judge itself.
    return true;
  }
}

export const isUnchanged = (before: unknown, now: unknown) => same(before, now);

export function problemText(words: Words, format: Format, problem: Problem): string {
  const say = words.grid.problems;
  switch (problem.what) {
    case "least":
    case "most":
      return say[problem.what](format.number(problem.limit));
    case "tooLong":
      return say.tooLong(format.number(problem.length), format.number(problem.longest));
    case "option":
    case "twice":
      return say[problem.what](problem.text);
    case "json":
      return say.json(String(problem.line), String(problem.column));
    case "schema":
      return say.schema(
        pathOf(problem.fault.path) || words.json.label,
        say.faults[problem.fault.what](problem.fault.detail),
      );
    default:
      return say[problem.what];
  }
}
