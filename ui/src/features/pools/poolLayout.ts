// Which columns a pool shows, and how wide, until somebody arranges them: what is read and changed daily comes first.
import type { Pool, Table } from "../../backend";
import type { GridLayout } from "../../shared/grid/types";
import { preferences, setPreference, usePreference } from "../../shared/preferences";

const SHOWN: Record<Pool, [column: string, width: number][]> = {
  experiences: [
    ["title", 240],
    ["needType", 96],
    ["intensity", 84],
    ["tags", 180],
    ["weight", 76],
    ["priority", 84],
    ["reviewState", 90],
    ["archetypes", 150],
    ["description", 300],
    ["timesChosen", 84],
    ["updatedAt", 150],
  ],
  archetypes: [
    ["displayName", 200],
    ["name", 160],
    ["matchingNeeds", 180],
    ["keywords", 180],
    ["weight", 76],
    ["reviewState", 90],
    ["description", 300],
    ["timesChosen", 84],
    ["updatedAt", 150],
  ],
  visuals: [
    ["value", 220],
    ["needType", 96],
    ["elementType", 90],
    ["intensity", 84],
    ["weight", 76],
    ["reviewState", 90],
    ["promptFragment", 260],
    ["symbolism", 200],
    ["timesChosen", 84],
    ["updatedAt", 150],
  ],
};

export function defaultLayout(pool: Pool, table: Table): GridLayout {
  const shown = SHOWN[pool].filter(([key]) => table.columns.some((column) => column.key === key));
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

export const putLayout = (pool: Pool, layout: GridLayout) =>
  setPreference("layouts", { ...preferences().layouts, [pool]: layout });

export function usePoolLayout(pool: Pool, table: Table): GridLayout {
  const stored = usePreference("layouts")[pool];
  return readLayout(stored) ?? defaultLayout(pool, table);
}
