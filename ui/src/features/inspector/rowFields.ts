// What the fields of a pool's form are given, and how a field reads and writes its column.
import type { Pool, RowKind, Table } from "../../backend";
import type { Column, Suggestion } from "../../shared/grid/types";
import type { DraftState, Values } from "../../shared/useDraft";
import { formColumns, type PoolRow } from "./poolRow";

export interface FormParts {
  pool: Pool;
  table: Table;
  /** As it was opened. */
  row: PoolRow;
  draft: DraftState<Values>;
  mayWrite: boolean;
  onOpen: (kind: RowKind, id: string) => void;
  /** The word for a column. */
  label: (key: string) => string;
  suggest: (key: string) => (text: string) => Promise<Suggestion[]>;
}

export const text = (value: unknown): string => (typeof value === "string" ? value : "");
export const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
export const object = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** Everything a field of `key` shares with the others. */
export function fieldsOf({ draft, mayWrite, label, table, suggest }: FormParts) {
  const columns = new Map<string, Column>(formColumns(table).map((column) => [column.key, column]));
  const common = (key: string) => ({
    name: key,
    label: label(key),
    error: draft.errors[key],
    edited: draft.edited.includes(key),
    disabled: !mayWrite,
  });
  const kind = (key: string) => columns.get(key)?.kind;
  const options = (key: string): string[] => {
    const of = kind(key);
    return of && "options" in of ? (of.options ?? []) : [];
  };
  const longest = (key: string): number | null => {
    const of = kind(key);
    return of && "longest" in of ? ((of as { longest?: number | null }).longest ?? null) : null;
  };
  return {
    common,
    options,
    text: (key: string) => ({
      ...common(key),
      value: text(draft.value[key]),
      longest: longest(key),
      onChange: (value: string) => draft.set(key, value),
    }),
    number: (key: string) => ({
      ...common(key),
      value: typeof draft.value[key] === "number" ? (draft.value[key] as number) : ("" as const),
      onChange: (value: number | "") => draft.set(key, value === "" ? null : value),
    }),
    choice: (key: string) => ({
      ...common(key),
      value: text(draft.value[key]),
      options: options(key),
      onChange: (value: string) => draft.set(key, value),
    }),
    list: (key: string) => ({
      ...common(key),
      value: list(draft.value[key]),
      onChange: (value: string[]) => draft.set(key, value),
    }),
    tags: (key: string) => ({
      ...common(key),
      value: list(draft.value[key]),
      options: kind(key)?.kind === "tags" && options(key).length > 0 ? options(key) : null,
      suggest: suggest(key),
      onChange: (value: string[]) => draft.set(key, value),
    }),
  };
}
