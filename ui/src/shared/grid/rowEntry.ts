// All that is unsaved of one row: what waits, what is on its way, what was refused. How it came about and where it goes is
// the queue's (edits.ts).
import type { GridRow, Values } from "./types";

export interface Refused {
  value: unknown;
  reason: string;
}

/** Replaced with every change, never changed in place. */
export interface Entry {
  revision: string;
  waiting: Values;
  sending: Values | null;
  refused: Record<string, Refused>;
  /** What I saw in those columns when I began. */
  base: Values;
  stale: boolean;
  /** The database was away. */
  held: boolean;
}

export type MarkKind = "saving" | "unsaved" | "refused" | "stale";

/** An entry as others see it, and as it is kept in a draft. */
export interface PendingEdit {
  id: string;
  revision: string;
  state: MarkKind;
  /** Everything of mine in this row that is not saved. */
  set: Values;
  base: Values;
  reasons: Record<string, string>;
}

export const has = (values: object) => Object.keys(values).length > 0;

export const without = <T>(values: Record<string, T>, keys: string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));

/** The row's entry as it is when `set` is typed over what the row shows. */
export function entryFor(row: GridRow, set: Values, entry: Entry | undefined): Entry {
  const base = Object.fromEntries(Object.keys(set).map((column) => [column, row[column] ?? null]));
  const blank = { waiting: {}, sending: null, refused: {}, base, stale: false, held: false };
  if (!entry) return { ...blank, revision: row.revision };
  // With nothing on its way the row was typed over as it is shown now.
  const fresh = !entry.sending && !has(entry.waiting) && !entry.stale;
  return { ...entry, revision: fresh ? row.revision : entry.revision, base: { ...base, ...entry.base } };
}

/** What the cell shows: mine as long as it is not saved. */
export function shownOf(entry: Entry | undefined, row: GridRow, column: string): unknown {
  if (!entry) return row[column];
  const refused = entry.refused[column];
  if (refused) return refused.value;
  if (column in entry.waiting) return entry.waiting[column];
  return entry.sending && column in entry.sending ? entry.sending[column] : row[column];
}

export const mineOf = (entry: Entry): Values => ({
  ...entry.sending,
  ...entry.waiting,
  ...Object.fromEntries(Object.entries(entry.refused).map(([column, { value }]) => [column, value])),
});

export function markOf(entry: Entry | undefined, column: string): { kind: MarkKind; reason: string | null } | null {
  if (!entry) return null;
  const refused = entry.refused[column];
  if (refused) return { kind: "refused", reason: refused.reason };
  const waits = column in entry.waiting;
  if (!waits && !(entry.sending && column in entry.sending)) return null;
  if (waits && entry.stale) return { kind: "stale", reason: null };
  return { kind: waits && entry.held ? "unsaved" : "saving", reason: null };
}

export function stateOf(entry: Entry): MarkKind {
  if (entry.stale) return "stale";
  if (has(entry.refused)) return "refused";
  return entry.held ? "unsaved" : "saving";
}

export const pendingOf = (id: string, entry: Entry): PendingEdit => ({
  id,
  revision: entry.revision,
  state: stateOf(entry),
  set: mineOf(entry),
  base: entry.base,
  reasons: Object.fromEntries(Object.entries(entry.refused).map(([column, { reason }]) => [column, reason])),
});

/** The entry of an edit that was kept; it waits until it is told to go. */
export function entryOf({ revision, set, base, reasons }: PendingEdit): Entry {
  const refused = Object.entries(reasons).map(([key, reason]) => [key, { value: set[key], reason }] as const);
  return {
    revision,
    base,
    waiting: without(set, Object.keys(reasons)),
    sending: null,
    refused: Object.fromEntries(refused),
    stale: false,
    held: true,
  };
}
