// What can be done right now: pages and features put their commands here, the palette lists them, their keys work,
// and ? shows them. Opening the palette also goes through here, so that any feature may offer it.

import type { LucideIcon } from "lucide-react";
import { useEffect, useId, useSyncExternalStore } from "react";

export interface Command {
  id: string;
  title: string;
  /** Further words it is found by, e.g. its name in the other language. */
  words?: string;
  icon?: LucideIcon;
  /** Written as in keys.ts. */
  keys?: string;
  /** Commands of the page come before those of the app. */
  scope: "page" | "app";
  /** Shown among the keys only, not in the palette. */
  onlyKey?: boolean;
  run: () => void;
}

const groups = new Map<string, Command[]>();
const listeners = new Set<() => void>();
let all: Command[] = [];
let paletteText: string | null = null;

function tell() {
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Offers `commands` for as long as the component is shown. Pass a memoised list. */
export function useCommands(commands: Command[]): void {
  const id = useId();
  useEffect(() => {
    groups.set(id, commands);
    all = [...groups.values()].flat();
    tell();
    return () => {
      groups.delete(id);
      all = [...groups.values()].flat();
      tell();
    };
  }, [id, commands]);
}

export function useAllCommands(): Command[] {
  return useSyncExternalStore(subscribe, () => all);
}

/** Opens the palette, with a text already in it if given. */
export function openPalette(text = ""): void {
  paletteText = text;
  tell();
}

export function closePalette(): void {
  paletteText = null;
  tell();
}

/** The text the palette was opened with; null while it is closed. */
export function usePaletteText(): string | null {
  return useSyncExternalStore(subscribe, () => paletteText);
}
