// The loaded part of the run list, newest first. What arrives while somebody reads further down waits until it is asked
// for, so that nothing moves under the eyes. No drawing here.
import type { RunPage, RunSummary } from "../../../backend";

export interface Loaded {
  rows: RunSummary[];
  /** Arrived above what is shown. */
  waiting: RunSummary[];
  next: string | null;
  total: number;
}

export function firstPage(page: RunPage): Loaded {
  return { rows: page.items, waiting: [], next: page.next, total: page.total };
}

/** A page further down. */
export function withMore(loaded: Loaded, page: RunPage): Loaded {
  const last = loaded.rows.at(-1)?.number ?? Number.POSITIVE_INFINITY;
  return {
    ...loaded,
    rows: [...loaded.rows, ...page.items.filter((run) => run.number < last)],
    next: page.next,
    total: page.total,
  };
}

/** The newest runs, asked for again. `hold`: those that are not shown yet stay out of sight. */
export function refreshed(loaded: Loaded, head: RunPage, hold: boolean): Loaded {
  const first = loaded.rows[0];
  if (!first) return firstPage(head);
  // Below the last row of the answer nothing was asked: it stays as it was.
  const floor = head.next === null ? Number.NEGATIVE_INFINITY : (head.items.at(-1)?.number ?? first.number);
  const below = loaded.rows.filter((run) => run.number < floor);
  const fresh = hold ? head.items.filter((run) => run.number > first.number) : [];
  const shown = hold ? head.items.filter((run) => run.number <= first.number) : head.items;
  return {
    rows: [...shown, ...below],
    waiting: fresh,
    next: below.length > 0 ? loaded.next : head.next,
    total: head.total,
  };
}

export function released(loaded: Loaded): Loaded {
  return { ...loaded, rows: [...loaded.waiting, ...loaded.rows], waiting: [] };
}
