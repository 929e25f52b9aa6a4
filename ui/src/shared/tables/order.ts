// The order of a list as an address and a saved view write it: `weight` or `weight:desc`.
import type { Sort, Table } from "../../backend";

export function readSort(text: unknown, table: Table): Sort | null {
  if (typeof text !== "string") return null;
  const [column = "", way] = text.split(":");
  const known = table.columns.some((one) => one.key === column && one.sortable);
  return known ? { column, descending: way === "desc" } : null;
}

export const writeSort = (sort: Sort): string => `${sort.column}${sort.descending ? ":desc" : ""}`;
