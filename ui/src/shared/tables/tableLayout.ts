// Which columns of a table are shown, and how wide: as somebody arranged them, or else as its page wants them.
import type { Table, TableName } from "../../backend";
import type { GridLayout } from "../grid/types";
import { preferences, setPreference, usePreference } from "../preferences";

/** The columns a page shows until somebody arranges them, in their order; all others are hidden. */
export type ShownColumns = [column: string, width: number][];

export function defaultLayout(wanted: ShownColumns, table: Table): GridLayout {
  const shown = wanted.filter(([key]) => table.columns.some((column) => column.key === key));
  const rest = table.columns.filter((column) => !shown.some(([key]) => key === column.key));
  return {
    rowHeight: "small",
    columns: [
      ...shown.map(([key, width]) => ({ key, width, hidden: false })),
      ...rest.map(({ key, kind }) => ({ key, width: kind.kind === "number" ? 90 : 180, hidden: true })),
    ],
  };
}

/** A layout that somebody stored, or null where it is none. */
export function readLayout(value: unknown): GridLayout | null {
  if (typeof value !== "object" || value === null) return null;
  const { columns, rowHeight } = value as Partial<GridLayout>;
  const fits =
    Array.isArray(columns) &&
    columns.every(
      (one) => typeof one?.key === "string" && typeof one.width === "number" && typeof one.hidden === "boolean",
    );
  if (!fits || !["small", "medium", "large"].includes(String(rowHeight))) return null;
  return { columns, rowHeight: rowHeight ?? "small" };
}

export const putLayout = (table: TableName, layout: GridLayout) =>
  setPreference("layouts", { ...preferences().layouts, [table]: layout });

export function useTableLayout(name: TableName, table: Table, wanted: ShownColumns): GridLayout {
  const stored = usePreference("layouts")[name];
  return readLayout(stored) ?? defaultLayout(wanted, table);
}
