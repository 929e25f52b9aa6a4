// What the table of runs draws in its own way: states as signs and words, times that run, links to other runs.
import { CornerDownRight, TriangleAlert } from "lucide-react";
import { type ReactNode, useCallback } from "react";
import type { RunSummary } from "../../../backend";
import { useFormat, useNow } from "../../../shared/format";
import type { Column, GridRow, Naming } from "../../../shared/grid/types";
import { asRun } from "../../../shared/runRows";
import { useWords } from "../../../words/words";
import { batchAddress } from "../batches/useBatchesPlace";
import { DegradedMark, QualityMark, RunStateSign } from "../RunState";
import styles from "../Runs.module.css";
import { elapsed, isOver, timeText } from "../run";
import { runAddress } from "../useRunsPlace";
import own from "./List.module.css";
import { basedWord } from "./useRunNaming";

const STEPS = 5;
const None = () => <span className="quiet">–</span>;

export function useDrawRun(naming: Naming) {
  const words = useWords();
  const format = useFormat();
  return useCallback(
    (column: Column, value: unknown, row: GridRow): ReactNode | undefined => {
      const run = asRun(row);
      const label = () => naming.optionLabel(column.key, String(value));
      switch (column.key) {
        case "number":
          return <RunLink id={run.id} number={run.number} />;
        case "status":
          return <State run={run} naming={naming} />;
        case "stepsDone":
          return <Steps run={run} />;
        case "durationMs":
          return <Elapsed run={run} />;
        case "quality":
          return run.quality === null ? <None /> : <QualityMark quality={run.quality} />;
        case "tokens":
        case "promptTokens":
        case "completionTokens":
          return value === 0 ? <None /> : format.compact(Number(value));
        case "costUsd":
          return run.costUsd === 0 ? <None /> : format.usd(run.costUsd);
        case "engine":
          return (
            <span className={own.pair}>
              <span className="cut">{label()}</span>
              {run.degraded ? <DegradedMark short /> : null}
            </span>
          );
        case "degraded":
          return run.degraded ? <DegradedMark /> : <None />;
        case "warnings":
          return run.warnings === 0 ? (
            <None />
          ) : (
            <span className={own.pair}>
              <TriangleAlert size={12} aria-hidden className={own.warns} />
              {format.number(run.warnings)}
            </span>
          );
        case "basedOnNumber":
          return run.basedOn === null || run.basedOnNumber === null ? (
            <None />
          ) : (
            <span className={own.pair}>
              <CornerDownRight size={11} aria-hidden className={own.based} />
              <RunLink id={run.basedOn} number={run.basedOnNumber} how={basedWord(words, run.basedOnKind)} />
            </span>
          );
        case "batchNumber":
          return run.batchId === null || run.batchNumber === null ? (
            <None />
          ) : (
            <a className={own.link} href={`#${batchAddress(run.batchId)}`} tabIndex={-1} data-open>
              #{run.batchNumber}
            </a>
          );
        case "triage":
          return <span className={run.triage === "new" ? "quiet" : undefined}>{label()}</span>;
        case "createdAt":
        case "startedAt":
        case "completedAt":
          return typeof value === "string" ? <Ago at={value} /> : <None />;
        case "seed":
        case "failedStep":
          return value === null ? <None /> : String(value);
        default:
          if (value === null || value === "") return <None />;
          return column.kind.kind === "text" && !column.kind.lines ? (
            <span className={`${own.line} cut`}>{label()}</span>
          ) : undefined;
      }
    },
    [words, format, naming],
  );
}

/** `data-open`: a click on it opens, and marks no cell. */
function RunLink({ id, number, how }: { id: string; number: number; how?: string }) {
  const words = useWords();
  const name = words.runs.name(String(number));
  return (
    <a
      className={own.link}
      href={`#${runAddress(id)}`}
      tabIndex={-1}
      aria-label={how ? words.runList.basedOn(name, how) : name}
      title={how}
      data-open
    >
      #{number}
    </a>
  );
}

function State({ run, naming }: { run: RunSummary; naming: Naming }) {
  const words = useWords();
  return (
    <span className={own.pair}>
      <RunStateSign status={run.status} />
      {isOver(run) || run.status === "pending" ? null : <Steps run={run} />}
      {run.dryRun ? <span className={styles.mark}>{words.runs.list.dryRun}</span> : null}
      {run.status === "failed" ? (
        <span className="cut quiet" title={run.error ?? ""}>
          {naming.optionLabel("errorKind", run.errorKind ?? "internal")}
        </span>
      ) : null}
    </span>
  );
}

function Steps({ run }: { run: RunSummary }) {
  const words = useWords();
  return (
    <span className="quiet" title={words.runList.steps(String(run.stepsDone))}>
      {run.stepsDone}/{STEPS}
    </span>
  );
}

function Elapsed({ run }: { run: RunSummary }) {
  return isOver(run) || run.startedAt === null ? <Took run={run} now={0} /> : <Ticking run={run} />;
}

function Ticking({ run }: { run: RunSummary }) {
  return <Took run={run} now={useNow(1)} />;
}

function Took({ run, now }: { run: RunSummary; now: number }) {
  const format = useFormat();
  const time = elapsed(run, now);
  return time === null ? <None /> : timeText(format, run, time);
}

function Ago({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time className={`${own.line} cut`} dateTime={at} title={format.dateTime(at)}>
      {format.ago(at, now)}
    </time>
  );
}
