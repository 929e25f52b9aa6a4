// Over a run: its number, how it stands, and what can be done with it.
import { Button } from "@mantine/core";
import { ArrowLeft, FastForward, RotateCcw, Square } from "lucide-react";
import { useState } from "react";
import { type Agent, type Run, type RunConfig, useMayWrite } from "../../../backend";
import { DialogBoundary } from "../../../shared/Dialog";
import { useFormat } from "../../../shared/format";
import { lastAddressOf } from "../../../shared/lastPlaces";
import { useWords } from "../../../words/words";
import { DegradedMark, QualityMark, RunStateSign } from "../RunState";
import styles from "../Runs.module.css";
import { elapsed, isOver, timeText } from "../run";
import { useRunActs } from "../useRunActs";
import { useTick } from "../useTick";
import { CancelDialog } from "./CancelDialog";
import type { Log } from "./log";
import { firstChoice, RetryDialog } from "./RetryDialog";
import { RunMenu } from "./RunMenu";

interface Props {
  run: Run;
  log: Log;
  onOpen: (id: string) => void;
  onAgain: () => void;
}

type Asked = { act: "cancel" } | { act: "retry"; from: Agent };

export function RunHead({ run, log, onOpen, onAgain }: Props) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const acts = useRunActs();
  const [asked, setAsked] = useState<Asked | null>(null);
  const say = words.runs.page;
  const over = isOver(run);
  const now = useTick(!over);
  const time = elapsed(run, now);
  const close = () => setAsked(null);
  const again = (part: Parameters<typeof acts.retry>[1]) =>
    void acts.retry([run.id], part).then(([started]) => started && onOpen(started.id));
  // A run that was to stop early has more before it.
  const { until } = (run.config ?? {}) as RunConfig;
  const goesOn = run.status === "completed" && Boolean(until) && until !== "picture";
  return (
    <header className={styles.runHead}>
      <a
        className={styles.back}
        href={`#${lastAddressOf("runs")}`}
        aria-label={words.runs.page.back}
        title={words.runs.page.back}
      >
        <ArrowLeft size={15} aria-hidden />
      </a>
      <h2 className="data">{words.runs.name(format.number(run.number))}</h2>
      <RunStateSign status={run.status} />
      {time === null ? null : <span className={`${styles.time} data`}>{timeText(format, run, time)}</span>}
      {run.quality === null ? null : <QualityMark quality={run.quality} />}
      {run.degraded ? <DegradedMark /> : null}
      {run.person ? <span className="cut quiet data">{run.person}</span> : null}
      <span className={styles.gap} />
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar is no fieldset */}
      <div role="group" aria-label={say.actions} className={styles.tools}>
        {mayWrite && !over ? (
          <Button
            variant="default"
            leftSection={<Square size={12} aria-hidden />}
            disabled={run.cancelRequestedAt !== null}
            onClick={() => setAsked({ act: "cancel" })}
          >
            {run.cancelRequestedAt === null ? say.cancel : say.cancelling}
          </Button>
        ) : null}
        {mayWrite && goesOn ? (
          <Button leftSection={<FastForward size={13} aria-hidden />} onClick={() => again({ toTheEnd: true })}>
            {say.toTheEnd}
          </Button>
        ) : null}
        {mayWrite && over ? (
          <Button
            variant="default"
            leftSection={<RotateCcw size={13} aria-hidden />}
            onClick={() => setAsked({ act: "retry", from: firstChoice(run) })}
          >
            {say.retry}
          </Button>
        ) : null}
        <RunMenu
          run={run}
          onLike={onAgain}
          onSame={() => again({ from: "needs", seed: run.seed })}
          onRetry={(from) => setAsked({ act: "retry", from })}
        />
      </div>
      <DialogBoundary subject={`run ${run.id} ${asked?.act}`} onClose={close}>
        {asked?.act === "cancel" && !over ? <CancelDialog run={run} log={log} onClose={close} /> : null}
        {asked?.act === "retry" ? <RetryDialog run={run} from={asked.from} onClose={close} onOpen={onOpen} /> : null}
      </DialogBoundary>
    </header>
  );
}
