// Batches: the list of all of them, or one of them; over either, the form of a new one.
import { FlaskConical } from "lucide-react";
import { useMemo } from "react";
import { useMayWrite } from "../../../backend";
import { type Command, useCommands } from "../../../shared/commands";
import { DialogBoundary } from "../../../shared/Dialog";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { BatchList } from "./BatchList";
import { BatchPage } from "./BatchPage";
import { NewBatch } from "./NewBatch";
import { useBatchesPlace } from "./useBatchesPlace";

export function BatchesPage() {
  const words = useWords();
  const mayWrite = useMayWrite();
  const { id, tab, cell, starting, to } = useBatchesPlace();
  const commands = useMemo<Command[]>(() => {
    const start: Command = {
      id: "batch-new",
      title: words.batches.open,
      words: "new batch compare ab test 새 일괄 실행 배치 비교",
      icon: FlaskConical,
      keys: "n",
      scope: "page",
      run: to.start,
    };
    return mayWrite ? [start] : [];
  }, [words, mayWrite, to]);
  useCommands(commands);
  return (
    <div className={styles.page} data-testid="batches">
      <h1 className="unseen">{words.pages.batches}</h1>
      {id === null ? (
        <BatchList onStart={to.start} />
      ) : (
        <BatchPage key={id} id={id} tab={tab} cell={cell} onTab={to.tab} onCell={to.cell} />
      )}
      <DialogBoundary subject={`new batch ${starting !== null}`} onClose={to.startEnds}>
        {starting !== null && mayWrite ? (
          <NewBatch
            begin={starting}
            onClose={to.startEnds}
            onStarted={(batch) => {
              to.startEnds();
              to.batch(batch.id);
            }}
          />
        ) : null}
      </DialogBoundary>
    </div>
  );
}
