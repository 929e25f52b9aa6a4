// What was special about a step: fallback, cache, taken over, edited, several attempts, who answered, why it failed.
import { Database, LifeBuoy, PencilLine, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Run, RunStep } from "../../../backend";
import { useFormat } from "../../../shared/format";
import link from "../../../shared/Link.module.css";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { engineWord, kindWord } from "../run";
import { runAddress } from "../useRunsPlace";
import { EDITED, isReused } from "./standing";

interface Props {
  run: Run;
  attempt: RunStep;
  tries: number;
}

export function StepMarks({ run, attempt, tries }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.steps;
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
      <Origin run={run} attempt={attempt} />
      {attempt.provider ? <Mark title={attempt.model ?? ""}>{engineWord(words, attempt.provider)}</Mark> : null}
      {tokens > 0 ? <span className="quiet">{say.tokens(format.count(tokens))}</span> : null}
    </span>
  );
}

/** Where the output came from, if this run did not make it. */
export function Origin({ run, attempt }: Omit<Props, "tries">) {
  const words = useWords();
  const say = words.runs.steps;
  if (attempt.engine === EDITED)
    return (
      <Mark title={say.editedText}>
        <PencilLine size={11} aria-hidden /> {say.edited}
      </Mark>
    );
  if (isReused(run, attempt))
    return (
      <Mark title={say.reusedText}>
        <Undo2 size={11} aria-hidden /> {say.reused} <OldRun run={run} />
      </Mark>
    );
  if (!attempt.cacheHit) return null;
  return (
    <Mark title={say.cacheText}>
      <Database size={11} aria-hidden /> {say.cache}
    </Mark>
  );
}

function OldRun({ run }: { run: Run }) {
  const words = useWords();
  const format = useFormat();
  if (!run.basedOn || run.basedOnNumber === null) return null;
  return (
    <a className={link.link} href={`#${runAddress(run.basedOn)}`} onClick={(event) => event.stopPropagation()}>
      {words.runs.name(format.number(run.basedOnNumber))}
    </a>
  );
}

function Mark({ tone, title, children }: { tone?: "warn"; title?: string; children: ReactNode }) {
  return (
    <span className={styles.mark} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
