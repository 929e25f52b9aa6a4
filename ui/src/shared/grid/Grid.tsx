// A spreadsheet over rows of a database: any number of rows, columns by kind, typed editing, ranges, the clipboard. It
// knows no table and no backend: rows come from a RowWindow, edits go into a SaveQueue, words come from the caller.
// This file puts the parts together; what happens when is in useGrid.ts.
// biome-ignore-all lint/a11y/useSemanticElements: a window of a million rows that sticks on two sides is no <table>
import { Button } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import {
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { useWords } from "../../words/words";
import { useFormat } from "../format";
import { show } from "../keys";
import { CellMenu, type GridMenuItem } from "./CellMenu";
import { plainText } from "./CellValue";
import { ChangePreview } from "./ChangePreview";
import styles from "./Grid.module.css";
import { GridHead } from "./GridHead";
import { cellId, GridRowView, type RowMark, reasonId } from "./GridRowView";
import { HEAD, HEIGHTS, LINES, type PlacedColumn } from "./layout";
import { Pen, type PenHandle } from "./Pen";
import type { RowWindow } from "./rowWindow";
import { allRows, countTicked, isTicked, noRows, only } from "./selection";
import type { Column, GridLayout, GridRow, Lookups, Naming, RowSelection, Sort } from "./types";
import type { Edits } from "./useEdits";
import { useGrid } from "./useGrid";
import { cellAt, usePointer } from "./usePointer";

export interface GridHandle {
  focus: () => void;
  /** Makes a row active and shows it, by its place or, where it is loaded, by its id. */
  reveal: (row: number | string) => void;
  /** Where somebody reads: the first row in view, and the active one if the grid has the focus. */
  place: () => { top: number; active: number | null };
}

export interface GridProps {
  ref?: Ref<GridHandle>;
  /** What the table holds, for screen readers. */
  label: string;
  columns: Column[];
  /** The column by which rows are told apart: first, sticky, never hidden. */
  titleColumn: string;
  rows: RowWindow;
  edits: Edits;
  naming: Naming;
  layout: GridLayout;
  onLayout: (layout: GridLayout) => void;
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
  selection: RowSelection;
  onSelection: (selection: RowSelection) => void;
  readOnly?: boolean;
  lookups?: Lookups;
  onOpen?: (row: GridRow) => void;
  /** What is new comes in above: whoever stands on the first row stays on the first row. */
  newestFirst?: boolean;
  /** The active cell changed. */
  onActive?: (row: GridRow | null, column: Column) => void;
  /** Rows that matter less are drawn paler. */
  rowTone?: (row: GridRow) => "dim" | undefined;
  /** A sign in the gutter, e.g. for a duplicate. */
  rowMark?: (row: GridRow) => RowMark | null;
  /** Draws a cell in a way of its own; undefined leaves it to the column's kind. */
  drawCell?: (column: Column, value: unknown, row: GridRow) => ReactNode | undefined;
  /** More for the cell's menu. */
  menuItems?: (row: GridRow, column: Column) => GridMenuItem[];
  /** Stands where rows would be when there are none. */
  empty?: ReactNode;
}

const NO_LOOKUPS: Lookups = {};

export function Grid(props: GridProps) {
  const { rows, edits, naming, selection, onSelection, onOpen, titleColumn } = props;
  const words = useWords();
  const format = useFormat();
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const pen = useRef<PenHandle>(null);
  const grid = useGrid(props, scroller, pen);
  const { state, placed, gutter, view, marked, box, editing, row, column, layout } = grid;
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const onPointerDown = usePointer({ scroller, pen, marked, box, mark: grid.mark });
  const width = gutter + placed.reduce((sum, one) => sum + one.width, 0);
  const height = HEIGHTS[layout.rowHeight];
  const rowLabel = (one: GridRow) => String(one[titleColumn] ?? one.id);

  useImperativeHandle(props.ref, () => ({
    focus: () => pen.current?.focus(),
    reveal: (to) => {
      const index = typeof to === "number" ? to : rows.indexOf(to);
      if (index >= 0) grid.mark(only({ row: index, column: marked.active.column }));
    },
    place: () => ({
      top: view.topRow(),
      active: document.activeElement === pen.current?.element() ? marked.active.row : null,
    }),
  }));

  // Rows are drawn again only when something of them changed: what they call must stay the same.
  const latest = useRef({ grid, onOpen });
  useEffect(() => {
    latest.current = { grid, onOpen };
  });
  const tick = useCallback(
    (index: number, on: boolean, through: boolean) => latest.current.grid.onTick(index, on, through),
    [],
  );
  const toggle = useCallback((one: GridRow, of: PlacedColumn) => latest.current.grid.toggle(one, of), []);
  const open = useCallback((one: GridRow) => latest.current.onOpen?.(one), []);

  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    const id = cellId(gridId, marked.active.row, column?.key ?? "");
    const edge = document.getElementById(id)?.getBoundingClientRect();
    const byPointer = event.clientX !== 0 || event.clientY !== 0;
    if (byPointer && !cellAt(event.target) && event.target !== pen.current?.element()) return;
    setMenu(byPointer ? { x: event.clientX, y: event.clientY } : { x: edge?.left ?? 0, y: edge?.bottom ?? 0 });
  };

  const indexes = Array.from({ length: Math.max(0, view.last - view.first + 1) }, (_, at) => view.first + at);
  const drawn = (index: number) => index >= view.first && index <= view.last;
  const active = placed[marked.head.column];
  const refused = row && column ? edits.queue.entry(row.id)?.refused[column.key] : undefined;
  const tickedCount = countTicked(selection, state.total);
  const rect = {
    left: marked.active.column === 0 ? view.left + gutter : gutter + (column?.left ?? 0),
    top: Math.min(Math.max(HEAD, view.topOfRow(marked.active.row)), HEAD + Math.max(0, view.tall - height)),
    width: column?.width ?? 0,
    height: height - 1,
    sticky: marked.active.column === 0,
    widest: Math.max(180, view.width - gutter - 24),
  };

  return (
    <div className={styles.frame} data-testid="grid">
      {state.failure !== null ? (
        <div className={styles.bar} role="alert">
          <CircleAlert size={14} aria-hidden />
          {words.grid.failed}
          <Button variant="default" onClick={() => rows.retry()}>
            {words.general.retry}
          </Button>
        </div>
      ) : null}
      <div ref={scroller} className={styles.scroller} onScroll={view.onScroll}>
        <div
          role="grid"
          id={gridId}
          tabIndex={-1}
          aria-label={props.label}
          aria-rowcount={state.total + 1}
          aria-colcount={placed.length + 1}
          aria-multiselectable
          aria-readonly={props.readOnly || undefined}
          aria-busy={!state.ready}
          className={styles.grid}
          style={{ width, "--gutter": `${gutter}px` } as React.CSSProperties}
          onContextMenu={onContextMenu}
        >
          <GridHead
            gridId={gridId}
            columns={placed}
            firstColumn={view.firstColumn}
            lastColumn={view.lastColumn}
            width={width}
            naming={naming}
            sort={props.sort}
            onSort={props.onSort}
            layout={layout}
            onLayout={props.onLayout}
            ticked={tickedCount === 0 ? false : tickedCount >= state.total ? true : "some"}
            onTickAll={(on) => onSelection(on ? allRows : noRows)}
            onLeave={() => pen.current?.focus()}
            onReveal={(at) => view.reveal(marked.active.row, at)}
          />
          <div
            role="rowgroup"
            className={styles.body}
            style={{ height: view.tall, "--lines": LINES[layout.rowHeight] } as React.CSSProperties}
            onPointerDown={onPointerDown}
            // Focus stays in the field over the active cell.
            onMouseDown={(event) => event.preventDefault()}
            onDoubleClick={(event) => {
              if (cellAt(event.target) && !(event.target as Element).closest("[data-open], [data-toggle]"))
                grid.begin(false);
            }}
          >
            <div
              role="presentation"
              className={styles.rows}
              style={{ transform: `translateY(${view.shift}px)`, width }}
            >
              {indexes.map((index) => {
                const slot = rows.row(index);
                const one = slot === "gone" ? undefined : slot;
                const inRange =
                  index >= box.top && index <= box.bottom && (box.top !== box.bottom || box.left !== box.right);
                return (
                  <GridRowView
                    key={index}
                    gridId={gridId}
                    index={index}
                    row={slot}
                    entry={one ? edits.queue.entry(one.id) : undefined}
                    columns={placed}
                    firstColumn={view.firstColumn}
                    lastColumn={view.lastColumn}
                    width={width}
                    height={height}
                    titleColumn={titleColumn}
                    naming={naming}
                    format={format}
                    activeColumn={index === marked.active.row ? marked.active.column : null}
                    rangeFrom={inRange ? box.left : null}
                    rangeTo={inRange ? box.right : null}
                    ticked={one ? isTicked(selection, one.id) : false}
                    dim={one ? props.rowTone?.(one) === "dim" : false}
                    flash={one ? rows.flash(one.id) : 0}
                    mark={one ? (props.rowMark?.(one) ?? null) : null}
                    drawCell={props.drawCell}
                    onTick={tick}
                    onOpen={onOpen ? open : undefined}
                    onToggle={toggle}
                    readOnly={props.readOnly ?? false}
                  />
                );
              })}
            </div>
          </div>
        </div>
        <Pen
          ref={pen}
          place={rect}
          label={editing && editing.column.kind.kind !== "json" ? naming.title(editing.column.key) : props.label}
          placeholder={editing && !editing.typed ? plainText(editing.column, editing.value, naming, format) : ""}
          controls={gridId}
          fixed={grid.fixed}
          activeId={active && drawn(marked.head.row) ? cellId(gridId, marked.head.row, active.key) : undefined}
          describedBy={refused && column ? reasonId(gridId, marked.active.row, column.key) : `${gridId}-hint`}
          invalid={refused !== undefined}
          editing={editing}
          naming={naming}
          lookups={props.lookups ?? NO_LOOKUPS}
          onBegin={() => grid.begin(true)}
          onWritten={grid.onWritten}
          onCancel={grid.onCancel}
          onKey={grid.onKey}
          onCopy={(event) => grid.actions.copy(event)}
          onPaste={(event) => {
            event.preventDefault();
            if (!grid.fixed) grid.actions.paste(event.clipboardData.getData("text/plain"));
          }}
          onContextMenu={onContextMenu}
        />
        {state.ready && state.total === 0 ? (
          <div className={styles.nothing}>{props.empty ?? words.grid.empty}</div>
        ) : null}
      </div>
      <div className={styles.note} role="status">
        {grid.note}
      </div>
      <span id={`${gridId}-hint`} className="unseen">
        {words.grid.leaveHint}
      </span>
      <span id={`${gridId}-head-hint`} className="unseen">
        {words.grid.headHint}
      </span>
      <CellMenu at={menu} groups={menu ? menuGroups() : []} onClose={() => setMenu(null)} />
      {grid.actions.preview ? (
        <ChangePreview
          opened
          title={grid.actions.preview.title}
          changes={grid.actions.preview.changes}
          beyond={grid.actions.preview.beyond}
          naming={naming}
          rowLabel={rowLabel}
          onConfirm={() => {
            grid.actions.confirm();
            pen.current?.focus();
          }}
          onClose={() => {
            grid.actions.dismiss();
            pen.current?.focus();
          }}
        />
      ) : null}
    </div>
  );

  function menuGroups(): GridMenuItem[][] {
    const say = words.grid.actions;
    const { actions } = grid;
    const back = (run: () => void) => () => {
      pen.current?.focus();
      run();
    };
    const open = onOpen && row ? [{ label: say.openRow, keys: "mod+↵", run: () => onOpen(row) }] : [];
    const more = row && column ? (props.menuItems?.(row, column) ?? []) : [];
    const copy = { label: say.copy, keys: "mod+c", run: back(() => actions.copy()) };
    if (grid.fixed) return [open, [copy], more];
    const fixed = props.readOnly === true || row === undefined;
    return [
      [
        {
          label: say.edit,
          keys: "F2",
          disabled: fixed || column?.editable === false,
          run: back(() => void grid.begin(false)),
        },
        copy,
        { label: say.paste, keys: "mod+v", disabled: fixed, run: back(() => actions.pasteFromMenu(show("mod+v"))) },
        { label: say.fill, keys: "mod+d", disabled: fixed, run: back(actions.fill) },
        { label: say.clear, keys: "Del", disabled: fixed, run: back(actions.clear) },
      ],
      open,
      more,
    ];
  }
}
