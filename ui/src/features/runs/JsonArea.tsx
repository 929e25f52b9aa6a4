// JSON that people write, with what is wrong below it and the way to its place. Whoever uses it knows what is wrong.
import { Button } from "@mantine/core";
import { CircleAlert, CircleCheck } from "lucide-react";
import { type DragEvent, type ReactNode, useRef } from "react";
import { Field } from "../../shared/Field";
import { useWords } from "../../words/words";
import styles from "./Runs.module.css";

export interface JsonProblem {
  text: string;
  /** Where it stands; null where it belongs to no place. */
  span: { from: number; to: number } | null;
}

interface Props {
  name: string;
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  problem: JsonProblem | null;
  /** Said when nothing is wrong. */
  good: ReactNode;
  rows?: number;
  autoFocus?: boolean;
}

/** The place of a line and a column, as one letter. */
export function spanAt(text: string, line: number, column: number): { from: number; to: number } {
  const before = text.split("\n").slice(0, line - 1);
  const from = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  return { from, to: Math.min(text.length, from + 1) };
}

export function JsonArea({ name, label, hint, value, onChange, problem, good, rows = 10, autoFocus }: Props) {
  const words = useWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const goThere = () => {
    const field = area.current;
    if (!problem?.span || !field) return;
    field.focus();
    field.setSelectionRange(problem.span.from, problem.span.to);
    const line = value.slice(0, problem.span.from).split("\n").length;
    field.scrollTop = Math.max(0, ((line - 3) * field.scrollHeight) / Math.max(1, value.split("\n").length));
  };
  const onDrop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    void file.text().then(onChange);
  };
  return (
    <Field name={name} label={label} hint={hint}>
      {(control) => (
        <>
          <textarea
            {...control}
            ref={area}
            data-autofocus={autoFocus || undefined}
            className={`${styles.input} mono`}
            wrap="off"
            rows={rows}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={problem ? true : undefined}
            aria-errormessage={`${control.id}-problem`}
            value={value}
            onDrop={onDrop}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <div id={`${control.id}-problem`} role="status" className={styles.problem} data-good={problem === null}>
            {problem ? (
              <>
                <CircleAlert size={13} aria-hidden /> <span>{problem.text}</span>
                {problem.span ? (
                  <Button variant="default" size="compact-xs" onClick={goThere}>
                    {words.runs.start.goThere}
                  </Button>
                ) : null}
              </>
            ) : typeof good === "string" ? (
              <>
                <CircleCheck size={13} aria-hidden /> {good}
              </>
            ) : (
              good
            )}
          </div>
        </>
      )}
    </Field>
  );
}
