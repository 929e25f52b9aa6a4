// The runs that are compared, each whole, and where they differ; asked for again while one of them goes on.
import { useQueries, useQuery } from "@tanstack/react-query";
import { backend, keys, type Run, useReady } from "../../../backend";
import { type Made, madeBy } from "../one/output";
import { runKey } from "../one/useRun";
import { concernsRuns, useLive } from "../useLive";
import { type Scene, sceneOf } from "./scene";

/** One run of the comparison with what is read from its output. */
export interface Column {
  run: Run;
  made: Made;
  scene: Scene;
}

const EVERY = 500;

// Reading a run is worth doing once for each of its answers.
const known = new WeakMap<Run, Column>();

function columnOf(run: Run): Column {
  const column = known.get(run) ?? { run, made: madeBy(run), scene: sceneOf(run) };
  known.set(run, column);
  return column;
}

export function useCompared(ids: string[]) {
  const ready = useReady();
  const runs = useQueries({
    queries: ids.map((id) => ({
      queryKey: runKey(id),
      queryFn: () => backend.runGet(id),
      enabled: ready,
      staleTime: 0,
    })),
  });
  const comparison = useQuery({
    queryKey: [...keys.runs, "compare", ...ids],
    queryFn: () => backend.runCompare(ids),
    enabled: ready && ids.length > 1,
    staleTime: 0,
  });
  const ask = () => Promise.all((ids.length > 1 ? [...runs, comparison] : runs).map((query) => query.refetch()));
  useLive(
    concernsRuns((id) => ids.includes(id)),
    EVERY,
    ask,
  );
  const columns = runs.flatMap(({ data }) => (data ? [columnOf(data)] : []));
  return {
    columns,
    comparison,
    /** Runs that no longer exist. */
    gone: ids.filter((_, at) => runs[at]?.error?.code === "NotFound"),
    error: runs.find((query) => query.error && query.error.code !== "NotFound")?.error ?? null,
    loading: runs.some((query) => query.isPending && !query.isError),
    reload: () => void ask(),
  };
}
