// The keys of a tree: up and down by row, right opens or goes in, left folds or goes out, Enter does what a click does.
import type { KeyboardEvent } from "react";
import { isComposing, isMac } from "../keys";
import type { Path } from "./source";
import { parentOf, type Row } from "./tree";

interface Keys {
  rows: Row[];
  at: number;
  /** Rows that fit into the view. */
  page: number;
  goTo: (row: Row | undefined) => void;
  toggle: (path: Path, open?: boolean) => void;
  load: (path: Path, page: number) => void;
  copyPath: (path: Path) => void;
  copyValue: (path: Path) => void;
  find: () => void;
}

export const treeKeys = (tree: Keys) => (event: KeyboardEvent) => {
  if (isComposing(event) || event.altKey) return;
  const { rows, at } = tree;
  const row = rows[at];
  if (!row) return;
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  const act = mod ? shortcut(tree, row, event) : moves(tree, row, event.key);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
};

function moves(tree: Keys, row: Row, key: string): (() => void) | null {
  const { rows, at, page, goTo } = tree;
  const last = rows.length - 1;
  const to = (place: number) => () => goTo(rows[Math.min(last, Math.max(0, place))]);
  const open = row.row === "node" ? row.open : null;
  switch (key) {
    case "ArrowDown":
      return to(at + 1);
    case "ArrowUp":
      return to(at - 1);
    case "PageDown":
      return to(at + page);
    case "PageUp":
      return to(at - page);
    case "Home":
      return to(0);
    case "End":
      return to(last);
    case "ArrowRight":
      return open === false ? () => tree.toggle(row.path, true) : open ? to(at + 1) : null;
    case "ArrowLeft": {
      if (open) return () => tree.toggle(row.path, false);
      const parent = parentOf(row);
      return parent === null ? null : () => goTo(rows.find(({ id }) => id === parent));
    }
    case "Enter":
    case " ":
      if (row.row === "more") return () => tree.load(row.path, row.page);
      return open === null ? null : () => tree.toggle(row.path);
    default:
      return null;
  }
}

function shortcut(tree: Keys, row: Row, event: KeyboardEvent): (() => void) | null {
  if (event.code === "KeyF" && !event.shiftKey) return tree.find;
  if (event.code !== "KeyC") return null;
  if (event.shiftKey) return () => tree.copyPath(row.path);
  // Whoever marked some letters wants those.
  return window.getSelection()?.type === "Range" ? null : () => tree.copyValue(row.path);
}
