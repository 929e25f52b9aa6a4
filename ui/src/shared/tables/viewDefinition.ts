// Saved views: a filter, an order and the columns under a name; one's own, or the team's. Reading and writing them.
import { queryOptions } from "@tanstack/react-query";
import { backend, type Filter, keys, type SavedView, type Sort, type Table } from "../../backend";
import type { GridLayout } from "../grid/types";
import { readFilter, sameFilter } from "./filters";
import { readSort, writeSort } from "./order";
import { readLayout } from "./tableLayout";

export interface ViewDefinition {
  filter: Filter;
  sort: Sort | null;
  layout: GridLayout | null;
}

export const viewsQuery = (table: string) =>
  queryOptions({ queryKey: [...keys.views, table], queryFn: () => backend.viewList(table) });

export function readDefinition(view: SavedView, table: Table): ViewDefinition {
  const { filter, sort, layout } = (view.definition ?? {}) as Record<string, unknown>;
  const { column, descending } = (sort ?? {}) as Partial<Sort>;
  return {
    filter: readFilter(filter),
    sort: typeof column === "string" ? readSort(`${column}${descending ? ":desc" : ""}`, table) : null,
    layout: readLayout(layout),
  };
}

const shape = (layout: GridLayout) =>
  JSON.stringify([layout.rowHeight, layout.columns.filter((one) => !one.hidden).map(({ key, width }) => [key, width])]);

/** Whether what is shown is no longer what was saved. `usual`: the order of a list that nobody ordered. */
export function differs(now: ViewDefinition, saved: ViewDefinition, usual: Sort): boolean {
  const order = (sort: Sort | null) => writeSort(sort ?? usual);
  if (!sameFilter(now.filter, saved.filter) || order(now.sort) !== order(saved.sort)) return true;
  return now.layout !== null && saved.layout !== null && shape(now.layout) !== shape(saved.layout);
}
