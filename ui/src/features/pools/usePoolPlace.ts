// How a pool is shown, as its address says: filter, order, panel, saved view, open row. The address is the only place
// where these stand, so back and forward, a copied link and a second window need nothing of their own.
import { useEffect, useMemo } from "react";
import type { Filter, Pool, Sort, Table } from "../../backend";
import { addressOf, placeOf } from "../../routes";
import { keepPlace } from "../../shared/lastPlaces";
import { address, go, replace, useAddress } from "../../shared/navigation";
import { filterIn, knownTo, writeFilter } from "../../shared/tables/filters";
import { readSort, writeSort } from "../../shared/tables/order";
import { KIND_OF } from "./kinds";

export type PanelName = "coverage" | "draw" | "import" | "duplicates" | "trash";
export const PANELS: PanelName[] = ["coverage", "draw", "import", "duplicates", "trash"];

export interface PoolView {
  filter: Filter;
  sort: Sort | null;
  panel: PanelName | null;
  /** The saved view it began as. */
  viewId: string | null;
}

/** The order of a list nobody ordered: as the rows came in, so that nothing moves while one works. */
export const AS_CREATED: Sort = { column: "createdAt", descending: false };

export function readView(view: Record<string, string>, table: Table): PoolView {
  return {
    filter: knownTo(filterIn(view.filter), table.columns),
    sort: readSort(view.sort, table),
    panel: PANELS.find((panel) => panel === view.panel) ?? null,
    viewId: view.view ?? null,
  };
}

export function writeView({ filter, sort, panel, viewId }: PoolView): Record<string, string> {
  const asked = writeFilter(filter);
  return {
    ...(viewId ? { view: viewId } : {}),
    ...(panel ? { panel } : {}),
    ...(asked ? { filter: asked } : {}),
    ...(sort ? { sort: writeSort(sort) } : {}),
  };
}

export function usePoolPlace(pool: Pool, table: Table) {
  const here = useAddress();
  const place = placeOf(here);
  const written = JSON.stringify(place?.page === pool ? place.view : {});
  const view = useMemo(() => readView(JSON.parse(written) as Record<string, string>, table), [written, table]);
  const kind = KIND_OF[pool];
  const row = place?.row?.kind === kind ? place.row.id : null;

  useEffect(() => {
    if (place?.page === pool) keepPlace(pool, addressOf({ page: pool, view: JSON.parse(written) }));
  }, [pool, written, place?.page]);

  // What is changed is changed over the address of this very moment: two changes in one breath both count.
  const change = useMemo(() => {
    const now = () => {
      const at = placeOf(address());
      return { row: at?.row ?? null, view: readView(at?.page === pool ? at.view : {}, table) };
    };
    const to = (part: Partial<PoolView>, quietly = false) => {
      const { row, view } = now();
      (quietly ? replace : go)(addressOf({ page: pool, row, view: writeView({ ...view, ...part }) }));
    };
    return {
      view: to,
      filter: (filter: Filter, quietly = false) => to({ filter }, quietly),
      open: (id: string | null) => {
        const { view } = now();
        go(addressOf({ page: pool, view: writeView(view), row: id === null ? null : { kind, id } }));
      },
    };
  }, [pool, table, kind]);

  return { ...view, row, change };
}
