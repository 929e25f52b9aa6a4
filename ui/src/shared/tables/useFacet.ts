// The values of a column with how often they occur among the rows of a filter.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { backend, type Filter, keys, type TableName, useReady } from "../../backend";

export function useFacet(table: TableName, filter: Filter, column: string, text: string, enabled = true) {
  const ready = useReady();
  return useQuery({
    queryKey: [...keys.table, "facet", table, column, text, filter],
    queryFn: () => backend.tableFacet(table, filter, column, text === "" ? null : text),
    enabled: enabled && ready,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
