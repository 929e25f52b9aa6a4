// Runs: the list of all of them, those that wait for a person, or one of them; over each, the form of a new one.

import { useMayWrite } from "../../backend";
import { DialogBoundary } from "../../shared/Dialog";
import { useWords } from "../../words/words";
import { ComparePage } from "./compare/ComparePage";
import { COMPARE } from "./compare/useComparePlace";
import { Inbox } from "./inbox/Inbox";
import { WaitingBar } from "./inbox/WaitingBar";
import { RunList } from "./list/RunList";
import { RunPage } from "./one/RunPage";
import styles from "./Runs.module.css";
import { NewRun } from "./start/NewRun";
import { useRunsCommands } from "./useRunsCommands";
import { useRunsPlace } from "./useRunsPlace";

export function RunsPage() {
  const words = useWords();
  const mayWrite = useMayWrite();
  const { id, inbox, step, starting, to } = useRunsPlace();
  useRunsCommands(mayWrite, to);
  const like = starting?.startsWith("like:") ? starting.slice(5) : null;
  return (
    <div className={styles.page} data-testid="runs">
      <h1 className="unseen">{words.pages.runs}</h1>
      {inbox ? (
        <Inbox />
      ) : id === COMPARE ? (
        <ComparePage />
      ) : id === null ? (
        <>
          <WaitingBar />
          <RunList onOpen={to.run} onStart={() => to.start()} />
        </>
      ) : (
        <RunPage key={id} id={id} step={step} onStep={to.step} onOpen={to.run} onAgain={() => to.start(id)} />
      )}
      <DialogBoundary subject={`new run ${starting}`} onClose={to.startEnds}>
        {starting !== null && mayWrite ? (
          <NewRun
            like={like}
            onClose={to.startEnds}
            onStarted={(started) => {
              to.startEnds();
              to.run(started.id);
            }}
          />
        ) : null}
      </DialogBoundary>
    </div>
  );
}
