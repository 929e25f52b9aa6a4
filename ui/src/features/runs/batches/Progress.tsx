// How far a batch is: a bar with a part for each state, and the same as counts, each with the sign of its state.
import type { BatchSummary, RunState } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { StatusSign } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import { STATES, TONES } from "../run";
import styles from "./Batches.module.css";
import { overOf } from "./batchState";

// What is over first, so that the bar grows from its beginning.
const ORDER: RunState[] = ["completed", "failed", "cancelled", "waiting", "running", "pending"];

export function Progress({ batch }: { batch: BatchSummary }) {
  const words = useWords();
  const format = useFormat();
  const say = words.batches;
  const text = say.over(format.number(overOf(batch)), format.number(batch.runs));
  return (
    <div className={styles.progress}>
      <div
        role="progressbar"
        aria-label={say.progress}
        aria-valuemin={0}
        aria-valuemax={batch.runs}
        aria-valuenow={overOf(batch)}
        aria-valuetext={text}
        tabIndex={-1}
        className={styles.bar}
      >
        {ORDER.map((state) =>
          batch[state] > 0 ? <span key={state} data-state={state} style={{ flexGrow: batch[state] }} /> : null,
        )}
      </div>
      <ul className={`${styles.counts} data`}>
        <li>{text}</li>
        {STATES.filter((state) => batch[state] > 0).map((state) => (
          <li key={state} title={words.runs.states[state]}>
            <StatusSign tone={TONES[state]} size={9} />
            {format.number(batch[state])} <span className="unseen">{words.runs.states[state]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is left of the time, as far as can be told; nothing once it is over. */
export function Eta({ batch }: { batch: BatchSummary }) {
  const words = useWords();
  const format = useFormat();
  return batch.etaMs === null ? null : words.batches.eta(format.duration(batch.etaMs));
}
