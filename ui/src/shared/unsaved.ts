// Which forms hold edits that are not saved, for the whole window: the question when it closes reads it,
// and a form that is opened again in the same session finds its draft here.
import { useSyncExternalStore } from "react";

export interface Kept {
  revision: string;
  value: unknown;
}

const kept = new Map<string, Kept>();
const listeners = new Set<() => void>();
let count = 0;

export function keepUnsaved(key: string, draft: Kept | null): void {
  if (draft) kept.set(key, draft);
  else kept.delete(key);
  if (kept.size === count) return;
  count = kept.size;
  for (const listener of listeners) listener();
}

export function unsaved(key: string): Kept | undefined {
  return kept.get(key);
}

export function unsavedCount(): number {
  return count;
}

export function useUnsavedCount(): number {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, unsavedCount);
}
