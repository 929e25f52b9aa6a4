// The rows of a table in a grid. What others change is taken in where it stands; what they add or delete is measured anew,
// but never under a word that is being typed.
import { useCallback, useEffect, useMemo } from "react";
import { type Filter, onRowsChanged, type Sort, type Table, type TableName } from "../../backend";
import { RowWindow } from "../grid/rowWindow";
import { writeFilter } from "./filters";
import { writeSort } from "./order";
import { TableSource } from "./tableSource";

/** Somebody types into a cell: nothing may move. */
const isTyping = () => document.querySelector("[data-editing]") !== null;

export function useTableRows(name: TableName, table: Table, filter: Filter, sort: Sort) {
  const key = `${name} ${writeSort(sort)} ${writeFilter(filter) ?? ""}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names all that makes it another list
  const rows = useMemo(() => new RowWindow(new TableSource(name, filter, sort)), [key]);
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
