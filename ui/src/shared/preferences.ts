// What this window remembers on this computer: one typed object in localStorage, shared by all windows of the app.
// Nothing of the team's belongs here (that is console.settings), and no draft (drafts lie in the shell's own folder).
import { useSyncExternalStore } from "react";
import type { GridLayout } from "./grid/types";

export interface Preferences {
  language: "system" | "ko" | "en";
  theme: "system" | "light" | "dark";
  timeZone: "system" | "seoul" | "utc";
  sidebar: "open" | "narrow";
  drawerWidth: number;
  /** The address to open with when none was asked for. */
  lastPlace: string;
  /** When this computer last looked, for "since you were last here". */
  lastHereAt: string;
  heatMap: "map" | "table";
  /** Where each page was left: its address without the open row. */
  lastOf: Record<string, string>;
  /** How each table is laid out. */
  layouts: Record<string, GridLayout>;
  /** How wide the panel beside a table is. */
  panelWidth: number;
}

const DEFAULTS: Preferences = {
  language: "system",
  theme: "system",
  timeZone: "system",
  sidebar: "open",
  drawerWidth: 420,
  lastPlace: "",
  lastHereAt: "",
  heatMap: "map",
  lastOf: {},
  layouts: {},
  panelWidth: 420,
};

// A value that an older or newer version wrote must not break this one: unknown choices fall back to the default.
const CHOICES: { [K in keyof Preferences]?: readonly Preferences[K][] } = {
  language: ["system", "ko", "en"],
  theme: ["system", "light", "dark"],
  timeZone: ["system", "seoul", "utc"],
  sidebar: ["open", "narrow"],
  heatMap: ["map", "table"],
};

const PLACE = "greenroom.preferences";
const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  let stored: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    if (typeof parsed === "object" && parsed !== null) stored = parsed as Record<string, unknown>;
  } catch {
    // Unreadable: start from the defaults.
  }
  const known = Object.entries(stored).filter(([name, value]) => {
    if (!(name in DEFAULTS)) return false;
    const fallback = DEFAULTS[name as keyof Preferences];
    const choices = CHOICES[name as keyof Preferences] as readonly unknown[] | undefined;
    return typeof value === typeof fallback && (choices === undefined || choices.includes(value));
  });
  return { ...DEFAULTS, ...Object.fromEntries(known) };
}

function tell() {
  for (const listener of listeners) listener();
}

window.addEventListener("storage", (event) => {
  if (event.key !== PLACE) return;
  current = read();
  tell();
});

export function preferences(): Preferences {
  return current;
}

export function setPreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  if (current[name] === value) return;
  // Another window may have written meanwhile: take its other values along.
  current = { ...read(), [name]: value };
  try {
    localStorage.setItem(PLACE, JSON.stringify(current));
  } catch {
    // Storage full or forbidden: the choice then lasts as long as the window.
  }
  tell();
}

/** Reads again from storage; for tests, which start each time from a clean slate. */
export function reloadPreferences(): void {
  current = read();
  tell();
}

export function usePreference<K extends keyof Preferences>(name: K): Preferences[K] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current[name],
  );
}
