// One run: what it does right now, step by step, and what has come of it.
import { useEffect, useRef, useState } from "react";
import { type Run, useReady } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { agentWord, kindWord, qualityPoints } from "../run";
import { CharacterCard } from "./CharacterCard";
import { FactsCard } from "./FactsCard";
import { LogView } from "./LogView";
import { NoteCard } from "./NoteCard";
import { madeBy } from "./output";
import { PoolRows } from "./PoolRows";
import { PromptCard } from "./PromptCard";
import { QualityCard } from "./QualityCard";
import { RoomCard } from "./RoomCard";
import { RunHead } from "./RunHead";
import { RunNote } from "./RunNote";
import { StepPanel } from "./StepPanel";
import { stepOfInterest } from "./standing";
import { useRun, useRunLog } from "./useRun";
import { Waterfall } from "./Waterfall";

interface Props {
  id: string;
  step: number | null;
  onStep: (step: number) => void;
  onOpen: (id: string) => void;
  onAgain: () => void;
}

export function RunPage(props: Props) {
  const words = useWords();
  const ready = useReady();
  const query = useRun(props.id);
  if (query.data) return <Loaded {...props} run={query.data} />;
  if (query.isError)
    return <ErrorNote title={words.runs.page.failed} error={query.error} onRetry={() => void query.refetch()} />;
  return ready ? (
    <div className={styles.bones}>
      <SkeletonLines lines={10} />
    </div>
  ) : (
    <EmptyState title={words.inspector.away} />
  );
}

function Loaded({ run, step, onStep, onOpen, onAgain }: Props & { run: Run }) {
  const told = useRunLog(run);
  const made = madeBy(run);
  const shown = step ?? stepOfInterest(run);
  return (
    <div className={styles.run} data-testid="run" data-state={run.status}>
      <RunHead run={run} log={told.log} onOpen={onOpen} onAgain={onAgain} />
      <Announcer run={run} />
      <RunNote run={run} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Waterfall run={run} log={told.log} at={shown} onStep={onStep} />
          <StepPanel run={run} step={shown} log={told.log} onOpen={onOpen} />
          <LogView run={run} told={told} />
          <PromptCard run={run} made={made} />
        </div>
        <div className={styles.side}>
          <CharacterCard run={run} made={made} />
          <RoomCard run={run} made={made} />
          <QualityCard run={run} made={made} onStep={onStep} />
          <PoolRows run={run} />
          <NoteCard key={run.id} run={run} />
          <FactsCard run={run} made={made} />
        </div>
      </div>
    </div>
  );
}

/** Says once, for screen readers, that a run that was watched has ended. */
function Announcer({ run }: { run: Run }) {
  const words = useWords();
  const format = useFormat();
  const before = useRef(run.status);
  const [said, setSaid] = useState("");
  const say = words.runs.page;
  useEffect(() => {
    if (before.current === run.status) return;
    before.current = run.status;
    const name = words.runs.name(format.number(run.number));
    if (run.status === "completed")
      setSaid(
        run.quality === null ? say.finishedPlain(name) : say.finished(name, format.number(qualityPoints(run.quality))),
      );
    else if (run.status === "failed")
      setSaid(say.hasFailed(name, `${agentWord(words, run.failedStep)}: ${kindWord(words, run.errorKind)}`));
    else if (run.status === "cancelled") setSaid(say.wasCancelled(name));
  }, [run.status, run.number, run.quality, run.failedStep, run.errorKind, words, say, format]);
  return (
    <p role="status" className="unseen" data-testid="run-announcer">
      {said}
    </p>
  );
}
