// How the list of a page is shown, as its address says: filter, order, saved view.
import { useMemo } from "react";
import type { Filter, Sort, Table } from "../../backend";
import { addressOf, type PageId, placeOf } from "../../routes";
import { address, go, replace, useAddress } from "../navigation";
import { filterIn, knownTo, writeFilter } from "./filters";
import { readSort, writeSort } from "./order";

export interface ListView {
  filter: Filter;
  sort: Sort | null;
  /** The saved view it began as. */
  viewId: string | null;
}

const readView = (view: Record<string, string>, table: Table): ListView => ({
  filter: knownTo(filterIn(view.filter), table.columns),
  sort: readSort(view.sort, table),
  viewId: view.view ?? null,
});

function writeView({ filter, sort, viewId }: ListView): Record<string, string> {
  const asked = writeFilter(filter);
  return {
    ...(viewId ? { view: viewId } : {}),
    ...(asked ? { filter: asked } : {}),
    ...(sort ? { sort: writeSort(sort) } : {}),
  };
}

const viewAt = (at: string, page: PageId) => {
  const place = placeOf(at);
  return place?.page === page ? place.view : {};
};

export function useListPlace(page: PageId, table: Table) {
  const written = JSON.stringify(viewAt(useAddress(), page));
  const view = useMemo(() => readView(JSON.parse(written) as Record<string, string>, table), [written, table]);
  // What is changed is changed over the address of this very moment: two changes in one breath both count.
  const change = useMemo(() => {
    const to = (part: Partial<ListView>, quietly = false) => {
      const next = { ...readView(viewAt(address(), page), table), ...part };
      (quietly ? replace : go)(addressOf({ page, view: writeView(next) }));
    };
    return { view: to, filter: (filter: Filter, quietly = false) => to({ filter }, quietly) };
  }, [page, table]);
  return { ...view, change };
}
