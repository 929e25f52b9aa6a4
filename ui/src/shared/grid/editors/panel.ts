// What an editor that opens beside its cell is given, and what it answers. The text itself is always typed into the one
// field of the grid (Pen.tsx), so that no composition is cut off; a panel only looks at it.
import type { KeyboardEvent, Ref } from "react";
import type { Read } from "../clipboard";
import type { Column, Lookups, Naming } from "../types";

export interface PanelHandle {
  /** True when the panel took the key. */
  key?: (event: KeyboardEvent) => boolean;
  /** What would be saved now; undefined leaves it to the text alone, "unchanged" saves nothing. */
  read?: (text: string) => Read | "unchanged" | undefined;
  /** The text changed and no word is being composed. */
  settled?: (text: string) => void;
}

export interface PanelProps {
  ref: Ref<PanelHandle>;
  column: Column;
  /** The cell's value when editing began. */
  value: unknown;
  text: string;
  setText: (text: string) => void;
  naming: Naming;
  lookups: Lookups;
  commit: (read: Read) => void;
  cancel: () => void;
  listId: string;
  /** Tells the field which option is active, for screen readers. */
  onOption: (id: string | undefined) => void;
}

/** The next place in a list of `length` when an arrow was pressed, or null. */
export function stepped(event: KeyboardEvent, at: number, length: number): number | null {
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
  if (by === undefined || length === 0 || event.altKey || event.ctrlKey || event.metaKey) return null;
  return Math.abs(by) === 1 ? (at + by + length) % length : Math.min(length - 1, Math.max(0, at + by));
}
