// Which columns stand where and how wide: a saved layout brought together with the columns there are today.
import type { Column, ColumnLayout, GridLayout, RowHeight } from "./types";

export const NARROWEST = 48;
export const WIDEST = 1200;
export const HEAD = 30;
export const LINES: Record<RowHeight, number> = { small: 1, medium: 2, large: 4 };
export const HEIGHTS: Record<RowHeight, number> = { small: 28, medium: 46, large: 82 };

/** Room for the tick box and for the highest row number. */
export const gutterOf = (rows: number) => (rows < 10_000 ? 52 : rows < 1_000_000 ? 66 : 76);

const WIDTHS: Record<Column["kind"]["kind"], number> = {
  choice: 110,
  tags: 200,
  number: 90,
  text: 220,
  flag: 72,
  color: 130,
  json: 200,
  reference: 160,
  time: 176,
};

export const fitWidth = (width: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** The layout with every column in it: unknown ones dropped, new ones at the end. */
export function completeLayout(layout: GridLayout, columns: Column[], titleColumn: string): GridLayout {
  const keys = new Set(columns.map((column) => column.key));
  const kept = layout.columns.filter((column) => keys.has(column.key));
  const known = new Set(kept.map((column) => column.key));
  const added = columns
    .filter((column) => !known.has(column.key))
    .map((column) => ({ key: column.key, width: WIDTHS[column.kind.kind], hidden: false }));
  const all = [...kept, ...added];
  const first = all.filter((column) => column.key === titleColumn).map((column) => ({ ...column, hidden: false }));
  return { ...layout, columns: [...first, ...all.filter((column) => column.key !== titleColumn)] };
}

export interface PlacedColumn extends Column {
  width: number;
  /** How far its left edge is from the gutter. */
  left: number;
}

export function placeColumns(layout: GridLayout, columns: Column[]): PlacedColumn[] {
  const byKey = new Map(columns.map((column) => [column.key, column]));
  let left = 0;
  return layout.columns.flatMap((one) => {
    const column = byKey.get(one.key);
    if (!column || one.hidden) return [];
    const placed = { ...column, width: one.width, left };
    left += one.width;
    return [placed];
  });
}

export function withColumn(layout: GridLayout, key: string, change: Partial<ColumnLayout>): GridLayout {
  return { ...layout, columns: layout.columns.map((one) => (one.key === key ? { ...one, ...change } : one)) };
}

/** Puts `key` where `target` stands. The first column, by which rows are told apart, stays first. */
export function moveColumn(layout: GridLayout, key: string, target: string): GridLayout {
  const from = layout.columns.findIndex((one) => one.key === key);
  const to = layout.columns.findIndex((one) => one.key === target);
  if (from < 1 || to < 1 || from === to) return layout;
  const columns = [...layout.columns];
  columns.splice(to, 0, ...columns.splice(from, 1));
  return { ...layout, columns };
}
