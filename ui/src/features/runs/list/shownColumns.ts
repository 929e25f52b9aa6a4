// Which columns the list of runs shows until somebody arranges them: what one looks for first, as wide as a small laptop.
import type { Table } from "../../../backend";
import type { ShownColumns } from "../../../shared/tables/tableLayout";

export const SHOWN: ShownColumns = [
  ["number", 72],
  ["status", 166],
  ["person", 64],
  ["character", 66],
  ["archetype", 92],
  ["template", 90],
  ["quality", 108],
  ["durationMs", 64],
  ["tokens", 58],
  ["costUsd", 64],
  ["engine", 78],
  ["startedAt", 112],
];

/** Columns of text that hold one of a few values. */
export const LISTED = ["person", "character", "archetype", "template", "engine", "errorKind", "label"];

/** The table as people read it: what refers to another row by its id has a column of its own with its name or number. */
export const readable = (table: Table): Table => ({
  ...table,
  columns: table.columns.filter(({ kind }) => kind.kind !== "reference"),
});
