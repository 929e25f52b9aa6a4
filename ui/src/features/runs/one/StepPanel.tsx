// What a step had, asked, was answered and made: each attempt for itself.
import { useState } from "react";
import type { Run, RunStep } from "../../../backend";
import { Card } from "../../../shared/Card";
import { CopyButton } from "../../../shared/CopyButton";
import { useFormat } from "../../../shared/format";
import { JsonTree } from "../../../shared/JsonTree";
import { Tabs } from "../../../shared/Tabs";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { agentWord, kindWord } from "../run";
import { answerOf, type Log } from "./log";
import { attemptOf, type Finding, findingsOf } from "./output";

type Part = "output" | "input" | "question" | "answer" | "warnings";

export function StepPanel({ run, step, log }: { run: Run; step: number; log: Log }) {
  const words = useWords();
  const format = useFormat();
  const [chosen, setChosen] = useState<{ step: number; attempt: number } | null>(null);
  const attempts = run.steps.filter((one) => one.step === step);
  const own = chosen?.step === step ? attempts.find((one) => one.attempt === chosen.attempt) : null;
  const attempt = own ?? attemptOf(run.steps, step);
  return (
    <Card
      title={`${step}. ${agentWord(words, step)}`}
      testId="step"
      aside={
        attempts.length > 1 && attempt ? (
          <select
            className={styles.chip}
            aria-label={words.runs.steps.attempts(format.count(attempts.length))}
            value={attempt.attempt}
            onChange={(event) => setChosen({ step, attempt: Number(event.currentTarget.value) })}
          >
            {attempts.map((one) => (
              <option key={one.attempt} value={one.attempt}>
                {words.runs.steps.attempt(format.number(one.attempt))}
                {one.errorKind ? ` · ${kindWord(words, one.errorKind)}` : ""}
              </option>
            ))}
          </select>
        ) : null
      }
    >
      {attempt && attempt.status !== "skipped" ? (
        <Parts key={`${step} ${attempt.attempt}`} attempt={attempt} answered={answerOf(log, step, attempt.attempt)} />
      ) : (
        <p className="quiet">{attempt ? words.runs.tabs.skipped : words.runs.tabs.toCome}</p>
      )}
    </Card>
  );
}

function Parts({ attempt, answered }: { attempt: RunStep; answered: string }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.tabs;
  const findings = findingsOf(attempt.warnings);
  // Whoever looks while the answer comes in wants to see it come in.
  const [chosen, setChosen] = useState<Part | null>(null);
  const part = chosen ?? (attempt.status === "running" && answered !== "" ? "answer" : "output");
  const failed = attempt.status === "failed";
  const answer = attempt.answer ?? (answered === "" ? null : answered);
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
      <Tabs<Part>
        label={say.label}
        at={part}
        onTab={setChosen}
        tabs={[
          {
            key: "output",
            label: say.output,
            panel: <Json value={attempt.output} none={failed ? say.noOutputFailed : say.noOutput} />,
          },
          { key: "input", label: say.input, panel: <Json value={attempt.input} none={say.noInput} /> },
          { key: "question", label: say.question, panel: <Question value={attempt.question} /> },
          {
            key: "answer",
            label: say.answer,
            panel: (
              <>
                {attempt.status === "running" && answer !== null ? <p className="quiet">{say.streaming}</p> : null}
                <Plain text={answer} none={attempt.status === "running" ? say.noAnswer : say.noQuestion} />
              </>
            ),
          },
          {
            key: "warnings",
            label: say.warnings,
            count: findings.length > 0 ? format.number(findings.length) : undefined,
            tone: findings.length > 0 ? "warn" : undefined,
            panel: <Findings findings={findings} />,
          },
        ]}
      />
    </>
  );
}

function Json({ value, none }: { value: unknown; none: string }) {
  if (value === null || value === undefined) return <p className="quiet">{none}</p>;
  return (
    <div className={styles.json}>
      <JsonTree value={value} open={2} searchable />
    </div>
  );
}

/** A question by its parts: texts as texts, everything else folded. */
function Question({ value }: { value: unknown }) {
  const words = useWords();
  const say = words.runs.tabs;
  if (value === null || value === undefined) return <p className="quiet">{say.noQuestion}</p>;
  const parts = typeof value === "object" ? Object.entries(value) : [];
  const texts = parts.filter((one): one is [string, string] => typeof one[1] === "string" && one[0] !== "schemaName");
  const rest = Object.fromEntries(parts.filter(([key, part]) => typeof part !== "string" || key === "schemaName"));
  const names: Record<string, string> = { system: say.system, user: say.user, prompt: say.prompt };
  if (texts.length === 0) return <Json value={value} none={say.noQuestion} />;
  return (
    <div className={styles.parts}>
      {texts.map(([key, text]) => (
        <section key={key}>
          <h3>{names[key] ?? key}</h3>
          <Plain text={text} none="" />
        </section>
      ))}
      {Object.keys(rest).length > 0 ? (
        <section>
          <h3>{say.schema}</h3>
          <JsonTree value={rest} open={0} />
        </section>
      ) : null}
    </div>
  );
}

function Plain({ text, none }: { text: string | null; none: string }) {
  if (text === null) return <p className="quiet">{none}</p>;
  return (
    <div className={styles.plain}>
      <CopyButton small text={() => text} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre className="data mono" tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}

function Findings({ findings }: { findings: Finding[] }) {
  const words = useWords();
  const say = words.runs.tabs;
  if (findings.length === 0) return <p className="quiet">{say.noWarnings}</p>;
  return (
    <ul className={`${styles.findings} data`}>
      {findings.map((finding, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity and never move
        <li key={at} data-severity={finding.severity}>
          <span className={styles.mark} data-tone={finding.severity === "critical" ? "bad" : "warn"}>
            {finding.severity === "critical" ? say.critical : say.warning}
          </span>
          <span>
            {finding.path ? <code className="mono">{finding.path}</code> : null} {finding.message}
            {finding.rule ? <span className="quiet"> · {finding.rule}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
