// What comparing two versions reads.
import { queryOptions } from "@tanstack/react-query";
import { backend, keys } from "../../../backend";

export const renderedQuery = (before: string, after: string) =>
  queryOptions({
    queryKey: [...keys.templates, "rendered", before, after],
    queryFn: () => backend.templateDiff(before, after),
  });
