// What went wrong, by kind and not by wording: a hundred time-outs are one line.
import type { BatchCell, BatchRun } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { kindWord } from "../run";
import styles from "./Batches.module.css";
import { RunTable, type Ticks } from "./RunTable";

interface Props {
  failures: { kind: string; runs: BatchRun[] }[];
  cells: BatchCell[];
  ticks: Ticks;
}

export function FailuresTab({ failures, cells, ticks }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.batches.failures;
  if (failures.length === 0) return <EmptyState title={say.none} text={say.noneText} />;
  return (
    <ul className={styles.kinds}>
      {failures.map(({ kind, runs }, at) => (
        <li key={kind}>
          <details open={at === 0 || undefined}>
            <summary>
              <strong>{kindWord(words, kind)}</strong>{" "}
              <span className="quiet">{say.runs(format.count(runs.length))}</span>
            </summary>
            <RunTable label={kindWord(words, kind)} runs={runs} cells={cells} ticks={ticks} />
          </details>
        </li>
      ))}
    </ul>
  );
}
