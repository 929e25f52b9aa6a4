// Where the active cell stands, how far the marked range reaches and which rows are ticked: arithmetic only.
import type { RowSelection } from "./types";

export interface Cell {
  row: number;
  column: number;
}

/** The active cell, and the corner to which the range was drawn out from it. */
export interface Marked {
  active: Cell;
  head: Cell;
}

export interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Shape {
  rows: number;
  columns: number;
  /** How many rows a page is. */
  page: number;
}

export const boxOf = ({ active, head }: Marked): Box => ({
  top: Math.min(active.row, head.row),
  bottom: Math.max(active.row, head.row),
  left: Math.min(active.column, head.column),
  right: Math.max(active.column, head.column),
});

export const heightOf = (box: Box) => box.bottom - box.top + 1;
export const widthOf = (box: Box) => box.right - box.left + 1;
export const only = (cell: Cell): Marked => ({ active: cell, head: cell });

const clamp = (value: number, most: number) => Math.min(Math.max(0, value), Math.max(0, most));

export const inside = (cell: Cell, { rows, columns }: Shape): Cell => ({
  row: clamp(cell.row, rows - 1),
  column: clamp(cell.column, columns - 1),
});

/** Where a key leads from a cell, or null where the key moves nothing. `far`: with Ctrl. */
export function moved(from: Cell, key: string, far: boolean, shape: Shape): Cell | null {
  const { row, column } = from;
  const to: Record<string, Cell> = {
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowDown: { row: far ? shape.rows - 1 : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? shape.columns - 1 : column + 1 },
    PageUp: { row: row - shape.page, column },
    PageDown: { row: row + shape.page, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? shape.rows - 1 : row, column: shape.columns - 1 },
  };
  const cell = to[key];
  return cell ? inside(cell, shape) : null;
}

/** Sideways, on into the next or previous row; null past either end, where Tab may leave the grid. */
export function sideways(from: Cell, by: 1 | -1, { rows, columns }: Shape): Cell | null {
  const at = from.row * columns + from.column + by;
  if (at < 0 || at >= rows * columns) return null;
  return { row: Math.floor(at / columns), column: at % columns };
}

export const noRows: RowSelection = { all: false, ids: new Set() };
export const allRows: RowSelection = { all: true, except: new Set() };

export function isTicked(selection: RowSelection, id: string): boolean {
  return selection.all ? !selection.except.has(id) : selection.ids.has(id);
}

export function ticked(selection: RowSelection, ids: string[], on: boolean): RowSelection {
  const named = new Set(selection.all ? selection.except : selection.ids);
  for (const id of ids) {
    if (on === selection.all) named.delete(id);
    else named.add(id);
  }
  return selection.all ? { all: true, except: named } : { all: false, ids: named };
}

export function countTicked(selection: RowSelection, total: number): number {
  return selection.all ? Math.max(0, total - selection.except.size) : selection.ids.size;
}
