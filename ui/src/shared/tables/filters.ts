// What can be asked of a column, and how a filter is changed one condition at a time. Arithmetic only; no words.
import type { Column, Condition, Filter, Test } from "../../backend";

export const NO_FILTER: Filter = { text: null, conditions: [] };

/** How a column is asked: each has an editor of its own in FilterEditor. */
export type Asked = "choice" | "tags" | "number" | "flag" | "text" | "time" | "presence";

export function askedAs(column: Column): Asked {
  const { kind } = column.kind;
  if (kind === "color" || kind === "reference") return "text";
  return kind === "json" ? "presence" : kind;
}

/** Whether "empty" and "filled" mean anything: a column that must be filled is never empty. */
export const mayBeEmpty = (column: Column) => !column.required || column.kind.kind === "tags";

export const conditionsOf = (filter: Filter): Condition[] => filter.conditions ?? [];
export const textOf = (filter: Filter): string => filter.text ?? "";
export const isEmpty = (filter: Filter) => textOf(filter).trim() === "" && conditionsOf(filter).length === 0;

export const about = (filter: Filter, column: string): Condition[] =>
  conditionsOf(filter).filter((condition) => condition.column === column);

/** All that is asked of a column at once; nothing asked leaves the column out. The order of the chips stays. */
export function ask(filter: Filter, column: string, conditions: Omit<Condition, "column">[]): Filter {
  const next = conditions.map((one) => ({ column, ...one }));
  const old = conditionsOf(filter);
  const at = old.findIndex((condition) => condition.column === column);
  const rest = old.filter((condition) => condition.column !== column);
  const place = at < 0 ? rest.length : old.slice(0, at).filter((condition) => condition.column !== column).length;
  return { ...filter, conditions: rest.toSpliced(place, 0, ...next) };
}

export const without = (filter: Filter, condition: Condition): Filter => ({
  ...filter,
  conditions: conditionsOf(filter).filter((one) => one !== condition),
});

export const firstOf = (conditions: Condition[], test: Test): unknown =>
  conditions.find((condition) => condition.test === test)?.values?.[0];

/** A filter as it stands in an address or a saved view; anything unreadable asks nothing. */
export function readFilter(value: unknown): Filter {
  if (typeof value !== "object" || value === null) return NO_FILTER;
  const { text, conditions } = value as { text?: unknown; conditions?: unknown };
  return {
    text: typeof text === "string" && text.trim() !== "" ? text : null,
    conditions: Array.isArray(conditions) ? conditions.filter(isCondition) : [],
  };
}

/** The filter an address holds. */
export function filterIn(text: string | undefined): Filter {
  try {
    return readFilter(JSON.parse(text ?? "null"));
  } catch {
    return NO_FILTER;
  }
}

const TESTS: Record<Test, true> = {
  any: true,
  all: true,
  none: true,
  atLeast: true,
  atMost: true,
  contains: true,
  matches: true,
  matchesNot: true,
  empty: true,
  filled: true,
};

function isCondition(value: unknown): value is Condition {
  if (typeof value !== "object" || value === null) return false;
  const { column, test, values } = value as Record<string, unknown>;
  return typeof column === "string" && String(test) in TESTS && (values === undefined || Array.isArray(values));
}

/** Conditions on columns that are there. A newer or older window may have written others. */
export const knownTo = (filter: Filter, columns: Column[]): Filter => ({
  ...filter,
  conditions: conditionsOf(filter).filter(({ column }) => columns.some((one) => one.key === column)),
});

export function writeFilter(filter: Filter): string | null {
  if (isEmpty(filter)) return null;
  const text = textOf(filter).trim();
  const conditions = conditionsOf(filter);
  return JSON.stringify({ ...(text ? { text } : {}), ...(conditions.length > 0 ? { conditions } : {}) });
}

export const sameFilter = (one: Filter, other: Filter) => writeFilter(one) === writeFilter(other);
