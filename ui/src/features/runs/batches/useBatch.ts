// A batch and its runs, kept up to date while it fills: at most four times a second, and less often the more runs it has.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { backend, keys, type RowsChanged, useReady } from "../../../backend";
import { useLive } from "../useLive";

const EVERY = 250;
/** So many runs are asked for four times a second; twice as many half as often. */
const QUICK = 1000;
const SLOWEST = 4000;

export function useBatch(id: string) {
  const ready = useReady();
  // What changed while nobody listened is asked for when the batch is opened again: hence no time for which it stays fresh.
  const batch = useQuery({
    queryKey: [...keys.batches, "one", id],
    queryFn: () => backend.batchGet(id),
    enabled: ready,
    staleTime: 0,
  });
  const runs = useQuery({
    queryKey: [...keys.batches, "runs", id],
    queryFn: () => backend.batchRuns(id),
    enabled: ready,
    staleTime: 0,
  });
  const known = useMemo(() => new Set(runs.data?.map((run) => run.id)), [runs.data]);
  const every = Math.min(SLOWEST, Math.max(EVERY, (known.size / QUICK) * EVERY));
  const ask = () => Promise.all([batch.refetch(), runs.refetch()]);
  // What is begun anew is a run nobody has seen yet: until all are known, every change may be of this batch.
  const whole = known.size > 0 && known.size === batch.data?.runs;
  const concerns = ({ table, ids }: RowsChanged) =>
    table === "*" ||
    (table === "knock.batches" && (ids.length === 0 || ids.includes(id))) ||
    (table === "knock.agent_jobs" && (ids.length === 0 || !whole || ids.some((one) => known.has(one))));
  useLive(concerns, every, ask);
  return { batch, runs };
}
