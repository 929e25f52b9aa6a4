// What the templates page reads.
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { backend, keys, type TemplateFilter, useReady } from "../../backend";

export const versionKey = (id: string) => [...keys.templates, "version", id] as const;

export const versionQuery = (id: string) =>
  queryOptions({ queryKey: versionKey(id), queryFn: () => backend.templateGet(id) });

/** The versions a filter means; what was found before stays while the next is looked for. */
export function useVersions(filter: TemplateFilter) {
  return useQuery({
    queryKey: [...keys.templates, "list", filter],
    queryFn: () => backend.templateList(filter),
    placeholderData: keepPreviousData,
    enabled: useReady(),
  });
}

const EVERYTHING: TemplateFilter = {};
export const useAllVersions = () => useVersions(EVERYTHING);

export function useSnippets() {
  return useQuery({ queryKey: keys.snippets, queryFn: () => backend.snippetList(), enabled: useReady() });
}

/** What the product knows by itself, as values to try a template with. */
export const knownQuery = queryOptions({
  queryKey: [...keys.contexts, "known"],
  queryFn: () => backend.promptKnownVariables(),
  staleTime: Number.POSITIVE_INFINITY,
});
