// Which runs are selected: one by one, a range with shift, or all that are loaded. What leaves the list is no longer selected.
import { useCallback, useMemo, useRef, useState } from "react";
import type { RunSummary } from "../../../backend";

export function useTicked(rows: RunSummary[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const latest = useRef(rows);
  latest.current = rows;
  const runs = useMemo(() => rows.filter((run) => ids.has(run.id)), [rows, ids]);

  const toggle = useCallback((id: string, range: boolean) => {
    const from = latest.current.findIndex((run) => run.id === anchor.current);
    const to = latest.current.findIndex((run) => run.id === id);
    setIds((before) => {
      const next = new Set(before);
      if (range && from >= 0)
        for (const run of latest.current.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(run.id);
      else if (!next.delete(id)) next.add(id);
      return next;
    });
    anchor.current = id;
  }, []);
  const all = useCallback(
    () =>
      setIds((before) =>
        latest.current.every((run) => before.has(run.id)) ? new Set() : new Set(latest.current.map((run) => run.id)),
      ),
    [],
  );
  const clear = useCallback(() => setIds(new Set()), []);
  return { runs, has: (id: string) => ids.has(id), toggle, all, clear };
}
