// Which rows and columns are in view, and how to bring one there. It listens to the scroller and applies scaling.ts; what
// stands in the rows it does not know.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { PlacedColumn } from "./layout";
import { HEAD } from "./layout";
import { isStuck, type Place, placedAt, scrolled, topOf, trackOf } from "./scaling";

const OVERSCAN = 8;
// Rows are taken and dropped in groups, so that not every pixel draws anew.
const GROUP = 4;
// Where no layout exists (tests) the view has a size all the same.
const SOME = { width: 1000, height: 600 };
const SETTLES_AFTER = 140;

interface Shown {
  first: number;
  last: number;
  /** How far the rows' container is pushed down in the scrolling element. */
  shift: number;
  firstColumn: number;
  lastColumn: number;
  /** How far it is scrolled sideways. */
  left: number;
}

interface Options {
  scroller: RefObject<HTMLDivElement | null>;
  rows: number;
  rowHeight: number;
  /** All columns in view order; the first is sticky. */
  columns: PlacedColumn[];
  gutter: number;
}

export interface Viewport extends Shown {
  tall: number;
  width: number;
  height: number;
  page: number;
  onScroll: () => void;
  reveal: (row: number, column: number) => void;
  /** The first row in view. */
  topRow: () => number;
  /** How far below the top of the scrolling element a row stands now. */
  topOfRow: (row: number) => number;
}

export function useViewport({ scroller, rows, rowHeight, columns, gutter }: Options): Viewport {
  const [size, setSize] = useState(SOME);
  const place = useRef<Place>({ top: 0, real: 0 });
  const settle = useRef<number | undefined>(undefined);
  const body = Math.max(rowHeight, size.height - HEAD);
  const track = trackOf(rows, rowHeight, body);

  const look = useCallback((): Shown => {
    const { real, top } = place.current;
    const group = (row: number) => Math.floor(row / GROUP) * GROUP;
    const first = Math.max(0, group(Math.floor(real / rowHeight) - OVERSCAN));
    const last = Math.min(rows - 1, group(Math.ceil((real + body) / rowHeight) + OVERSCAN) + GROUP);
    const left = scroller.current?.scrollLeft ?? 0;
    const seen = (column: PlacedColumn) =>
      column.left + column.width > left - 200 && column.left < left + size.width + 200;
    const inView = columns.map((column, index) => (index > 0 && seen(column) ? index : -1)).filter((at) => at > 0);
    return {
      first,
      last,
      shift: first * rowHeight - (real - top),
      firstColumn: inView[0] ?? 1,
      lastColumn: inView.at(-1) ?? 0,
      left,
    };
  }, [rows, rowHeight, body, columns, size.width, scroller]);
  const [, setDrawn] = useState("");
  const shown = look();
  const latest = useRef({ track, look });
  useLayoutEffect(() => {
    latest.current = { track, look };
  });

  const draw = useCallback(() => {
    const next = latest.current.look();
    setDrawn(`${next.first} ${next.last} ${next.firstColumn} ${next.lastColumn} ${next.shift} ${next.left}`);
  }, []);

  const go = useCallback(
    (next: Place) => {
      place.current = next;
      const element = scroller.current;
      if (element && element.scrollTop !== next.top) {
        element.scrollTop = next.top;
        // The browser rounds to what its screen can show.
        place.current = { real: next.real, top: element.scrollTop };
      }
      draw();
    },
    [scroller, draw],
  );

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { track } = latest.current;
    if (element.scrollTop !== place.current.top) place.current = scrolled(track, place.current, element.scrollTop);
    window.clearTimeout(settle.current);
    const right = () => go({ real: place.current.real, top: topOf(latest.current.track, place.current.real) });
    if (isStuck(track, place.current)) right();
    else {
      draw();
      // At rest the bar is put where it belongs, so that a long way by wheel never ends at the end of the bar.
      if (track.tall !== track.real) settle.current = window.setTimeout(right, SETTLES_AFTER);
    }
  }, [scroller, go, draw]);

  const reveal = useCallback(
    (row: number, column: number) => {
      const { track } = latest.current;
      const { real } = place.current;
      const top = row * rowHeight;
      if (top < real) go(placedAt(track, place.current, top));
      else if (top + rowHeight > real + track.view) go(placedAt(track, place.current, top + rowHeight - track.view));
      const element = scroller.current;
      const target = columns[column];
      if (!element || !target || column === 0) return;
      const sticky = columns[0]?.width ?? 0;
      const width = element.clientWidth || SOME.width;
      if (target.left < element.scrollLeft + sticky) element.scrollLeft = target.left - sticky;
      else if (gutter + target.left + target.width > element.scrollLeft + width) {
        element.scrollLeft = Math.min(target.left - sticky, gutter + target.left + target.width - width);
      }
      draw();
    },
    [scroller, columns, gutter, rowHeight, go, draw],
  );

  const topOfRow = useCallback(
    (row: number) => HEAD + row * rowHeight - (place.current.real - place.current.top),
    [rowHeight],
  );

  const topRow = useCallback(() => Math.round(place.current.real / rowHeight), [rowHeight]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () =>
      setSize((before) => {
        const width = element.clientWidth || SOME.width;
        const height = element.clientHeight || SOME.height;
        return before.width === width && before.height === height ? before : { width, height };
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
      window.clearTimeout(settle.current);
    };
  }, [scroller]);

  // Another number or height of rows: the first row in view stays the first.
  const heightBefore = useRef(rowHeight);
  // biome-ignore lint/correctness/useExhaustiveDependencies: exactly when the track changes
  useLayoutEffect(() => {
    const { track } = latest.current;
    const real = (place.current.real / heightBefore.current) * rowHeight;
    heightBefore.current = rowHeight;
    const kept = Math.min(real, Math.max(0, track.real - track.view));
    go({ real: kept, top: topOf(track, kept) });
  }, [rows, rowHeight, body]);

  return {
    ...shown,
    tall: track.tall,
    width: size.width,
    height: body,
    page: Math.max(1, Math.floor(body / rowHeight) - 1),
    onScroll,
    reveal,
    topRow,
    topOfRow,
  };
}
