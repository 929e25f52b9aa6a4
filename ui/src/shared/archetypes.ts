// The archetypes, wherever somebody chooses one or is compared with them. There are dozens, not thousands.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { backend, type Filter, keys, type TableRow, useReady } from "../backend";

const ALL = 200;

export const textOf = (row: TableRow, key: string): string => (typeof row[key] === "string" ? row[key] : "");

export function useArchetypes(activeOnly: boolean) {
  const filter: Filter = activeOnly ? { conditions: [{ column: "isActive", test: "any", values: [true] }] } : {};
  const sort = { column: "displayName", descending: false };
  return useQuery({
    queryKey: [...keys.pool, "archetypes", activeOnly],
    queryFn: async () => (await backend.tableRows("archetypes", filter, sort, null, ALL)).items,
    enabled: useReady(),
    placeholderData: keepPreviousData,
  });
}
