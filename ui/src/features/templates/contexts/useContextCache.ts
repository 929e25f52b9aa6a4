// The stored contexts as the window knows them: what was saved is in the list at once, and one is read anew after somebody
// else saved it.
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { AppError, backend, keys, type StoredContext } from "../../../backend";

export const contextsQuery = queryOptions({ queryKey: keys.contexts, queryFn: () => backend.contextList() });

export function useContextCache() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: keys.contexts });
  return {
    refresh,
    put: (saved: StoredContext) => {
      client.setQueryData(contextsQuery.queryKey, (known = []) => {
        const others = known.filter(({ id }) => id !== saved.id);
        return [...others, saved].sort((one, other) => one.name.localeCompare(other.name));
      });
      refresh();
    },
    fresh: async (id: string): Promise<StoredContext> => {
      const row = (await client.fetchQuery({ ...contextsQuery, staleTime: 0 })).find((one) => one.id === id);
      if (row) return row;
      throw new AppError({ code: "NotFound", message: `reading context ${id}`, field: null, details: null });
    },
    /** Every tag in use, with how often. */
    tags: (): { value: string; count: number }[] => {
      const counts = new Map<string, number>();
      for (const tag of (client.getQueryData(contextsQuery.queryKey) ?? []).flatMap(({ tags }) => tags)) {
        counts.set(tag, (counts.get(tag) ?? 0) + 1);
      }
      return [...counts].map(([value, count]) => ({ value, count })).sort((one, other) => other.count - one.count);
    },
  };
}
