// How one text becomes another, in the fewest and smallest changes: so that a cursor stays where it was, and so that two
// people's changes to one text can both be kept.
import { diff } from "@codemirror/merge";
import { ChangeSet } from "@codemirror/state";

export interface Edit {
  from: number;
  to: number;
  insert: string;
}

export function minimalEdits(before: string, after: string): Edit[] {
  if (before === after) return [];
  // The limit is for texts that have little in common: there a rough answer will do.
  return diff(before, after, { scanLimit: 1000 }).map(({ fromA, toA, fromB, toB }) => ({
    from: fromA,
    to: toA,
    insert: after.slice(fromB, toB),
  }));
}

/** What `theirs` changed since `base`, as changes to `mine`, which grew from the same base. */
export function theirChanges(base: string, theirs: string, mine: string): ChangeSet {
  const change = ChangeSet.of(minimalEdits(base, theirs), base.length);
  if (base === mine) return change;
  return change.map(ChangeSet.of(minimalEdits(base, mine), base.length), true);
}
