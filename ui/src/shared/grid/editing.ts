// A cell being edited: how it began, the text it begins with, and what came of it. No drawing here.
import type { Read } from "./clipboard";
import type { Column, GridRow } from "./types";

export interface Editing {
  row: GridRow;
  index: number;
  column: Column;
  /** What the cell showed when editing began. */
  value: unknown;
  /** Begun by typing: the text replaces the value. Otherwise the value is corrected. */
  typed: boolean;
}

export type Then = "stay" | "down" | "up" | "left" | "right";

/** What came of editing: a value or a problem with the text it came from, or nothing. */
export type Written = (Read & { text: string }) | null;

/** The text with which editing begins. Lists begin with an empty search; a refused text is corrected where it is. */
export function openingText({ column, value, typed }: Editing): string {
  if (typed || value === null || value === undefined) return "";
  const { kind } = column.kind;
  if (kind === "choice" || kind === "reference") {
    const known = column.kind.kind === "choice" ? column.kind.options.includes(String(value)) : true;
    return known ? "" : String(value);
  }
  if (kind === "tags") return typeof value === "string" ? value : "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Only JSON is edited in its panel alone. */
export const typesHere = (editing: Editing | null) => editing !== null && editing.column.kind.kind !== "json";
