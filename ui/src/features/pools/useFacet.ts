// The values of a column with how often they occur among the rows of a filter.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { backend, type Filter, keys, type Pool, useReady } from "../../backend";

export function useFacet(pool: Pool, filter: Filter, column: string, text: string, enabled = true) {
  const ready = useReady();
  return useQuery({
    queryKey: [...keys.table, "facet", pool, column, text, filter],
    queryFn: () => backend.tableFacet(pool, filter, column, text === "" ? null : text),
    enabled: enabled && ready,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
