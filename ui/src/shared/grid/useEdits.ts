// The save queue of one grid as a hook: the grid shows it, the page reads from it what is unsaved and steps back in it.
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type EditBackend, type EditEvents, SaveQueue } from "./edits";
import type { PendingEdit } from "./rowEntry";

export interface Edits {
  /** Changes with every edit, so that what depends on it is drawn again. */
  version: number;
  queue: SaveQueue;
  /** What is not saved: for drafts, and for the question before closing. */
  pending: PendingEdit[];
  canUndo: boolean;
  canRedo: boolean;
}

const refuse = () => Promise.reject(new Error("nothing is edited in this table"));
const NOTHING: EditBackend & EditEvents = {
  write: refuse,
  undo: refuse,
  onRow: () => undefined,
  onRefresh: () => undefined,
};

/** For a table in which nothing can be edited. */
export const useNoEdits = (): Edits => useEdits(NOTHING);

export function useEdits(options: EditBackend & EditEvents): Edits {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [queue] = useState(
    () =>
      new SaveQueue(
        { write: (edits) => latest.current.write(edits), undo: (changeSet) => latest.current.undo(changeSet) },
        {
          onRow: (row) => latest.current.onRow(row),
          onRefresh: (ids) => latest.current.onRefresh(ids),
          onStale: (id, mine, base) => latest.current.onStale?.(id, mine, base),
          onFailure: (error) => latest.current.onFailure?.(error),
          explain: (error) => latest.current.explain?.(error) ?? error.message,
        },
      ),
  );
  const version = useSyncExternalStore(queue.subscribe, queue.version);
  return useMemo(
    () => ({ version, queue, pending: queue.pending(), canUndo: queue.canUndo, canRedo: queue.canRedo }),
    [version, queue],
  );
}
