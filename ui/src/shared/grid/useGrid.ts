// The state of a grid and what changes it: the active cell and its range, editing, ticks, notes. Grid.tsx draws it.
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../../words/words";
import { useFormat } from "../format";
import type { Editing, Then, Written } from "./editing";
import type { GridProps } from "./Grid";
import { gridKey } from "./gridKeys";
import { completeLayout, gutterOf, HEIGHTS, placeColumns } from "./layout";
import type { PenHandle } from "./Pen";
import { problemText } from "./problems";
import { useWindowState } from "./rowWindow";
import {
  boxOf,
  type Cell,
  heightOf,
  inside,
  isTicked,
  type Marked,
  moved,
  only,
  sideways,
  ticked,
  widthOf,
} from "./selection";
import { type Column, type GridRow, same } from "./types";
import { useGridActions } from "./useGridActions";
import { useViewport } from "./useViewport";

/** What keys do where something can be edited. */
const EDITS = ["fill", "undo", "redo", "retype", "clear"];

export function useGrid(
  props: GridProps,
  scroller: RefObject<HTMLDivElement | null>,
  pen: RefObject<PenHandle | null>,
) {
  const { columns, titleColumn, rows, edits, naming, readOnly, selection, onSelection } = props;
  const words = useWords();
  const format = useFormat();
  const state = useWindowState(rows);
  const { queue } = edits;
  const layout = useMemo(
    () => completeLayout(props.layout, columns, titleColumn),
    [props.layout, columns, titleColumn],
  );
  const placed = useMemo(() => {
    const own = readOnly ? columns.map((column) => ({ ...column, editable: false })) : columns;
    return placeColumns(layout, own);
  }, [layout, columns, readOnly]);
  const gutter = gutterOf(state.total);
  const rowHeight = HEIGHTS[layout.rowHeight];
  const view = useViewport({ scroller, rows: state.total, rowHeight, columns: placed, gutter });
  const shape = { rows: state.total, columns: placed.length, page: view.page };

  const [wanted, setMarked] = useState<Marked>(() => only({ row: 0, column: 0 }));
  const marked = { active: inside(wanted.active, shape), head: inside(wanted.head, shape) };
  const box = boxOf(marked);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [note, setNote] = useState("");
  const mayLeave = useRef(false);
  const lastTick = useRef(0);
  const actions = useGridActions({ rows, total: state.total, queue, columns: placed, naming, box, tell: setNote });

  const { first, last } = view;
  const screen = last - first;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another total means another ruler, and other blocks
  useEffect(() => {
    if (state.ready) rows.want(Math.max(0, first - screen), Math.min(Math.max(0, state.total - 1), last + screen));
  }, [rows, first, last, screen, state.ready, state.total, state.estimated]);

  // A table in which nothing is edited is read: Enter opens its rows, and letters belong to the page.
  const fixed = useMemo(() => columns.every((one) => !one.editable), [columns]);
  const column = placed[marked.active.column];
  const slot = rows.row(marked.active.row);
  const row = slot === "gone" ? undefined : slot;

  // The list was measured anew and the row stands elsewhere: the active cell goes with it.
  const activeId = useRef<string | undefined>(undefined);
  useEffect(() => {
    const at = activeId.current === undefined ? -1 : rows.indexOf(activeId.current);
    const by = at - marked.active.row;
    const stays = props.newestFirst && marked.active.row === 0;
    if (!stays && at >= 0 && by !== 0 && row?.id !== activeId.current) {
      setMarked(({ active, head }) => ({
        active: { ...active, row: active.row + by },
        head: { ...head, row: head.row + by },
      }));
    } else activeId.current = row?.id;
  });
  const { onActive } = props;
  useEffect(() => {
    if (column) onActive?.(row ?? null, column);
  }, [row, column, onActive]);

  const mark = (next: Marked) => {
    const same = next.active.row === marked.active.row && next.active.column === marked.active.column;
    if (!same) activeId.current = undefined;
    mayLeave.current = false;
    setNote("");
    setMarked(next);
    view.reveal(next.head.row, next.head.column);
  };

  const begin = (typed: boolean): boolean => {
    if (editing) return true;
    if (fixed) {
      if (row) props.onOpen?.(row);
      return false;
    }
    if (!column || !row || !column.editable || column.kind.kind === "time") {
      if (row) setNote(words.grid.readOnly);
      return false;
    }
    if (column.kind.kind === "flag") {
      if (!typed) toggle(row, column);
      return false;
    }
    view.reveal(marked.active.row, marked.active.column);
    setNote("");
    setMarked(only(marked.active));
    setEditing({ row, index: marked.active.row, column, value: queue.shown(row, column.key), typed });
    return true;
  };

  const toggle = (row: GridRow, column: Column) => {
    if (column.editable) queue.edit(row, { [column.key]: queue.shown(row, column.key) !== true });
    else setNote(words.grid.readOnly);
  };

  /** The row an edit is written over: as it is now, unless somebody changed this very value since it was opened. */
  const rowFor = (from: Editing): GridRow => {
    const now = rows.row(rows.indexOf(from.row.id));
    if (!now || now === "gone") return from.row;
    return same(now[from.column.key], from.row[from.column.key]) ? now : from.row;
  };

  const write = (from: Editing, written: Written) => {
    if (!written) return;
    const { key } = from.column;
    const over = rowFor(from);
    if ("problem" in written) {
      queue.refuse(over, key, written.text, problemText(words, format, written.problem));
    } else if (queue.entry(over.id)?.refused[key] && same(written.value, over[key])) queue.drop(over.id, [key]);
    else if (!same(written.value, queue.shown(over, key))) queue.edit(over, { [key]: written.value });
  };

  const onWritten = (written: Written, then: Then) => {
    if (editing) write(editing, written);
    setEditing(null);
    const { active } = marked;
    const to: Cell | null =
      then === "down" || then === "up"
        ? inside({ ...active, row: active.row + (then === "down" ? 1 : -1) }, shape)
        : then === "left" || then === "right"
          ? sideways(active, then === "right" ? 1 : -1, shape)
          : null;
    if (to) mark(only(to));
    pen.current?.focus();
  };

  const onCancel = () => {
    setEditing(null);
    pen.current?.focus();
  };

  const idsBetween = (from: number, to: number) => {
    const ids: string[] = [];
    for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
      const one = rows.row(index);
      if (one && one !== "gone") ids.push(one.id);
    }
    return ids;
  };

  const onTick = (index: number, on: boolean, through: boolean) => {
    onSelection(ticked(selection, idsBetween(through ? lastTick.current : index, index), on));
    lastTick.current = index;
    pen.current?.focus();
  };

  const tickRange = () => {
    const ids = idsBetween(box.top, box.bottom);
    onSelection(ticked(selection, ids, !ids.every((id) => isTicked(selection, id))));
    lastTick.current = marked.active.row;
  };

  const giveUp = () => {
    if (row && column && queue.entry(row.id)?.refused[column.key]) queue.drop(row.id, [column.key]);
    else if (heightOf(box) > 1 || widthOf(box) > 1) mark(only(marked.active));
    else {
      mayLeave.current = true;
      return false;
    }
    return true;
  };

  const onKey = (event: KeyboardEvent) => {
    const key = gridKey(event);
    if (!key || state.total === 0 || (fixed && EDITS.includes(key.does))) return;
    if (key.does === "tab") {
      const to = mayLeave.current ? null : sideways(marked.active, key.by, shape);
      if (!to) return;
      mark(only(to));
    } else if (key.does === "move") {
      const head = moved(key.extend ? marked.head : marked.active, key.key, key.far, shape);
      if (head) mark(key.extend ? { active: marked.active, head } : only(head));
    } else if (key.does === "escape") {
      // Nothing of ours to give up: Esc may close what the grid stands in.
      if (!giveUp()) return;
    } else act(key.does);
    event.preventDefault();
    event.stopPropagation();
  };

  const act = (does: string) => {
    const whole = { active: { row: 0, column: 0 }, head: { row: shape.rows - 1, column: shape.columns - 1 } };
    if (does === "all") setMarked(whole);
    else if (does === "fill") actions.fill();
    else if (does === "undo") void queue.undo();
    else if (does === "redo") void queue.redo();
    else if (does === "open" && row) props.onOpen?.(row);
    else if (does === "edit") begin(false);
    else if (does === "retype") begin(true);
    else if (does === "clear") actions.clear();
    else if (does === "toggle" && !fixed && row && column?.kind.kind === "flag") toggle(row, column);
    else if (does === "tick" || does === "toggle") tickRange();
  };

  return {
    state,
    fixed,
    layout,
    placed,
    gutter,
    view,
    marked,
    box,
    editing,
    note,
    row,
    column,
    actions,
    mark,
    begin,
    toggle,
    onWritten,
    onCancel,
    onTick,
    onKey,
    setNote,
  };
}
