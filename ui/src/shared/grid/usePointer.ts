// Marking cells with the pointer: press, drag out a range, past the edge scrolls on. Focus stays in the grid's field.
import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import type { PenHandle } from "./Pen";
import { type Box, type Cell, type Marked, only } from "./selection";

interface Options {
  scroller: RefObject<HTMLDivElement | null>;
  pen: RefObject<PenHandle | null>;
  marked: Marked;
  box: Box;
  mark: (marked: Marked) => void;
}

const SCROLLS_EVERY = 50;

export function cellAt(target: EventTarget | null): Cell | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  if (!element) return null;
  return { row: Number(element.dataset.row), column: Number(element.dataset.column) };
}

export function usePointer({ scroller, pen, marked, box, mark }: Options) {
  const latest = useRef({ marked, mark });
  useEffect(() => {
    latest.current = { marked, mark };
  });

  const drag = () => {
    let at = { x: 0, y: 0 };
    const extend = (head: Cell) => {
      const { marked, mark } = latest.current;
      if (head.row !== marked.head.row || head.column !== marked.head.column) mark({ active: marked.active, head });
    };
    const move = (event: globalThis.PointerEvent) => {
      at = { x: event.clientX, y: event.clientY };
      const head = cellAt(document.elementFromPoint(at.x, at.y));
      if (head && scroller.current?.contains(document.elementFromPoint(at.x, at.y))) extend(head);
    };
    const scroll = window.setInterval(() => {
      const edge = scroller.current?.getBoundingClientRect();
      if (!edge || (at.x === 0 && at.y === 0)) return;
      const { head } = latest.current.marked;
      if (at.y > edge.bottom) extend({ ...head, row: head.row + 1 });
      else if (at.y < edge.top) extend({ ...head, row: Math.max(0, head.row - 1) });
    }, SCROLLS_EVERY);
    const end = () => {
      window.clearInterval(scroll);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  };

  return (event: PointerEvent) => {
    const cell = cellAt(event.target);
    const target = event.target as Element;
    if (!cell || target.closest("[data-open], [data-toggle]")) return;
    pen.current?.commit();
    const inBox = cell.row >= box.top && cell.row <= box.bottom && cell.column >= box.left && cell.column <= box.right;
    if (event.button !== 0) {
      if (!inBox) mark(only(cell));
    } else {
      mark(event.shiftKey ? { active: marked.active, head: cell } : only(cell));
      drag();
    }
    pen.current?.focus();
  };
}
