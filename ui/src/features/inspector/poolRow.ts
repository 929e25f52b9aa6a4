// A pool's row as its form sees it: which values it edits, what of them changed, and what the columns say against them.
// Loading and saving live here too; drawing does not.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { AppError, backend, keys, type Pool, type RowKind, type Table, type TableRow, useReady } from "../../backend";
import type { Format } from "../../shared/format";
import { checkValue, problemText } from "../../shared/grid/problems";
import { type Column, same } from "../../shared/grid/types";
import type { Values } from "../../shared/useDraft";
import type { Words } from "../../words/words";

const POOLS: Partial<Record<RowKind, Pool>> = { experience: "experiences", archetype: "archetypes", visual: "visuals" };

export const poolOf = (kind: RowKind): Pool | null => POOLS[kind] ?? null;
export const kindOfPool = (pool: Pool): RowKind => pool.slice(0, -1) as RowKind;

/** A row with what every row has. */
export type PoolRow = TableRow & { id: string; revision: string };

// Kept in step with review_state by the database; a form that wrote both could contradict itself.
const DERIVED = new Set(["isActive"]);

export const formColumns = (table: Table): Column[] =>
  (table.columns as unknown as Column[]).filter((column) => column.editable && !DERIVED.has(column.key));

/** The values of a form. A text that is not there is an empty field; everything else is as it is stored. */
export function toDraft(table: Table, row: TableRow): Values {
  return Object.fromEntries(
    formColumns(table).map((column) => {
      const value = row[column.key] ?? null;
      const text = column.kind.kind === "text" || column.kind.kind === "color" || column.kind.kind === "choice";
      return [column.key, value === null && text ? "" : value === null && column.kind.kind === "tags" ? [] : value];
    }),
  );
}

/** What differs, as it is sent: nothing else is written, so that a colleague's other columns stay. */
export function changedValues(table: Table, value: Values, base: Values): Values {
  const changed = formColumns(table).filter((column) => !same(value[column.key], base[column.key]));
  return Object.fromEntries(changed.map(({ key }) => [key, stored(value[key])]));
}

const stored = (value: unknown) => {
  if (value === "") return null;
  // An empty line of a list is a line that was not written.
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) {
    return value.map((one: string) => one.trim()).filter((one) => one !== "");
  }
  return value;
};

/** What the columns say against the values, in the reader's language. */
export function problemsOf(table: Table, value: Values, words: Words, format: Format): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const column of formColumns(table)) {
    const problem = checkValue(column, stored(value[column.key]));
    if (problem) wrong[column.key] = problemText(words, format, problem);
  }
  const { ageMin, ageMax } = value;
  if (typeof ageMin === "number" && typeof ageMax === "number" && ageMin > ageMax && !wrong.ageMax) {
    wrong.ageMax = words.rowForms.ageOrder;
  }
  return wrong;
}

const rowKey = (pool: Pool, id: string) => [...keys.row, "pool", pool, id];

/** The row as it is now; null when it is gone. */
export function usePoolRow(pool: Pool, id: string) {
  return useQuery({
    queryKey: rowKey(pool, id),
    queryFn: async () => ((await backend.tableRowsById(pool, [id]))[0] ?? null) as PoolRow | null,
    enabled: useReady(),
  });
}

export function usePoolTable(pool: Pool) {
  return useQuery({
    queryKey: [...keys.table, "describe", pool],
    queryFn: () => backend.tableDescribe(pool),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The row past the cache, for comparing after a stale save. */
export function useFreshPoolRow(pool: Pool, id: string) {
  const client = useQueryClient();
  return async (): Promise<PoolRow> => {
    const row = (await backend.tableRowsById(pool, [id]))[0] as PoolRow | undefined;
    if (!row) throw new AppError({ code: "NotFound", message: `reading ${id}`, field: null, details: null });
    client.setQueryData(rowKey(pool, id), row);
    return row;
  };
}

/** Puts a row that was just written into the cache, so that no notice takes it for a colleague's. */
export function useKeepPoolRow(pool: Pool) {
  const client = useQueryClient();
  return async (row: PoolRow) => {
    await client.cancelQueries({ queryKey: rowKey(pool, row.id) });
    client.setQueryData(rowKey(pool, row.id), row);
    for (const queryKey of [keys.row, keys.history, keys.pool, keys.coverage, keys.home, keys.search]) {
      void client.invalidateQueries({ queryKey, predicate: (query) => query.queryKey[1] !== "pool" });
    }
  };
}

interface Saved {
  row: PoolRow;
  /** What undoes the save, with everything that followed from it. */
  changeSet: string;
}

export function useSavePoolRow(pool: Pool) {
  const keep = useKeepPoolRow(pool);
  return useMutation({
    mutationFn: async ({ id, revision, set }: { id: string; revision: string; set: Values }): Promise<Saved> => {
      const { changeSet, outcomes } = await backend.tableWrite(pool, [{ id, revision, set }]);
      const outcome = outcomes[0];
      if (!outcome || outcome.error) {
        throw outcome?.error
          ? AppError.from(outcome.error)
          : new AppError({ code: "Internal", message: "the save was not answered", field: null, details: null });
      }
      return { row: outcome.row as PoolRow, changeSet };
    },
    onSuccess: ({ row }) => keep(row),
    // No failure title: the form shows its own failures, at the field or over the form.
    meta: { stale: [] },
  });
}
