// The values and blanks of a prompt by keyboard: the prompt is one stop of Tab, arrows go from one to the next, Enter
// chooses. They are found in what is drawn, since there may be thousands of them.
import { type KeyboardEvent, type RefObject, useCallback, useRef } from "react";
import { isComposing } from "../keys";

const MARKS = "[data-mark]:not([data-goes-on])";

export function useMarkKeys(box: RefObject<HTMLElement | null>) {
  // Where one was last: a button outside goes on from there.
  const last = useRef<HTMLElement | null>(null);
  const step = useCallback(
    (by: 1 | -1 | "first" | "last", which = MARKS) => {
      const all = [...(box.current?.querySelectorAll<HTMLElement>(which) ?? [])];
      const focused = document.activeElement?.closest<HTMLElement>("[data-mark]") ?? last.current;
      const here = focused && box.current?.contains(focused) ? focused : null;
      const next = by === "first" ? all[0] : by === "last" ? all.at(-1) : beside(all, here, by);
      next?.focus();
      next?.scrollIntoView?.({ block: "nearest" });
      last.current = next ?? null;
      return next ?? null;
    },
    [box],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const marked = target.closest<HTMLElement>("[data-mark]");
    if (marked && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      marked.click();
      return;
    }
    // Buttons inside have keys of their own.
    if (!marked && target !== box.current) return;
    const ways = { ArrowRight: 1, ArrowLeft: -1, Home: "first", End: "last" } as const;
    const way = ways[event.key as keyof typeof ways];
    if (way === undefined || ((event.key === "Home" || event.key === "End") && !marked)) return;
    if (step(way)) event.preventDefault();
  };
  return { step, onKeyDown };
}

/** The next one after (or before) where one is, around the ends. */
function beside(all: HTMLElement[], here: HTMLElement | null, by: 1 | -1): HTMLElement | undefined {
  const ends = by === 1 ? all[0] : all.at(-1);
  if (!here) return ends;
  const { DOCUMENT_POSITION_FOLLOWING: after, DOCUMENT_POSITION_PRECEDING: before } = Node;
  const beyond = (one: HTMLElement) => (here.compareDocumentPosition(one) & (by === 1 ? after : before)) !== 0;
  return (by === 1 ? all.find(beyond) : all.findLast(beyond)) ?? ends;
}
