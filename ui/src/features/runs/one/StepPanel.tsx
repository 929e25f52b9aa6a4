// What a step had, asked, was answered and made: each attempt for itself. From here its output is edited.
import { Button } from "@mantine/core";
import { GitFork } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { type Run, type RunStep, useMayWrite } from "../../../backend";
import { Card } from "../../../shared/Card";
import { DialogBoundary } from "../../../shared/Dialog";
import { useFormat } from "../../../shared/format";
import { Tabs } from "../../../shared/Tabs";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { agentWord, engineWord, isOver, kindWord } from "../run";
import { ForkDialog } from "./ForkDialog";
import { answerOf, type Log } from "./log";
import { attemptOf, findingsOf } from "./output";
import own from "./Step.module.css";
import { Origin } from "./StepMarks";
import { Findings, Plain, Question, StepJson } from "./StepParts";

type Part = "output" | "input" | "question" | "answer" | "warnings";

interface Props {
  run: Run;
  step: number;
  log: Log;
  onOpen: (id: string) => void;
}

export function StepPanel({ run, step, log, onOpen }: Props) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const [chosen, setChosen] = useState<{ step: number; attempt: number } | null>(null);
  const [forking, setForking] = useState(false);
  const say = words.runs.tabs;
  const attempts = run.steps.filter((one) => one.step === step);
  const picked = chosen?.step === step ? attempts.find((one) => one.attempt === chosen.attempt) : null;
  const attempt = picked ?? attemptOf(run.steps, step);
  const forkable = mayWrite && isOver(run) && attempt?.status === "completed";
  return (
    <Card
      title={`${step}. ${agentWord(words, step)}`}
      testId="step"
      aside={
        forkable ? (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<GitFork size={12} aria-hidden />}
            onClick={() => setForking(true)}
          >
            {say.fork}
          </Button>
        ) : null
      }
    >
      {attempts.length > 1 && attempt ? (
        // biome-ignore lint/a11y/useSemanticElements: a row of buttons is no fieldset
        <div role="group" aria-label={say.attempts} className={own.attempts}>
          {attempts.map((one) => (
            <button
              key={one.attempt}
              type="button"
              className={styles.chip}
              aria-pressed={one === attempt}
              onClick={() => setChosen({ step, attempt: one.attempt })}
            >
              {words.runs.steps.attempt(format.number(one.attempt))}
              {one.errorKind ? ` · ${kindWord(words, one.errorKind)}` : ""}
            </button>
          ))}
        </div>
      ) : null}
      {attempt && attempt.status !== "skipped" ? (
        <Parts
          key={`${step} ${attempt.attempt}`}
          run={run}
          attempt={attempt}
          answered={answerOf(log, step, attempt.attempt)}
        />
      ) : (
        <p className="quiet">{attempt ? say.skipped : say.toCome}</p>
      )}
      <DialogBoundary subject={`fork ${run.id} ${step}`} onClose={() => setForking(false)}>
        {forking && attempt ? (
          <ForkDialog run={run} attempt={attempt} onClose={() => setForking(false)} onOpen={onOpen} />
        ) : null}
      </DialogBoundary>
    </Card>
  );
}

function Parts({ run, attempt, answered }: { run: Run; attempt: RunStep; answered: string }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.tabs;
  const findings = findingsOf(attempt.warnings);
  // Whoever looks while the answer comes in wants to see it come in.
  const [chosen, setChosen] = useState<Part | null>(null);
  const running = attempt.status === "running";
  const part = chosen ?? (running && answered !== "" ? "answer" : "output");
  const failed = attempt.status === "failed";
  const answer = attempt.answer ?? (answered === "" ? null : answered);
  const json = (kind: "stepInput" | "stepOutput" | "question" | "answer") => ({
    run: run.id,
    of: { kind, step: attempt.step, attempt: attempt.attempt },
  });
  // Its size is told of inputs and outputs only; a provider that was asked was asked something.
  const asked = attempt.provider !== null && !running && !attempt.cacheHit;
  // A panel is drawn when it is first looked at, and stays from then on.
  const seen = useRef(new Set<Part>());
  seen.current.add(part);
  const panel = (key: Part, label: string, content: ReactNode) => ({
    key,
    label,
    panel: seen.current.has(key) ? content : null,
  });
  return (
    <>
      {failed ? (
        <p className={styles.fault}>
          <strong>{kindWord(words, attempt.errorKind)}</strong> <span className="data">{attempt.error}</span>
        </p>
      ) : null}
      {attempt.fallbackUsed ? (
        <p className="quiet">{words.runs.steps.fallbackText(attempt.fallbackReason ?? "")}</p>
      ) : null}
      <Facts run={run} attempt={attempt} />
      <Tabs<Part>
        label={say.label}
        at={part}
        onTab={setChosen}
        tabs={[
          panel(
            "input",
            say.input,
            <StepJson
              {...json("stepInput")}
              value={attempt.input}
              large={attempt.inputBytes > 0}
              label={say.input}
              none={say.noInput}
            />,
          ),
          panel("question", say.question, <Question {...json("question")} value={attempt.question} large={asked} />),
          panel(
            "answer",
            say.answer,
            <>
              {running && answer !== null ? <p className="quiet">{say.streaming}</p> : null}
              {answer === null && asked ? (
                <StepJson {...json("answer")} value={null} large label={say.answer} none={say.noAnswer} />
              ) : (
                <Plain text={answer} none={running ? say.noAnswer : say.noQuestion} label={say.answer} />
              )}
            </>,
          ),
          panel(
            "output",
            say.output,
            <StepJson
              {...json("stepOutput")}
              value={attempt.output}
              large={attempt.outputBytes > 0}
              label={say.output}
              none={failed ? say.noOutputFailed : say.noOutput}
            />,
          ),
          {
            ...panel("warnings", say.warnings, <Findings findings={findings} />),
            count: findings.length > 0 ? format.number(findings.length) : undefined,
            tone: findings.length > 0 ? "warn" : undefined,
          },
        ]}
      />
    </>
  );
}

/** Who did it, how long it took and what it cost. */
function Facts({ run, attempt }: { run: Run; attempt: RunStep }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.tabs;
  const { promptTokens, completionTokens, costUsd, durationMs, provider, model, engine, outputBytes } = attempt;
  const facts: [string, string | null][] = [
    [say.by, [engineWord(words, provider ?? engine), model].filter(Boolean).join(" · ")],
    [words.runs.steps.time, durationMs === null ? null : format.duration(durationMs)],
    [say.tokensAsked, promptTokens === null ? null : format.number(promptTokens)],
    [say.tokensAnswered, completionTokens === null ? null : format.number(completionTokens)],
    [words.runs.steps.cost, costUsd === null ? null : format.usd(costUsd)],
    [say.size, outputBytes > 0 ? format.bytes(outputBytes) : null],
  ];
  return (
    <div className={`${own.facts} data`} data-testid="step-facts">
      <dl className={own.facts}>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <Origin run={run} attempt={attempt} />
    </div>
  );
}
