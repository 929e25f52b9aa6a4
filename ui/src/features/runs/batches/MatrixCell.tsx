// One crossing of the matrix: how often it passed, how good it was, and a sign for each run, or counts where there are many.
import { memo } from "react";
import type { BatchCell } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { StatusSign } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import { STATES, stateOf, TONES } from "../run";
import styles from "./Batches.module.css";
import { stateOfLetter } from "./shape";
import { useMeasureText } from "./useMeasureText";

/** More signs than this are told as counts: nobody counts squares. */
const MOST_SIGNS = 20;

interface Props {
  cell: BatchCell;
  number: number;
  standing: string;
  place: [row: number, column: number];
  active: boolean;
  chosen: boolean;
  describedBy: string | undefined;
  onCell: (cell: number) => void;
  onShow: (cell: number, target: HTMLElement | null) => void;
  onEnter: (row: number, column: number) => void;
}

// The place is made anew with each drawing of the row, and says the same.
const same = (before: Props, after: Props) =>
  (Object.keys(before) as (keyof Props)[]).every((key) => key === "place" || before[key] === after[key]) &&
  before.place.join() === after.place.join();

export const MatrixCell = memo(function MatrixCell(props: Props) {
  const { cell, number, standing, place, active, chosen, describedBy, onCell, onShow, onEnter } = props;
  const words = useWords();
  const format = useFormat();
  const measure = useMeasureText();
  const say = words.batches.matrix;
  const over = cell.completed + cell.failed + cell.cancelled;
  const quality = cell.quality === null ? null : measure.spread("quality", cell.quality, cell.qualitySpread);
  return (
    <td className={styles.cell} data-chosen={chosen || undefined}>
      <button
        type="button"
        data-place={place.join(" ")}
        tabIndex={active ? 0 : -1}
        aria-describedby={describedBy}
        aria-current={chosen || undefined}
        onClick={() => onCell(number)}
        onFocus={(event) => {
          onEnter(...place);
          onShow(number, event.currentTarget);
        }}
        onBlur={() => onShow(number, null)}
        onMouseEnter={(event) => onShow(number, event.currentTarget)}
        onMouseLeave={() => onShow(number, null)}
      >
        <span className={styles.told}>
          {cell.passRate === null ? null : (
            <span title={say.passRate}>
              <span className="unseen">{say.passRate} </span>
              {format.percent(cell.passRate)}
              <span className="unseen">, </span>
            </span>
          )}
          {quality === null ? null : (
            <span className="quiet" title={say.quality}>
              <span className="unseen">{say.quality} </span>
              {quality}
              <span className="unseen">, </span>
            </span>
          )}
          {over === 0 ? (
            <span className="quiet">
              {say.nothingYet}
              <span className="unseen">, </span>
            </span>
          ) : null}
        </span>
        <Standing standing={standing} />
        <span className="unseen">, {say.runs(format.count(cell.runs))}</span>
      </button>
    </td>
  );
}, same);

function Standing({ standing }: { standing: string }) {
  const words = useWords();
  const format = useFormat();
  const counts = STATES.map((state) => ({
    state,
    count: [...standing].filter((letter) => stateOfLetter(letter) === state).length,
  })).filter(({ count }) => count > 0);
  const text = counts.map(({ state, count }) => `${format.number(count)} ${words.runs.states[state]}`).join(", ");
  return (
    <span className={styles.signs}>
      <span aria-hidden className={styles.signs}>
        {standing.length > MOST_SIGNS
          ? counts.map(({ state, count }) => (
              <span key={state} className={styles.count}>
                <StatusSign tone={TONES[state]} size={9} />
                {format.number(count)}
              </span>
            ))
          : [...standing].map((letter, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a run of a cell is known by its place
              <StatusSign key={at} tone={TONES[stateOf(stateOfLetter(letter))]} size={9} />
            ))}
      </span>
      <span className="unseen">{text}</span>
    </span>
  );
}
