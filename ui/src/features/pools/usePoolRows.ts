// The rows of a pool as the grid reads them: pages by key, and a ruler by which any place of a million is one page away.
// What others change is taken in where it stands; what they add or delete is measured anew, but never under a word that
// is being typed.
import { useCallback, useEffect, useMemo } from "react";
import { backend, type Filter, onRowsChanged, type Pool, type Sort, type Table } from "../../backend";
import { type RowSource, RowWindow } from "../../shared/grid/rowWindow";
import type { GridRow } from "../../shared/grid/types";
import { writeFilter } from "./filters";
import { AS_CREATED, writeSort } from "./usePoolPlace";

const EVERY = 200;
/** So long the first rows wait for their number; without it the scroll bar jumps once. */
const COUNT_PATIENCE = 80;

class PoolSource implements RowSource {
  estimate = 0;

  constructor(
    private readonly pool: Pool,
    private readonly filter: Filter,
    private readonly sort: Sort,
  ) {}

  async fetchFirst() {
    const count = backend.tableCount(this.pool, this.filter).then(
      (total) => {
        this.estimate = total.value;
      },
      () => undefined,
    );
    const rows = await backend.tableRows(this.pool, this.filter, this.sort, null, EVERY);
    if (rows.next !== null) await Promise.race([count, new Promise((done) => setTimeout(done, COUNT_PATIENCE))]);
    return { items: rows.items as GridRow[], next: rows.next };
  }

  fetchRuler() {
    return backend.tableRuler(this.pool, this.filter, this.sort, EVERY);
  }

  async fetchBlock(after: string | null, limit: number) {
    return (await backend.tableRows(this.pool, this.filter, this.sort, after, limit)).items as GridRow[];
  }

  async fetchRows(ids: string[]) {
    return (await backend.tableRowsById(this.pool, ids)) as GridRow[];
  }
}

/** Somebody types into a cell: nothing may move. */
const isTyping = () => document.querySelector("[data-editing]") !== null;

export function usePoolRows(pool: Pool, table: Table, filter: Filter, sort: Sort | null) {
  const order = sort ?? AS_CREATED;
  const key = `${pool} ${writeSort(order)} ${writeFilter(filter) ?? ""}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names all that makes it another list
  const rows = useMemo(() => new RowWindow(new PoolSource(pool, filter, order)), [key]);
  useEffect(() => {
    rows.start();
    return () => rows.stop();
  }, [rows]);

  // An import of ten thousand rows is measured a few times, not ten thousand times.
  const measure = useMemo(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let running = false;
    let again = false;
    const run = async () => {
      waiting = undefined;
      if (isTyping()) {
        soon(300);
        return;
      }
      if (running) {
        again = true;
        return;
      }
      running = true;
      await rows.measure();
      running = false;
      if (again) {
        again = false;
        soon(300);
      }
    };
    const soon = (after: number) => {
      waiting ??= setTimeout(() => void run(), after);
    };
    return { soon: () => soon(60), end: () => clearTimeout(waiting) };
  }, [rows]);

  useEffect(() => {
    const stop = onRowsChanged((change) => {
      // After the connection was away anything may have happened.
      if (change.table === "*") {
        measure.soon();
        return;
      }
      if (change.table !== table.name) return;
      if (change.operation !== "update") measure.soon();
      else void rows.refresh(change.ids.length > 0 ? change.ids : null).catch(() => undefined);
    });
    return () => {
      stop();
      measure.end();
    };
  }, [rows, table, measure]);

  return { rows, measure: useCallback(() => measure.soon(), [measure]) };
}
