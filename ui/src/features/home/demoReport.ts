// The result of loading the demo content, for Home to show after the first-run card has gone, whoever loaded it.
import { useSyncExternalStore } from "react";
import type { SeedReport } from "../../backend";

let report: SeedReport | null = null;
const listeners = new Set<() => void>();

export function setDemoReport(next: SeedReport | null): void {
  report = next;
  for (const listener of listeners) listener();
}

export function useDemoReport(): SeedReport | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => report,
  );
}
