// How the templates page is divided, as this computer remembers it: widths, heights, and what is folded away.
import { useSyncExternalStore } from "react";

export interface TemplateLayout {
  listWidth: number;
  previewWidth: number;
  belowHeight: number;
  listHidden: boolean;
  previewHidden: boolean;
  belowHidden: boolean;
  /** Folders and templates whose versions are not shown. */
  folded: string[];
}

const DEFAULTS: TemplateLayout = {
  listWidth: 248,
  previewWidth: 420,
  belowHeight: 260,
  listHidden: false,
  previewHidden: false,
  belowHidden: false,
  folded: [],
};

const PLACE = "greenroom.templates";
const listeners = new Set<() => void>();
let current: TemplateLayout | null = null;
let stored: string | null = null;

function read(): TemplateLayout {
  const text = localStorage.getItem(PLACE);
  if (current && text === stored) return current;
  stored = text;
  let known: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    if (typeof parsed === "object" && parsed !== null) known = parsed as Record<string, unknown>;
  } catch {
    // Unreadable: as at the beginning.
  }
  const fits = Object.entries(DEFAULTS).filter(([name, preset]) => {
    const value = known[name];
    return Array.isArray(preset) ? Array.isArray(value) : typeof value === typeof preset;
  });
  current = { ...DEFAULTS, ...Object.fromEntries(fits.map(([name]) => [name, known[name]])) };
  return current;
}

export function putLayout(part: Partial<TemplateLayout>): void {
  current = { ...read(), ...part };
  stored = JSON.stringify(current);
  try {
    localStorage.setItem(PLACE, stored);
  } catch {
    // Storage full or forbidden: it then lasts as long as the window.
    stored = localStorage.getItem(PLACE);
  }
  for (const listener of listeners) listener();
}

export function useTemplateLayout(): TemplateLayout {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, read);
}
