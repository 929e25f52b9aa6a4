// Rows that say nearly the same, found over the grid's filter, judged by a person: told apart, or merged into one. Below it
// what else makes a pool untidy: drafts nobody reviewed, texts of odd length or language.
import { Button } from "@mantine/core";
import { CopyCheck } from "lucide-react";
import { useState } from "react";
import { backend, type Duplicates, type Pair, useMayWrite } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { TaskProgress } from "../../../shared/TaskProgress";
import { useTask } from "../../../shared/useTask";
import { useUndone } from "../../../shared/work";
import { useWords } from "../../../words/words";
import type { PanelProps } from "../panelProps";
import own from "./DuplicatesPanel.module.css";
import { Hygiene } from "./Hygiene";
import { MergeForm } from "./MergeForm";
import { PairView } from "./PairView";
import styles from "./panels.module.css";

const AT_ONCE = 30;
const START = 0.6;

const keyOf = (pair: Pair) => `${pair.first.id}/${pair.second.id}`;

export function DuplicatesPanel(props: PanelProps) {
  const { pool, table, filter, onOpenRow, onUndoable } = props;
  const words = useWords();
  const say = words.poolPanels.duplicates;
  const format = useFormat();
  const mayWrite = useMayWrite();
  const task = useTask();
  const [threshold, setThreshold] = useState(START);
  const [found, setFound] = useState<Duplicates | null>(null);
  const [hidden, setHidden] = useState<string[]>([]);
  const [merged, setMerged] = useState<{ id: string; changeSet: string }[]>([]);
  const undone = useUndone();
  const [merging, setMerging] = useState<string | null>(null);
  const [all, setAll] = useState(false);

  const run = async () => {
    setMerging(null);
    const { result } = await task.run<Duplicates>(() => backend.poolDuplicatesStart(pool, filter, threshold));
    if (!result) return;
    setFound(result);
    setMerged([]);
    setAll(false);
  };
  // A merging that was undone brings its pair back, to be judged again.
  const gone = merged.filter(({ changeSet }) => !undone(changeSet)).map(({ id }) => id);
  const pairs = (found?.pairs ?? []).filter(
    (pair) => !hidden.includes(keyOf(pair)) && !gone.includes(pair.first.id) && !gone.includes(pair.second.id),
  );
  return (
    <div className={styles.panel} data-testid="duplicates-panel">
      <div className={styles.row}>
        <label className={own.threshold}>
          <span>{say.threshold}</span>
          <input
            type="range"
            min={0.2}
            max={1}
            step={0.05}
            value={threshold}
            aria-valuetext={format.percent(threshold)}
            onChange={(event) => setThreshold(Number(event.currentTarget.value))}
          />
          <output>{format.percent(threshold)}</output>
        </label>
        <Button className={styles.right} onClick={() => void run()} disabled={task.running}>
          {found ? say.again : say.run}
        </Button>
      </div>
      <p className={styles.note}>{say.about}</p>
      {task.running ? (
        <TaskProgress label={say.comparing} done={task.done} total={task.total} onCancel={task.cancel} />
      ) : null}
      {task.error ? <ErrorNote title={say.failed} error={task.error} onRetry={() => void run()} /> : null}
      {found && !task.running ? (
        <>
          <p role="status" className={styles.note}>
            {say.found(format.count(found.found), format.number(found.compared))}
            {hidden.length > 0 ? ` ${say.hidden(format.count(hidden.length))}` : ""}
          </p>
          {pairs.length === 0 ? <EmptyState icon={CopyCheck} title={say.none} text={say.noneText} /> : null}
          <ol className={own.pairs}>
            {(all ? pairs : pairs.slice(0, AT_ONCE)).map((pair) => (
              <li key={keyOf(pair)} className={own.pair}>
                <PairView
                  pair={pair}
                  onOpenRow={onOpenRow}
                  onHide={() => setHidden([...hidden, keyOf(pair)])}
                  onMerge={mayWrite ? () => setMerging(merging === keyOf(pair) ? null : keyOf(pair)) : undefined}
                  merging={merging === keyOf(pair)}
                />
                {merging === keyOf(pair) ? (
                  <MergeForm
                    pool={pool}
                    table={table}
                    pair={pair}
                    onCancel={() => setMerging(null)}
                    onMerged={(written, removed) => {
                      setMerged([...merged, { id: removed.id, changeSet: written.changeSet }]);
                      setMerging(null);
                      onUndoable(written.changeSet, say.merged(removed.label));
                    }}
                  />
                ) : null}
              </li>
            ))}
          </ol>
          {!all && pairs.length > AT_ONCE ? (
            <button type="button" className={styles.link} onClick={() => setAll(true)}>
              {words.general.moreItems(format.count(pairs.length - AT_ONCE))}
            </button>
          ) : null}
          {found.found > found.pairs.length ? (
            <p className={styles.note}>{say.cut(format.number(found.pairs.length))}</p>
          ) : null}
        </>
      ) : null}
      <Hygiene {...props} />
    </div>
  );
}
