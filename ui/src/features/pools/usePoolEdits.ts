// What is typed into the table of a pool: written cell by cell, kept as a draft on this computer for as long as it is not
// saved, and offered again after a crash. Nothing is drawn here.
import { useCallback, useEffect, useRef, useState } from "react";
import { AppError, backend, type Pool, type RowEdit, useReady } from "../../backend";
import { useFormat } from "../../shared/format";
import type { Outcome, WriteError } from "../../shared/grid/edits";
import type { PendingEdit } from "../../shared/grid/rowEntry";
import type { RowWindow } from "../../shared/grid/rowWindow";
import { type Edits, useEdits } from "../../shared/grid/useEdits";
import { refusalText } from "../../shared/reasons";
import { toastError } from "../../shared/toast";
import { keepUnsaved, unsaved } from "../../shared/unsaved";
import { useWriteQuestion } from "../../shared/useProduction";
import { onUndone, undoWork } from "../../shared/work";
import { useWords } from "../../words/words";
import { takesOut } from "./bulk";
import { mayTakeOut } from "./mayTakeOut";

const WRITE_AFTER = 500;
// Where a page was left while an edit was on its way: whoever comes back waits for that.
const leaving = new Map<string, Promise<unknown>>();

export interface FoundEdits {
  edits: PendingEdit[];
  savedAt: string;
}

export const draftKey = (pool: Pool) => `grid:${pool}`;

const isEdits = (value: unknown): value is PendingEdit[] =>
  Array.isArray(value) &&
  value.every(
    (one) => typeof one?.id === "string" && typeof one.set === "object" && typeof one.base === "object" && one.reasons,
  );

export interface PoolEdits extends Edits {
  /** Edits of an earlier session that were not saved. */
  found: FoundEdits | null;
  takeFound: () => void;
  dropFound: () => void;
  /** A change set of long work joins the steps of undo. */
  remember: (token: string) => void;
}

export function usePoolEdits(pool: Pool, rows: RowWindow, onStale: (id: string) => void): PoolEdits {
  const words = useWords();
  const format = useFormat();
  const question = useWriteQuestion();
  const long = useRef(new Set<string>());
  const key = draftKey(pool);

  const edits = useEdits({
    write: async (sent) => {
      if (!(await question())) {
        throw new AppError({ code: "Forbidden", message: words.pools.drafts.declined, field: null, details: null });
      }
      const out = sent.filter(({ id, set }) => id !== null && takesOut({ kind: "set", values: set }));
      if (
        out.length > 0 &&
        !(await mayTakeOut(
          pool,
          out.map(({ id }) => String(id)),
        ))
      ) {
        throw new AppError({ code: "Forbidden", message: words.pools.drafts.declined, field: null, details: null });
      }
      const { changeSet, outcomes } = await backend.tableWrite(pool, sent as RowEdit[]);
      return { changeSet, outcomes: outcomes as unknown as Outcome[] };
    },
    undo: async (token) => {
      if (!long.current.has(token)) return { changeSet: (await backend.changeUndo(token)).undo };
      const { redo } = await undoWork([token]);
      const changeSet = redo[0] ?? token;
      long.current.add(changeSet);
      return { changeSet };
    },
    onRow: (row) => rows.patch(row),
    // Long work has no list of rows: the change feed tells which they were.
    onRefresh: (ids) => (ids.length > 0 ? void rows.refresh(ids).catch(() => undefined) : undefined),
    onStale: (id) => onStale(id),
    onFailure: (error) => toastError(words.tasks.undoFailed, AppError.from({ details: null, ...error })),
    explain: (error) => refusalText(words, format, error as WriteError & { reason: null }),
  });
  const { queue, pending } = edits;

  // The toast or the status bar undid it: it is no step of this table any more. An undo of our own is taken off already.
  useEffect(() => onUndone((token) => queue.forget(token)), [queue]);

  // The database is back: what could not be sent is sent.
  const ready = useReady();
  useEffect(() => {
    if (ready) queue.retry();
  }, [ready, queue]);

  const [found, setFound] = useState<FoundEdits | null>(null);
  const onDisk = useRef(false);
  const store = useCallback(
    (now: PendingEdit[]) => keepUnsaved(key, now.length > 0 ? { revision: "", value: now } : null),
    [key],
  );
  useEffect(() => {
    store(pending);
    if (pending.length === 0 && !onDisk.current) return;
    const timer = setTimeout(() => {
      // What is still being offered is not overwritten by what is typed meanwhile.
      const all = [...(found?.edits ?? []).filter(({ id }) => !pending.some((one) => one.id === id)), ...pending];
      onDisk.current = all.length > 0;
      const kept = all.length > 0 ? backend.draftSave(key, null, all) : backend.draftDiscard(key);
      kept.catch(() => undefined);
    }, WRITE_AFTER);
    return () => clearTimeout(timer);
  }, [pending, found, key, store]);
  useEffect(
    () => () => {
      const left = queue.idle().then(() => {
        const now = queue.pending();
        store(now);
        if (now.length === 0 && !onDisk.current) return;
        return (now.length > 0 ? backend.draftSave(key, null, now) : backend.draftDiscard(key)).catch(() => undefined);
      });
      leaving.set(key, left);
      void left.then(() => leaving.get(key) === left && leaving.delete(key));
    },
    [queue, key, store],
  );

  useEffect(() => {
    let left = false;
    const look = async () => {
      await leaving.get(key);
      if (left) return;
      // Left in this very session: they are simply still there.
      const kept = unsaved(key)?.value;
      if (isEdits(kept) && kept.length > 0) {
        queue.restore(kept);
        queue.retry();
        return;
      }
      const draft = (await backend.draftList()).find((one) => one.key === key);
      if (left || !draft || !isEdits(draft.value) || draft.value.length === 0) return;
      setFound({ edits: draft.value, savedAt: draft.savedAt });
    };
    look().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [key, queue]);

  return {
    ...edits,
    found,
    takeFound: () => {
      if (found) {
        queue.restore(found.edits);
        queue.retry();
      }
      setFound(null);
    },
    dropFound: () => {
      setFound(null);
      if (pending.length === 0) backend.draftDiscard(key).catch(() => undefined);
    },
    remember: useCallback(
      (token: string) => {
        long.current.add(token);
        queue.remember(token, []);
      },
      [queue],
    ),
  };
}
