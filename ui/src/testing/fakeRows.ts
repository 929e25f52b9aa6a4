// Rows in memory: which a filter means, in which order, and what a change to many makes of each. Holds nothing itself.
import type * as Shell from "../bindings";

type Row = Shell.TableRow;

export const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value ?? ""));
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

const measured = (value: unknown) => (typeof value === "string" ? [...value].length : (value as number));

function holds(row: Row, { column, test, values = [] }: Shell.Condition): boolean {
  const value = row[column];
  const own = Array.isArray(value) ? value : [value];
  const first = values[0];
  switch (test) {
    case "any":
      return own.some((one) => values.includes(one));
    case "all":
      return values.every((one) => own.includes(one));
    case "none":
      return !own.some((one) => values.includes(one));
    case "atLeast":
      return value !== null && measured(value) >= (first as number);
    case "atMost":
      return value !== null && measured(value) <= (first as number);
    case "matches":
      return new RegExp(text(first)).test(text(value));
    case "matchesNot":
      return !new RegExp(text(first)).test(text(value));
    case "contains":
      return values.every((one) => text(value).toLowerCase().includes(text(one).toLowerCase()));
    case "empty":
      return isEmpty(value);
    case "filled":
      return !isEmpty(value);
  }
}

/** The rows a filter means, in the order of a sort. */
export function matching(rows: Row[], filter: Shell.Filter, sort?: Shell.Sort | null): Row[] {
  const words = (filter.text ?? "").split(/\s+/).filter((word) => word !== "");
  const found = rows.filter(
    (row) =>
      words.every((word) => JSON.stringify(row).includes(word)) &&
      (filter.conditions ?? []).every((condition) => holds(row, condition)),
  );
  if (!sort) return found;
  const sign = sort.descending ? -1 : 1;
  return [...found].sort((a, b) => {
    const [left, right] = [a[sort.column], b[sort.column]];
    if (left === right) return 0;
    // Nothing comes last upwards.
    if (isEmpty(left) || isEmpty(right)) return (isEmpty(left) ? 1 : -1) * sign;
    if (typeof left === "number" && typeof right === "number") return (left - right) * sign;
    return (text(left) < text(right) ? -1 : 1) * sign;
  });
}

export const targeted = (rows: Row[], target: Shell.Target): Row[] =>
  target.ids
    ? rows.filter((row) => target.ids.includes(String(row.id)))
    : target.except
      ? matching(rows, target.except.filter).filter((row) => !target.except.ids.includes(String(row.id)))
      : matching(rows, target.filter);

/** What a bulk change makes of a row: the new values of the columns it touches, or null to delete it. */
export function changed(row: Row, change: Shell.BulkChange): Row | null {
  const of = (column: string) => list(row[column]);
  switch (change.kind) {
    case "set":
      return change.values;
    case "addTags":
      return { [change.column]: [...new Set([...of(change.column), ...change.tags])] };
    case "removeTags":
      return { [change.column]: of(change.column).filter((tag) => !change.tags.includes(String(tag))) };
    case "renameTags":
      return {
        [change.column]: [
          ...new Set(of(change.column).map((tag) => (change.from.includes(String(tag)) ? change.to : tag))),
        ],
      };
    case "multiply":
      return { [change.column]: Math.round(Number(row[change.column]) * change.factor) };
    case "replace": {
      const plain = change.find.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      const pattern = new RegExp(change.regex ? change.find : plain, change.matchCase ? "g" : "gi");
      const put = (value: unknown) => text(value).replace(pattern, change.with);
      const replaced = (value: unknown) => (Array.isArray(value) ? value.map(put) : put(value));
      return Object.fromEntries(change.columns.map((column) => [column, replaced(row[column])]));
    }
    case "delete":
      return null;
  }
}

export const differs = (row: Row, to: Row | null) =>
  to === null || Object.entries(to).some(([key, value]) => JSON.stringify(row[key]) !== JSON.stringify(value));
