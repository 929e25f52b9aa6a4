// Which columns the list of runs shows until somebody arranges them: what one looks for first, as wide as a small laptop.
import type { Table } from "../../../backend";
import type { ShownColumns } from "../../../shared/tables/tableLayout";

export const SHOWN: ShownColumns = [
  ["number", 82],
  ["status", 168],
  ["person", 84],
  ["character", 84],
  ["archetype", 116],
  ["template", 92],
  ["quality", 102],
  ["durationMs", 76],
  ["tokens", 70],
  ["costUsd", 68],
  ["engine", 84],
  ["startedAt", 104],
];

/** Columns of text that hold one of a few values. */
export const LISTED = ["person", "character", "archetype", "template", "engine", "errorKind", "label"];

/** The table as people read it: what refers to another row by its id has a column of its own with its name or number. */
export const readable = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ kind }) => kind.kind !== "reference"),
});
