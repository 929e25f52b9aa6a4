// The five steps as a table and as bars over the run's length: every attempt a bar, live while it goes on.
import { Database, LifeBuoy, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Run, RunStep } from "../../../backend";
import { Card } from "../../../shared/Card";
import { useFormat } from "../../../shared/format";
import { Status, type StatusTone } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { AGENTS, engineWord, isOver, kindWord } from "../run";
import { useTick } from "../useTick";
import { attemptOf } from "./output";
import { barsOf, isReused, type StepWord, stepWord } from "./standing";

const TONE: Record<StepWord, StatusTone> = {
  pending: "off",
  running: "busy",
  completed: "good",
  failed: "bad",
  skipped: "off",
  asked: "warn",
};

interface Props {
  run: Run;
  at: number;
  onStep: (step: number) => void;
}

export function Waterfall({ run, at, onStep }: Props) {
  const words = useWords();
  const say = words.runs.steps;
  const now = useTick(!isOver(run) && run.status !== "waiting", 100);
  return (
    <Card title={say.title} flush testId="waterfall">
      <table className={`${styles.waterfall} data`} aria-label={say.label}>
        <thead>
          <tr>
            <th scope="col">{say.step}</th>
            <th scope="col">{say.state}</th>
            <th scope="col" className={styles.course}>
              {say.course}
            </th>
            <th scope="col">{say.time}</th>
          </tr>
        </thead>
        <tbody>
          {AGENTS.map((agent, index) => (
            <StepRow
              key={agent}
              run={run}
              step={index + 1}
              name={words.runs.agents[agent]}
              shown={at === index + 1}
              now={now}
              onStep={onStep}
            />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

interface RowProps {
  run: Run;
  step: number;
  name: string;
  shown: boolean;
  now: number;
  onStep: (step: number) => void;
}

function StepRow({ run, step, name, shown, now, onStep }: RowProps) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.steps;
  const state = stepWord(run, step);
  const bars = barsOf(run, step, now);
  const attempt = attemptOf(run.steps, step);
  const ms = bars.length > 0 ? bars.reduce((sum, bar) => sum + bar.ms, 0) : null;
  return (
    <tr data-shown={shown || undefined} data-state={state} onClick={() => onStep(step)}>
      <th scope="row">
        <button type="button" aria-pressed={shown} onClick={() => onStep(step)}>
          <span className={styles.stepNumber} aria-hidden>
            {step}
          </span>
          {name}
        </button>
      </th>
      <td>
        <Status tone={TONE[state]}>{say.states[state]}</Status>
        {attempt ? <Marks run={run} attempt={attempt} tries={bars.length} /> : null}
      </td>
      <td className={styles.course}>
        <span className={styles.track}>
          {bars.map((bar) => (
            <span
              key={bar.attempt.attempt}
              className={styles.segment}
              data-state={bar.attempt.status}
              data-fallback={bar.attempt.fallbackUsed || undefined}
              style={{ left: `${bar.from * 100}%`, width: `max(3px, ${(bar.to - bar.from) * 100}%)` }}
              title={say.bar(
                format.number(bar.attempt.attempt),
                bar.attempt.status === "failed"
                  ? kindWord(words, bar.attempt.errorKind)
                  : (say.states[bar.attempt.status as StepWord] ?? bar.attempt.status),
                format.duration(bar.ms),
              )}
            />
          ))}
        </span>
      </td>
      <td className={styles.stepTime}>{ms === null ? <span className="quiet">–</span> : format.duration(ms)}</td>
    </tr>
  );
}

/** What was special about a step: fallback, cache, taken over, several attempts, who answered, why it failed. */
function Marks({ run, attempt, tries }: { run: Run; attempt: RunStep; tries: number }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.steps;
  const reused = isReused(run, attempt);
  const tokens = (attempt.promptTokens ?? 0) + (attempt.completionTokens ?? 0);
  return (
    <span className={styles.marks}>
      {attempt.status === "failed" ? <span className="cut">{kindWord(words, attempt.errorKind)}</span> : null}
      {tries > 1 ? <Mark>{say.attempts(format.count(tries))}</Mark> : null}
      {attempt.fallbackUsed ? (
        <Mark tone="warn" title={say.fallbackText(attempt.fallbackReason ?? "")}>
          <LifeBuoy size={11} aria-hidden /> {say.fallback}
        </Mark>
      ) : null}
      {reused ? (
        <Mark title={say.reusedText}>
          <Undo2 size={11} aria-hidden /> {say.reused}
        </Mark>
      ) : attempt.cacheHit ? (
        <Mark title={say.cacheText}>
          <Database size={11} aria-hidden /> {say.cache}
        </Mark>
      ) : null}
      {attempt.provider ? <Mark title={attempt.model ?? ""}>{engineWord(words, attempt.provider)}</Mark> : null}
      {tokens > 0 ? <span className="quiet">{say.tokens(format.count(tokens))}</span> : null}
    </span>
  );
}

function Mark({ tone, title, children }: { tone?: "warn"; title?: string; children: ReactNode }) {
  return (
    <span className={styles.mark} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
