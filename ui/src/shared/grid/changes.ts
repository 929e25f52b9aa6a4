// What a paste, a fill or a clearing would do, cell by cell, before anything is written: old value, new value, or why the
// new one does not fit. ChangePreview.tsx shows it, edits.ts writes it.
import { parseTsv, readCell } from "./clipboard";
import { checkValue, type Problem } from "./problems";
import { type Column, type GridRow, type Naming, same, type Values } from "./types";

export interface Change {
  row: GridRow;
  column: Column;
  old: unknown;
  now: unknown;
  /** What was to be written, where it could not be read as a value. */
  text?: string;
  problem: Problem | null;
}

/** Which values are shown now: those being saved count as the row's own. */
type Shown = (row: GridRow, column: string) => unknown;

/** How far a copied block reaches when it is pasted onto a range: one value fills it, a block repeats if it fits whole. */
export function pasteShape(table: string[][], range: { height: number; width: number }) {
  const height = table.length;
  const width = Math.max(1, ...table.map((row) => row.length));
  const fits = range.height % height === 0 && range.width % width === 0;
  return fits ? range : { height, width };
}

export function planPaste(text: string, rows: GridRow[], columns: Column[], shown: Shown, naming?: Naming): Change[] {
  const table = parseTsv(text);
  return plan(rows, columns, shown, (row, column) => {
    const line = table[row % table.length] ?? [];
    const width = Math.max(1, ...table.map((one) => one.length));
    const cell = line[column % width];
    const into = columns[column];
    // A short line leaves the rest of its row alone.
    if (cell === undefined || !into) return null;
    const read = readCell(into, cell, naming);
    return "value" in read ? { now: read.value, problem: null } : { now: null, text: cell, problem: read.problem };
  });
}

export function planFill(from: GridRow, rows: GridRow[], columns: Column[], shown: Shown): Change[] {
  return plan(rows, columns, shown, (_, at) => {
    const column = columns[at];
    if (!column) return null;
    const now = shown(from, column.key) ?? null;
    return { now, problem: checkValue(column, now) };
  });
}

export const emptyOf = (column: Column): unknown => (column.kind.kind === "tags" ? [] : null);

export function planClear(rows: GridRow[], columns: Column[], shown: Shown): Change[] {
  return plan(rows, columns, shown, (_, at) => {
    const column = columns[at];
    if (!column) return null;
    const now = emptyOf(column);
    return { now, problem: checkValue(column, now) };
  });
}

type Wanted = { now: unknown; text?: string; problem: Problem | null } | null;

function plan(
  rows: GridRow[],
  columns: Column[],
  shown: Shown,
  want: (row: number, column: number) => Wanted,
): Change[] {
  return rows.flatMap((row, down) =>
    columns.flatMap((column, across) => {
      const wanted = want(down, across);
      const old = shown(row, column.key) ?? null;
      if (!wanted || (wanted.problem === null && same(old, wanted.now))) return [];
      // What one may not change, and would not change, is no news.
      if (wanted.problem?.what === "readOnly" && !("text" in wanted) && same(old, wanted.now)) return [];
      return [{ row, column, old, ...wanted }];
    }),
  );
}

/** The changes that can be written, gathered by row. */
export function byRow(changes: Change[]): { row: GridRow; set: Values }[] {
  const rows = new Map<string, { row: GridRow; set: Values }>();
  for (const { row, column, now, problem } of changes) {
    if (problem) continue;
    const one = rows.get(row.id) ?? { row, set: {} };
    one.set[column.key] = now;
    rows.set(row.id, one);
  }
  return [...rows.values()];
}
