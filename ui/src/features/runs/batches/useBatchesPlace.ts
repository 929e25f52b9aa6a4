// Where the batches pages are, as the address says: the open batch with its tab and its cell, or the list; and whether a
// new batch is being put together, and from which runs.
import { useEffect, useMemo } from "react";
import { addressOf, placeOf } from "../../../routes";
import { keepPlace } from "../../../shared/lastPlaces";
import { address, go, replace, useAddress } from "../../../shared/navigation";

export const TABS = ["runs", "quality", "outliers", "failures", "effects"] as const;
export type BatchTab = (typeof TABS)[number];

export interface Begin {
  /** Runs whose inputs are used again. */
  like: string[];
  templates: string[];
}

export const batchAddress = (id: string) => addressOf({ page: "batches", section: id });

export function newBatchAddress({ like, templates }: Partial<Begin> = {}): string {
  const list = (name: string, ids: string[] = []) => (ids.length === 0 ? {} : { [name]: [...new Set(ids)].join(",") });
  return addressOf({ page: "batches", view: { new: "1", ...list("like", like), ...list("templates", templates) } });
}

const split = (text: string | undefined) => (text ?? "").split(",").filter((one) => one !== "");

export function useBatchesPlace() {
  const place = placeOf(useAddress());
  const section = place?.section ?? null;
  const view = place?.view ?? {};
  useEffect(() => {
    // The sidebar leads back to the list, not to the batch that was looked at last.
    if (section === null) keepPlace("batches", addressOf({ page: "batches" }));
  }, [section]);

  const to = useMemo(() => {
    const change = (part: Record<string, string | null>) => {
      const at = placeOf(address());
      if (at?.page !== "batches") return;
      const next = Object.entries({ ...at.view, ...part }).filter((one): one is [string, string] => one[1] !== null);
      replace(addressOf({ ...at, view: Object.fromEntries(next) }));
    };
    return {
      batch: (id: string) => go(batchAddress(id)),
      tab: (tab: BatchTab) => change({ tab }),
      /** The runs of one cell; null for those of all. */
      cell: (cell: number | null) => change({ tab: "runs", cell: cell === null ? null : String(cell) }),
      start: () => go(newBatchAddress()),
      startEnds: () => change({ new: null, like: null, templates: null }),
    };
  }, []);

  const cell = /^\d+$/.test(view.cell ?? "") ? Number(view.cell) : null;
  const begin = useMemo(
    (): Begin => ({ like: split(view.like), templates: split(view.templates) }),
    [view.like, view.templates],
  );
  return {
    id: section,
    tab: TABS.find((tab) => tab === view.tab) ?? "runs",
    cell,
    starting: view.new === undefined ? null : begin,
    to,
  };
}
