// The draft of a row of which the form edits only some values: those go back and forth, and the whole row behind each
// revision is kept here, for the one who opens it anew.
import { useRef } from "react";
import { lastWriter } from "../backend";
import { type DraftOptions, type DraftState, type Revised, useDraft, type Values } from "./useDraft";
import { useWriteQuestion } from "./useProduction";

interface RowDraftOptions<R extends { revision: string }, T extends Values>
  extends Pick<DraftOptions<T>, "name" | "check" | "explain" | "mayWrite"> {
  /** As the database calls it, for telling who saved first. */
  table: string;
  opened: R;
  reopen: (row: R) => void;
  /** What the form edits of a row. */
  values: (row: R) => T;
  /** `base` is the row as it was at that revision. */
  save: (value: T, revision: string, base: R) => Promise<R>;
  fresh: () => Promise<R>;
}

export function useRowDraft<R extends { revision: string }, T extends Values>(
  options: RowDraftOptions<R, T>,
): DraftState<T> {
  const { table, opened, reopen, values, save, fresh, ...rest } = options;
  const ask = useWriteQuestion();
  const rows = useRef(new Map([[opened.revision, opened]]));
  const revised = (row: R): Revised<T> => {
    rows.current.set(row.revision, row);
    return { value: values(row), revision: row.revision };
  };
  return useDraft<T>({
    mayWrite: () => ask(),
    ...rest,
    opened: useRef(revised(opened)).current,
    save: async (value, revision) => revised(await save(value, revision, rows.current.get(revision) ?? opened)),
    reload: async () => ({ ...revised(await fresh()), by: lastWriter(table)?.actor ?? null }),
    onOpened: ({ revision }) => {
      const row = rows.current.get(revision);
      if (row) reopen(row);
    },
  });
}
