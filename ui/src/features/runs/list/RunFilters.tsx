// What is asked for most, as chips one can press: states, degraded, and what was put away.

import type { Filter } from "../../../backend";
import { StatusSign } from "../../../shared/Status";
import { about, ask, firstOf } from "../../../shared/tables/filters";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { type RunState, STATES, TONES } from "../run";
import { onShelf, type Shelf, shelfOf } from "./listFilter";

export function RunFilters({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const words = useWords();
  const say = words.runList;
  const asked = new Set(about(filter, "status").flatMap(({ test, values }) => (test === "any" ? (values ?? []) : [])));
  const degraded = firstOf(about(filter, "degraded"), "any") === true;
  const shelf = shelfOf(filter);
  const toggle = (state: RunState) => {
    const values = STATES.filter((one) => (one === state ? !asked.has(one) : asked.has(one)));
    onFilter(ask(filter, "status", values.length > 0 ? [{ test: "any", values }] : []));
  };
  const put = (wanted: Shelf) => onFilter(onShelf(filter, shelf === wanted ? "list" : wanted));
  const chip = (label: string, pressed: boolean, onClick: () => void) => (
    <button type="button" className={styles.chip} aria-pressed={pressed} onClick={onClick}>
      {label}
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: chips over a table are no fieldset
    <div role="group" aria-label={say.quick} className={styles.chips}>
      {STATES.map((state) => (
        <button
          key={state}
          type="button"
          className={styles.chip}
          aria-pressed={asked.has(state)}
          onClick={() => toggle(state)}
        >
          <StatusSign tone={TONES[state]} size={9} />
          {words.runs.states[state]}
        </button>
      ))}
      {chip(say.degraded, degraded, () =>
        onFilter(ask(filter, "degraded", degraded ? [] : [{ test: "any", values: [true] }])),
      )}
      {chip(say.archived, shelf === "archive", () => put("archive"))}
      {chip(say.deleted, shelf === "trash", () => put("trash"))}
    </div>
  );
}
