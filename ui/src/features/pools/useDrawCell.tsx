// What the table of a pool draws in its own way: the quality as a percentage, and beside the title of a row that is not in
// use a word for where it stands.
import { useCallback } from "react";
import type { Table } from "../../backend";
import { useFormat } from "../../shared/format";
import type { Column, GridRow } from "../../shared/grid/types";
import { useWords } from "../../words/words";
import styles from "./Pool.module.css";

export function useDrawCell(table: Table) {
  const say = useWords().pools;
  const format = useFormat();
  return useCallback(
    (column: Column, value: unknown, row: GridRow) => {
      if (column.key === "quality") {
        return typeof value === "number" ? format.number(Math.round(value * 100)) : undefined;
      }
      if (column.key !== table.title || row.isActive !== false) return undefined;
      const mark = say.states[String(row.reviewState)] ?? say.inactive;
      return (
        <>
          {String(value ?? "")} <span className={styles.state}>· {mark}</span>
        </>
      );
    },
    [format, say, table.title],
  );
}
