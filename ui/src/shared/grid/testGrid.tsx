// A grid over rows in memory, for tests: a source that counts what it is asked, a backend that refuses on demand.
import { MantineProvider } from "@mantine/core";
import { act, fireEvent, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { vi } from "vitest";
import type { Outcome, RowEdit } from "./edits";
import { Grid, type GridProps } from "./Grid";
import { type RowSource, RowWindow } from "./rowWindow";
import { noRows } from "./selection";
import type { Column, GridLayout, GridRow, Naming, RowSelection, Sort } from "./types";
import { type Edits, useEdits } from "./useEdits";

const column = (key: string, kind: Column["kind"], more: Partial<Column> = {}): Column => ({
  key,
  kind,
  required: false,
  editable: true,
  sortable: true,
  pattern: null,
  ...more,
});

export const columns: Column[] = [
  column("title", { kind: "text", longest: 20, lines: false }, { required: true }),
  column("description", { kind: "text", longest: null, lines: true }),
  column("intensity", { kind: "choice", options: ["low", "medium", "high"] }),
  column("weight", { kind: "number", min: 0, max: 100, whole: true }),
  column("tags", { kind: "tags", options: null }),
  column("is_active", { kind: "flag" }),
  column("profile", {
    kind: "json",
    schema: {
      type: "object",
      properties: { growth: { type: "number", minimum: 0, maximum: 1 } },
      required: ["growth"],
    },
  }),
  column("created_at", { kind: "time" }, { editable: false }),
];

export const naming: Naming = {
  title: (key) => key,
  optionLabel: (_, value) => ({ low: "Low", medium: "Medium", high: "High" })[value] ?? value,
  optionNames: (_, value) => [{ low: "낮음", medium: "중간", high: "높음" }[value] ?? value],
};

export const makeRow = (index: number): GridRow => ({
  id: `r${index}`,
  revision: "1",
  title: `Row ${index}`,
  description: "",
  intensity: "low",
  weight: index % 100,
  tags: ["a"],
  is_active: true,
  profile: { growth: 0.5, extra: 1 },
  created_at: "2026-11-21T08:00:00Z",
});

export interface FakeTable extends RowSource {
  rows: GridRow[];
  asked: (string | null)[];
}

export function fakeTable(count: number, every = 100): FakeTable {
  const rows = Array.from({ length: count }, (_, index) => makeRow(index));
  const asked: (string | null)[] = [];
  const at = (after: string | null) => (after === null ? 0 : rows.findIndex((row) => row.id === after) + 1);
  return {
    rows,
    asked,
    estimate: count,
    fetchFirst: async () => ({ items: rows.slice(0, every), next: count > every ? `r${every - 1}` : null }),
    fetchRuler: async () => ({
      anchors: Array.from(
        { length: Math.ceil(rows.length / every) - 1 },
        (_, k) => rows[(k + 1) * every - 1]?.id ?? "",
      ),
      every,
      total: rows.length,
    }),
    fetchBlock: async (after, limit) => {
      asked.push(after);
      return rows.slice(at(after), at(after) + limit);
    },
    fetchRows: async (ids) => rows.filter((row) => ids.includes(row.id)),
  };
}

/** Saves into the fake table and counts change sets. */
export function fakeBackend(table: FakeTable) {
  const before = new Map<string, { id: string; set: Record<string, unknown> }[]>();
  let sets = 0;
  const put = (edits: { id: string; set: Record<string, unknown> }[]) => {
    const token = `set${++sets}`;
    before.set(
      token,
      edits.map(({ id, set }) => {
        const row = table.rows.find((one) => one.id === id) ?? makeRow(0);
        return { id, set: Object.fromEntries(Object.keys(set).map((key) => [key, row[key]])) };
      }),
    );
    table.rows = table.rows.map((row) => {
      const edit = edits.find((one) => one.id === row.id);
      return edit ? { ...row, ...edit.set, revision: String(Number(row.revision) + 1) } : row;
    });
    return token;
  };
  const write = vi.fn(async (edits: RowEdit[]) => {
    const changeSet = put(edits.map(({ id, set }) => ({ id: id ?? "", set })));
    const outcomes: Outcome[] = edits.map(({ id }) => ({ row: table.rows.find((row) => row.id === id) ?? makeRow(0) }));
    return { changeSet, outcomes };
  });
  const undo = vi.fn(async (changeSet: string) => ({ changeSet: put(before.get(changeSet) ?? []) }));
  return { write, undo };
}

export const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 5)));

export const CTRL = "{Control>}";
export const END = "{/Control}";

/** What the clipboard event carries. */
export function clipboard(text = "") {
  const data: Record<string, string> = { "text/plain": text };
  return {
    data,
    clipboardData: {
      getData: (type: string) => data[type] ?? "",
      setData: (type: string, value: string) => {
        data[type] = value;
      },
    },
  };
}

export async function paste(pen: HTMLElement, text: string) {
  fireEvent.paste(pen, clipboard(text));
  await settle();
}

interface Seen {
  edits?: Edits;
  selection?: RowSelection;
  layout?: GridLayout;
  sort?: Sort | null;
}

interface PageProps {
  backend: ReturnType<typeof fakeBackend>;
  rows: RowWindow;
  seen: Seen;
  onStale: () => void;
  layout: GridLayout["columns"];
  more: Partial<GridProps>;
}

function Page({ backend, rows, seen, onStale, layout, more }: PageProps) {
  const edits = useEdits({
    ...backend,
    onRow: (row) => rows.patch(row),
    onRefresh: (ids) => void rows.refresh(ids),
    onStale,
  });
  const [shape, setShape] = useState<GridLayout>({ columns: layout, rowHeight: "small" });
  const [sort, setSort] = useState<Sort | null>(null);
  const [selection, setSelection] = useState<RowSelection>(noRows);
  Object.assign(seen, { edits, selection, layout: shape, sort });
  return (
    <Grid
      label="Experiences"
      columns={columns}
      titleColumn="title"
      rows={rows}
      edits={edits}
      naming={naming}
      layout={shape}
      onLayout={setShape}
      sort={sort}
      onSort={setSort}
      selection={selection}
      onSelection={setSelection}
      {...more}
    />
  );
}

export async function openGrid(count = 30, more: Partial<GridProps> = {}, layout: GridLayout["columns"] = []) {
  const table = fakeTable(count);
  table.fetchRows = async (ids) => table.rows.filter((row) => ids.includes(row.id));
  const backend = fakeBackend(table);
  const rows = new RowWindow(table);
  rows.start();
  const seen: Seen = {};
  const onStale = vi.fn();

  const view = render(
    <MantineProvider env="test">
      <Page {...{ backend, rows, seen, onStale, layout, more }} />
    </MantineProvider>,
  );
  await settle();
  const user = userEvent.setup();
  const pen = view.container.querySelector("textarea") as HTMLTextAreaElement;
  act(() => pen.focus());
  return {
    ...view,
    table,
    backend,
    rows,
    seen,
    user,
    pen,
    onStale,
    cell: (index: number, key: string) => view.container.querySelector(`[id$="-${index}-${key}"]`) as HTMLElement,
    /** The active cell, as `row column`. */
    active: () => {
      const cell = view.container.querySelector<HTMLElement>("[data-active]");
      return `${cell?.dataset.row} ${cell?.dataset.column}`;
    },
    range: () => view.container.querySelectorAll("[data-range]").length,
    settle,
  };
}
