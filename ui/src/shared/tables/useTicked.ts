// The rows that are ticked, how many they are, and the target they make for a change to all of them. What is ticked belongs
// to what is listed: under another filter nothing is.
import { useState } from "react";
import type { Filter, Target } from "../../backend";
import { countTicked, noRows } from "../grid/selection";
import type { RowSelection } from "../grid/types";
import { writeFilter } from "./filters";

export function targetOf(selection: RowSelection, filter: Filter): Target {
  if (!selection.all) return { ids: [...selection.ids] };
  return selection.except.size === 0 ? { filter } : { except: { filter, ids: [...selection.except] } };
}

export function useTicked(filter: Filter, total: number) {
  const listed = writeFilter(filter);
  const [ticked, setTicked] = useState<{ of: string | null; rows: RowSelection }>({ of: listed, rows: noRows });
  const selection = ticked.of === listed ? ticked.rows : noRows;
  return {
    selection,
    select: (next: RowSelection) => setTicked({ of: listed, rows: next }),
    count: countTicked(selection, total),
    target: (): Target => targetOf(selection, filter),
  };
}
