// The titles: click or Enter sorts, the edge resizes, dragging moves. One tab stop for all; arrows go from title to title.
// biome-ignore-all lint/a11y/useSemanticElements: a window of a million rows that sticks on two sides is no <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the field over the active cell holds the focus and names it
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useWords } from "../../words/words";
import styles from "./Grid.module.css";
import { fitWidth, moveColumn, type PlacedColumn, withColumn } from "./layout";
import type { GridLayout, Naming, Sort } from "./types";

interface Props {
  gridId: string;
  columns: PlacedColumn[];
  firstColumn: number;
  lastColumn: number;
  width: number;
  naming: Naming;
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
  layout: GridLayout;
  onLayout: (layout: GridLayout) => void;
  /** All rows are ticked, some, or none. */
  ticked: boolean | "some";
  onTickAll: (on: boolean) => void;
  onLeave: () => void;
  onReveal: (column: number) => void;
}

const STEP = 12;
const DRAGS_FROM = 6;

export function GridHead(props: Props) {
  const { columns, firstColumn, lastColumn, layout, onLayout } = props;
  const words = useWords();
  const [focused, setFocused] = useState(0);
  const [moving, setMoving] = useState<{ key: string; target: string } | null>(null);
  const row = useRef<HTMLDivElement>(null);
  const dragged = useRef(false);
  const inView = columns.slice(firstColumn, lastColumn + 1);
  const before = (inView[0]?.left ?? 0) - (columns[0]?.width ?? 0);

  const focus = (at: number) => {
    const kept = Math.min(columns.length - 1, Math.max(0, at));
    setFocused(kept);
    const title = () => row.current?.querySelector<HTMLElement>(`[data-title="${columns[kept]?.key}"]`);
    if (title()) return title()?.focus();
    // Out of view a title is not drawn: it is brought there first.
    props.onReveal(kept);
    requestAnimationFrame(() => title()?.focus());
  };

  const sortBy = (column: PlacedColumn) => {
    // The click that ends a drag sorts nothing.
    if (!column.sortable || dragged.current) return;
    const { sort, onSort } = props;
    if (sort?.column !== column.key) onSort({ column: column.key, descending: false });
    else if (!sort.descending) onSort({ column: column.key, descending: true });
    else onSort(null);
  };

  const onKeyDown = (event: KeyboardEvent, column: PlacedColumn, at: number) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "ArrowDown") props.onLeave();
    else if (event.key === "Home") focus(0);
    else if (event.key === "End") focus(columns.length - 1);
    else if (by === undefined) return;
    else if (event.shiftKey) onLayout(withColumn(layout, column.key, { width: fitWidth(column.width + by * STEP) }));
    else if (event.altKey) {
      const target = columns[at + by];
      if (target) onLayout(moveColumn(layout, column.key, target.key));
      setFocused(Math.max(1, at + by));
    } else focus(at + by);
    event.preventDefault();
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>, column: PlacedColumn) => {
    if (event.button !== 0) return;
    const from = event.clientX;
    let target = column.key;
    let dragging = false;
    dragged.current = false;
    const move = (moved: globalThis.PointerEvent) => {
      dragging ||= Math.abs(moved.clientX - from) > DRAGS_FROM;
      if (!dragging || column === columns[0]) return;
      const under = document.elementFromPoint(moved.clientX, moved.clientY)?.closest<HTMLElement>("[data-head]");
      target = under?.dataset.head ?? target;
      setMoving({ key: column.key, target });
    };
    const end = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      setMoving(null);
      dragged.current = dragging;
      if (dragging) onLayout(moveColumn(layout, column.key, target));
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
  };

  const title = (column: PlacedColumn, at: number) => (
    <Title
      key={column.key}
      {...props}
      column={column}
      at={at}
      tabbed={at === Math.min(focused, columns.length - 1)}
      moving={moving}
      onFocus={() => setFocused(at)}
      onSortBy={() => sortBy(column)}
      onKey={(event) => onKeyDown(event, column, at)}
      onDrag={(event) => onPointerDown(event, column)}
    />
  );

  return (
    <div ref={row} role="row" aria-rowindex={1} className={styles.head} style={{ width: props.width }} tabIndex={-1}>
      <div role="columnheader" aria-colindex={1} className={styles.gutter} tabIndex={-1}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={words.grid.selectAll}
          checked={props.ticked === true}
          ref={(box) => {
            if (box) box.indeterminate = props.ticked === "some";
          }}
          onChange={(event) => props.onTickAll(event.currentTarget.checked)}
        />
      </div>
      {columns[0] ? title(columns[0], 0) : null}
      {before > 0 ? <span style={{ width: before, flex: "none" }} aria-hidden /> : null}
      {inView.map((column, at) => title(column, firstColumn + at))}
    </div>
  );
}

interface TitleProps extends Props {
  column: PlacedColumn;
  at: number;
  tabbed: boolean;
  moving: { key: string; target: string } | null;
  onFocus: () => void;
  onSortBy: () => void;
  onKey: (event: KeyboardEvent) => void;
  onDrag: (event: PointerEvent<HTMLElement>) => void;
}

function Title({ column, at, sort, naming, layout, onLayout, moving, gridId, ...props }: TitleProps) {
  const mine = sort?.column === column.key ? sort : null;
  const Arrow = mine?.descending ? ArrowDown : ArrowUp;
  const resize = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    event.preventDefault();
    const from = event.clientX;
    const handle = event.currentTarget;
    handle.setPointerCapture?.(event.pointerId);
    const move = (moved: globalThis.PointerEvent) =>
      onLayout(withColumn(layout, column.key, { width: fitWidth(column.width + moved.clientX - from) }));
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
  };
  return (
    <div
      role="columnheader"
      aria-colindex={at + 2}
      aria-sort={mine ? (mine.descending ? "descending" : "ascending") : column.sortable ? "none" : undefined}
      className={styles.title}
      data-head={column.key}
      data-sticky={at === 0 || undefined}
      data-number={column.kind.kind === "number" || undefined}
      data-moving={moving?.key === column.key || undefined}
      data-target={(moving?.target === column.key && moving.key !== column.key) || undefined}
      style={{ width: column.width }}
    >
      <button
        type="button"
        data-title={column.key}
        tabIndex={props.tabbed ? 0 : -1}
        aria-describedby={`${gridId}-head-hint`}
        onFocus={props.onFocus}
        onClick={props.onSortBy}
        onKeyDown={props.onKey}
        onPointerDown={props.onDrag}
      >
        <span className="cut">{naming.title(column.key)}</span>
        {mine ? <Arrow size={12} aria-hidden /> : null}
      </button>
      <span className={styles.handle} onPointerDown={resize} aria-hidden />
    </div>
  );
}
