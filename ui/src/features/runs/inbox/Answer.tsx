// An answer to a run that asks: with a reason, and with the output as it should be where it is edited first.
import { Button } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Agent, Run } from "../../../backend";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { parseJson } from "../../../shared/grid/jsonText";
import { TextField } from "../../../shared/Inputs";
import { isComposing, matches } from "../../../shared/keys";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import { JsonArea, type JsonProblem, spanAt } from "../JsonArea";
import { spanOf } from "../start/inputText";
import styles from "./Inbox.module.css";
import { useAnswer } from "./useAnswer";
import type { Way } from "./useInboxCommands";

interface Props {
  run: Run;
  /** The step that asks; null when the run as a whole does. */
  agent: Agent | null;
  output: unknown;
  way: Way;
  waits: boolean;
  onBack: () => void;
}

// What somebody has typed into an output stays theirs while they look at something else.
const typed = new Map<string, string>();

export function Answer({ run, agent, output, way, waits, onBack }: Props) {
  const words = useWords();
  const format = useFormat();
  const question = useWriteQuestion();
  const say = words.inbox;
  const box = useRef<HTMLFormElement>(null);
  // There is nothing to edit where a run asks as a whole, or where its output is too large.
  const edits = way === "edit" && agent !== null && output !== null;
  const original = JSON.stringify(output, null, 2);
  const place = `${run.id} ${agent}`;
  const [text, setText] = useState(() => typed.get(place) ?? original);
  const [reason, setReason] = useState("");
  const { mutate, isPending, error, reset } = useAnswer(run, () => {
    typed.delete(place);
    onBack();
  });
  const parsed = parseJson(text);
  const broken = edits && !("value" in parsed) ? parsed : null;
  const problem: JsonProblem | null = broken
    ? {
        text: words.runs.start.broken(format.number(broken.line), format.number(broken.column)),
        span: spanAt(text, broken.line, broken.column),
      }
    : error?.code === "Invalid" && error.field?.startsWith("output")
      ? refusal(text, error.field, error.message)
      : null;
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("textarea, input")?.focus();
  }, []);
  const onText = (next: string) => {
    typed.set(place, next);
    setText(next);
    if (error) reset();
  };
  const onSubmit = (event?: FormEvent) => {
    event?.preventDefault();
    if (isPending || broken || !waits) return;
    const changed = edits && text !== original && "value" in parsed ? parsed.value : null;
    void question().then(
      (yes) =>
        yes && mutate({ decision: way === "reject" ? "reject" : "approve", reason: reason.trim(), output: changed }),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") onBack();
    else if (matches(event, "mod+enter")) onSubmit();
    else return;
    event.preventDefault();
  };
  return (
    <form
      ref={box}
      className={styles.answer}
      data-way={way}
      aria-label={say[way]}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      data-testid="answer"
    >
      {edits ? (
        <JsonArea
          name="output"
          label={say.editor(words.runs.agents[agent])}
          hint={say.editorHint}
          value={text}
          onChange={onText}
          problem={problem}
          good={text === original ? say.unchanged : say.checked}
          rows={16}
        />
      ) : null}
      <TextField
        name="reason"
        label={say.reason}
        hint={edits ? say.reasonHintEdit : say.reasonHint}
        value={reason}
        onChange={setReason}
      />
      {error && !problem ? <ErrorNote title={say.actFailed} error={error} /> : null}
      <div className={styles.ways}>
        <Button type="submit" loading={isPending} disabled={!waits || broken !== null}>
          {say.confirm[way]}
        </Button>
        <Button variant="default" onClick={onBack}>
          {say.cancel}
        </Button>
      </div>
    </form>
  );
}

/** The backend's path begins with `output`; in the text that is the whole. */
function refusal(text: string, field: string, message: string): JsonProblem {
  const path = field.replace(/^output\.?/, "");
  return { text: path === "" ? message : `${path}: ${message}`, span: spanOf(text, path) };
}
