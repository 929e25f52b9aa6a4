// What several panels ask for; each answer becomes stale with the pool's rows.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { backend, type CoveragePool, type Filter, keys, type Pool, useReady } from "../../../backend";

export function useCoverage(pool: CoveragePool) {
  return useQuery({
    queryKey: [...keys.coverage, pool],
    queryFn: () => backend.coverageGet(pool),
    enabled: useReady(),
  });
}

export function useCount(pool: Pool, filter: Filter) {
  return useQuery({
    queryKey: [...keys.pool, "count", pool, filter],
    queryFn: () => backend.tableCount(pool, filter),
    enabled: useReady(),
    placeholderData: keepPreviousData,
  });
}
