// The runs of the batch, or of the one cell that was opened.
import { X } from "lucide-react";
import { useMemo } from "react";
import type { BatchCell, BatchRun } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import runsStyles from "../Runs.module.css";
import { engineWord } from "../run";
import styles from "./Batches.module.css";
import { RunTable, type Ticks } from "./RunTable";

interface Props {
  runs: BatchRun[];
  cells: BatchCell[];
  cell: number | null;
  ticks: Ticks;
  onCell: (cell: number | null) => void;
}

export function RunsTab({ runs, cells, cell, ticks, onCell }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.batches;
  const shown = useMemo(() => (cell === null ? runs : runs.filter((run) => run.cell === cell)), [runs, cell]);
  const one = cell === null ? undefined : cells[cell];
  const name = one
    ? [one.input, one.template ?? say.defaultTemplate, engineWord(words, one.engine)].join(" · ")
    : say.tabs.runs;
  return (
    <>
      {one ? (
        <p className={styles.line} data-testid="cell-runs">
          <span>{say.cellRuns(format.count(shown.length), name)}</span>
          <button type="button" className={runsStyles.chip} onClick={() => onCell(null)}>
            <X size={11} aria-hidden /> {say.allRuns}
          </button>
        </p>
      ) : null}
      <RunTable label={name} runs={shown} cells={cells} ticks={ticks} />
    </>
  );
}
