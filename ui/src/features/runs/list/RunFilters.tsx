// What the list shows, as chips one can press: states, engine, degraded, archived; beside them the search.
import { X } from "lucide-react";
import { SearchField } from "../../../shared/SearchField";
import { StatusSign } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { engineWord, STATES, TONES } from "../run";
import { useEngines } from "../useChoices";
import { EVERYTHING, isFiltered, type ListView } from "../useRunsPlace";

export function RunFilters({ view, onView }: { view: ListView; onView: (view: ListView) => void }) {
  const words = useWords();
  const say = words.runs.list;
  const engines = useEngines().map((one) => one.name);
  const known = view.engine && !engines.includes(view.engine) ? [...engines, view.engine] : engines;
  const toggle = (state: ListView["states"][number]) =>
    onView({
      ...view,
      states: view.states.includes(state) ? view.states.filter((one) => one !== state) : [...view.states, state],
    });
  return (
    <>
      <SearchField
        label={say.search}
        testId="run-search"
        className={styles.search ?? ""}
        asked={view.text}
        onAsk={(text) => onView({ ...view, text })}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: chips in a toolbar are no fieldset */}
      <div role="group" aria-label={say.states} className={styles.chips}>
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            className={styles.chip}
            aria-pressed={view.states.includes(state)}
            onClick={() => toggle(state)}
          >
            <StatusSign tone={TONES[state]} size={9} />
            {words.runs.states[state]}
          </button>
        ))}
      </div>
      <div className={styles.chips}>
        <select
          className={styles.chip}
          aria-label={say.engine}
          data-asked={view.engine !== null || undefined}
          value={view.engine ?? ""}
          onChange={(event) => onView({ ...view, engine: event.currentTarget.value || null })}
        >
          <option value="">{say.anyEngine}</option>
          {[...known, "mixed"].map((engine) => (
            <option key={engine} value={engine}>
              {engineWord(words, engine)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={styles.chip}
          aria-pressed={view.degraded}
          onClick={() => onView({ ...view, degraded: !view.degraded })}
        >
          {say.degraded}
        </button>
        <button
          type="button"
          className={styles.chip}
          aria-pressed={view.archived}
          onClick={() => onView({ ...view, archived: !view.archived })}
        >
          {say.archived}
        </button>
        {isFiltered(view) ? (
          <button
            type="button"
            className={styles.clear}
            onClick={() => onView({ ...EVERYTHING, archived: view.archived })}
          >
            <X size={12} aria-hidden /> {say.clear}
          </button>
        ) : null}
      </div>
    </>
  );
}
