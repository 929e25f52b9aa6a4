// Asks again when a table changes that concerns what is shown: never twice at a time, and never more often than `every`
// milliseconds. What changes meanwhile is one more question at the end, so that the last answer is the newest.
import { useEffect, useRef } from "react";
import { onRowsChanged, type RowsChanged } from "../../backend";

export function useLive(concerns: (change: RowsChanged) => boolean, every: number, ask: () => Promise<unknown>): void {
  const latest = useRef({ concerns, every, ask });
  useEffect(() => {
    latest.current = { concerns, every, ask };
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let busy = false;
    let again = false;
    let ended = false;
    const plan = () => {
      timer ??= setTimeout(run, latest.current.every);
    };
    const run = async () => {
      timer = undefined;
      busy = true;
      again = false;
      await latest.current.ask().catch(() => undefined);
      busy = false;
      if (again && !ended) plan();
    };
    const stop = onRowsChanged((change) => {
      if (!latest.current.concerns(change)) return;
      if (busy) again = true;
      else plan();
    });
    return () => {
      ended = true;
      stop();
      clearTimeout(timer);
    };
  }, []);
}

/** Whether a change may be one of these runs; the feed leaves ids out where there are too many of them. */
export const concernsRuns =
  (has: (id: string) => boolean) =>
  ({ table, ids }: RowsChanged): boolean =>
    table === "*" || (table === "knock.agent_jobs" && (ids.length === 0 || ids.some(has)));
