// What Home asks and does. Loading the demo content changes everything that shows content.
import { useMutation, useQuery } from "@tanstack/react-query";
import { backend, type Content, homeQuery, keys, type Scenario, scenariosQuery, useReady } from "../../backend";
import { lastHere } from "../../shared/lastHere";
import { setDemoReport } from "./demoReport";

export function useHome() {
  return useQuery({ ...homeQuery(lastHere()), enabled: useReady(), refetchInterval: 60_000 });
}

/** Nothing curated yet: the database was just made. */
export function isFresh(content: Content): boolean {
  return [content.experiences, content.archetypes, content.visuals, content.templates].every(
    (tally) => tally.total === 0,
  );
}

/** The scenario to look around in; null while unknown or when this installation has none. */
export function demoOf(scenarios: Scenario[] | undefined): Scenario | null {
  return scenarios?.find((one) => one.name === "demo") ?? scenarios?.toSorted((a, b) => b.rows - a.rows)[0] ?? null;
}

export function useDemo() {
  const scenarios = useQuery({ ...scenariosQuery, enabled: useReady() });
  return { ...scenarios, demo: demoOf(scenarios.data) };
}

// Named, so that the first-run card and the palette's command show the same load under way.
export const LOAD_DEMO = ["load-demo"];

export function useLoadDemo() {
  return useMutation({
    mutationKey: LOAD_DEMO,
    mutationFn: (name: string) => backend.scenarioLoad(name),
    // Here and not where it is called: the card that called it is gone by then.
    onSuccess: setDemoReport,
    meta: {
      failureTitle: (words) => words.first.failed,
      stale: [keys.home, keys.search, keys.row, keys.coverage, keys.scenarios, keys.history],
    },
  });
}
