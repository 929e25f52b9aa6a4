// Which key does what while no cell is being edited. Composition is sorted out before (Pen.tsx).
import type { KeyboardEvent } from "react";
import { matches } from "../keys";

export type GridKey =
  | {
      does:
        | "all"
        | "fill"
        | "undo"
        | "redo"
        | "open"
        | "edit"
        | "retype"
        | "clear"
        | "tick"
        | "toggle"
        | "escape"
        | "copy";
    }
  | { does: "tab"; by: 1 | -1 }
  | { does: "move"; key: string; far: boolean; extend: boolean };

const MOVES = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"];

export function gridKey(event: KeyboardEvent): GridKey | null {
  const { key, shiftKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  if (matches(event, "mod+a")) return { does: "all" };
  if (matches(event, "mod+d")) return { does: "fill" };
  if (matches(event, "mod+z")) return { does: "undo" };
  if (matches(event, "mod+shift+z") || matches(event, "mod+y")) return { does: "redo" };
  if (MOVES.includes(key)) return { does: "move", key, far: mod, extend: shiftKey };
  if (key === "Enter") return { does: mod ? "open" : "edit" };
  if (mod) return null;
  if (key === "Tab") return { does: "tab", by: shiftKey ? -1 : 1 };
  if (key === "F2") return { does: "edit" };
  if (key === "Escape") return { does: "escape" };
  if (key === "Delete") return { does: "clear" };
  if (key === "Backspace") return { does: "retype" };
  // Space ticks the row; on a yes-or-no cell it answers, and with Shift it ticks there too.
  if (key === " ") return { does: shiftKey ? "tick" : "toggle" };
  return null;
}
