// What reads a table kept in memory: pages by key, a ruler, single rows, and which values there are.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";
import { isEmpty, matching } from "./fakeRows";

export interface Shown {
  table: Shell.Table;
  rows: Shell.TableRow[];
}

const ok = <T>(data: T) => Promise.resolve({ status: "ok" as const, data });

/** A row as a list shows it: what the table describes, and nothing else that is kept of it. */
const told = ({ columns }: Shell.Table, row: Shell.TableRow): Shell.TableRow =>
  Object.fromEntries(["id", "revision", ...columns.map(({ key }) => key)].map((key) => [key, row[key]]));

export function fakeReads(of: (name: Shell.TableName) => Shown) {
  return {
    tableDescribe: (name) => Promise.resolve(of(name).table),
    tableRows: (name, filter, sort, after, limit) => {
      const { table, rows } = of(name);
      const all = matching(rows, filter, sort);
      const from = after === null ? 0 : all.findIndex((row) => row.id === after) + 1;
      const items = all.slice(from, from + limit);
      const next = from + limit < all.length ? String(items.at(-1)?.id) : null;
      return ok({ items: items.map((row) => told(table, row)), next });
    },
    tableCount: (name, filter) => ok({ value: matching(of(name).rows, filter).length, exact: true }),
    tableRuler: (name, filter, sort, every) => {
      const all = matching(of(name).rows, filter, sort);
      const anchors = all.filter((_, at) => (at + 1) % every === 0).map((row) => String(row.id));
      return ok({ anchors, every, total: all.length });
    },
    tableRowsById: (name, ids) => {
      const { table, rows } = of(name);
      return ok(rows.filter((row) => ids.includes(String(row.id))).map((row) => told(table, row)));
    },
    tableFacet: (name, filter, column, search) => {
      const counts = new Map<string, number>();
      for (const row of matching(of(name).rows, filter)) {
        const value = row[column];
        for (const one of Array.isArray(value) ? value : isEmpty(value) ? [] : [value])
          counts.set(String(one), (counts.get(String(one)) ?? 0) + 1);
      }
      const values = [...counts]
        .filter(([value]) => value.includes(search ?? ""))
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count);
      return ok({ values, exact: true });
    },
  } satisfies Partial<typeof Commands>;
}
