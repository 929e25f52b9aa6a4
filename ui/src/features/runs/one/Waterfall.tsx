// The five steps as bars over the run's length: every attempt a bar, inside it every call of a provider, live while it
// goes on. The same as a table of figures, and as a text for screen readers.
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Run } from "../../../backend";
import { Card } from "../../../shared/Card";
import { useFormat } from "../../../shared/format";
import { Status, type StatusTone } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { AGENTS, isOver } from "../run";
import { useTick } from "../useTick";
import { Bars } from "./Bars";
import { CourseTable } from "./CourseTable";
import { ticksOf } from "./calls";
import { courseText } from "./course";
import type { Log } from "./log";
import { attemptOf } from "./output";
import { StepMarks } from "./StepMarks";
import { barsOf, lengthOf, type StepWord, stepWord } from "./standing";
import course from "./Waterfall.module.css";

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
  log: Log;
  at: number;
  onStep: (step: number) => void;
}

export function Waterfall({ run, log, at, onStep }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.steps;
  const [table, setTable] = useState(false);
  const now = useTick(!isOver(run) && run.status !== "waiting", 100);
  const length = lengthOf(run, now);
  return (
    <Card
      title={say.title}
      flush
      testId="waterfall"
      aside={
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setTable(!table)}>
          {table ? words.general.asChart : words.general.asTable}
        </Button>
      }
    >
      <p className="unseen" data-testid="course-text">
        {courseText(words, format, run, (step) => barsOf(run, step, now))}
      </p>
      {table ? (
        <CourseTable run={run} log={log} now={now} />
      ) : (
        <table className={`${styles.waterfall} data`} aria-label={say.label}>
          <thead>
            <tr>
              <th scope="col">{say.step}</th>
              <th scope="col">{say.state}</th>
              <th scope="col">
                <span className="unseen">{say.course}</span>
                <span className={course.axis} aria-hidden>
                  {ticksOf(length).map((ms) => (
                    <span key={ms} style={{ left: `${(ms / length) * 100}%` }}>
                      {/* Words near the end would be cut off. */}
                      {ms === 0 ? "0" : ms < length * 0.88 ? format.duration(ms) : null}
                    </span>
                  ))}
                </span>
              </th>
              <th scope="col">{say.time}</th>
            </tr>
          </thead>
          <tbody>
            {AGENTS.map((agent, index) => (
              <StepRow
                key={agent}
                run={run}
                log={log}
                step={index + 1}
                name={words.runs.agents[agent]}
                shown={at === index + 1}
                now={now}
                onStep={onStep}
              />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

interface RowProps {
  run: Run;
  log: Log;
  step: number;
  name: string;
  shown: boolean;
  now: number;
  onStep: (step: number) => void;
}

function StepRow({ run, log, step, name, shown, now, onStep }: RowProps) {
  const words = useWords();
  const format = useFormat();
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
        <Status tone={TONE[state]}>{words.runs.steps.states[state]}</Status>
        {attempt ? <StepMarks run={run} attempt={attempt} tries={bars.length} /> : null}
      </td>
      <td>
        <Bars bars={bars} log={log} />
      </td>
      <td className={styles.stepTime}>{ms === null ? <span className="quiet">–</span> : format.duration(ms)}</td>
    </tr>
  );
}
