// The keys of the run list: arrows move, Enter opens, Space selects, Shift extends, Ctrl+A selects all, Esc lets go.
import { type KeyboardEvent, type RefObject, useState } from "react";
import type { RunSummary } from "../../../backend";
import { isComposing, isTyping } from "../../../shared/keys";
import type { useTicked } from "./useTicked";

const PAGE = 15;

export function useListKeys(
  box: RefObject<HTMLDivElement | null>,
  rows: RunSummary[],
  height: number,
  ticked: ReturnType<typeof useTicked>,
  onOpen: (id: string) => void,
) {
  const [place, setPlace] = useState(0);
  const active = Math.min(place, Math.max(0, rows.length - 1));

  const move = (to: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, to));
    setPlace(next);
    const grid = box.current;
    if (!grid) return;
    const head = grid.querySelector<HTMLElement>('[role="row"]')?.offsetHeight ?? 0;
    const top = next * height;
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + height + head > grid.scrollTop + grid.clientHeight && grid.clientHeight > 0)
      grid.scrollTop = top + height + head - grid.clientHeight;
    requestAnimationFrame(() =>
      grid.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus({ preventScroll: true }),
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (isComposing(event) || (isTyping(target) && target.getAttribute("type") !== "checkbox")) return;
    const run = rows[active];
    const places: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + PAGE,
      PageUp: active - PAGE,
      Home: 0,
      End: rows.length - 1,
    };
    const to = event.altKey || event.ctrlKey || event.metaKey ? undefined : places[event.key];
    const all = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a";
    if (to === undefined && !all && ![" ", "Enter", "Escape"].includes(event.key)) return;
    if (event.key === "Escape" && ticked.runs.length === 0) return;
    // A link or a tick box keeps its own Enter and Space.
    if ((event.key === " " || event.key === "Enter") && target.closest("a, input, button")) return;
    event.preventDefault();
    if (to !== undefined) {
      const next = rows[Math.min(rows.length - 1, Math.max(0, to))];
      if (event.shiftKey && run && next) {
        if (!ticked.has(run.id)) ticked.toggle(run.id, false);
        ticked.toggle(next.id, true);
      }
      move(to);
    } else if (all) ticked.all();
    else if (event.key === "Escape") ticked.clear();
    else if (event.key === " " && run) ticked.toggle(run.id, event.shiftKey);
    else if (run) onOpen(run.id);
  };
  return { active, setActive: setPlace, onKeyDown };
}
