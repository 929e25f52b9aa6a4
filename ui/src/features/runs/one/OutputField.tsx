// The output of a step as JSON to edit: read as one types, and what the backend refused is marked at its place.
import { Button } from "@mantine/core";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useMemo, useRef } from "react";
import type { AppError } from "../../../backend";
import { Field } from "../../../shared/Field";
import { useFormat } from "../../../shared/format";
import { parseJson } from "../../../shared/grid/jsonText";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { spanOf } from "../start/inputText";
import own from "./Step.module.css";

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** Why it was refused; its field is `output` and a path in it. */
  error: AppError | null;
}

/** Where in the output a refused field lies: `output.character.keywords` is `character.keywords`. */
export const pathIn = (field: string | null): string | null => {
  const found = /^output(?:\.|(?=\[)|$)(.*)$/.exec(field ?? "");
  return found ? (found[1] ?? "") : null;
};

export function OutputField({ value, onChange, error }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.start;
  const area = useRef<HTMLTextAreaElement>(null);
  const read = useMemo(() => parseJson(value), [value]);
  const refused = pathIn(error?.field ?? null);
  const broken = "value" in read ? null : say.broken(format.number(read.line), format.number(read.column));
  const problem =
    broken ?? (error && refused !== null ? say.at(refused === "" ? words.json.label : refused, error.message) : null);
  const place = () => {
    if ("value" in read) return spanOf(value, refused ?? "");
    const before = value.split("\n").slice(0, read.line - 1);
    const from = before.reduce((sum, line) => sum + line.length + 1, 0) + read.column - 1;
    return { from, to: Math.min(value.length, from + 1) };
  };
  const goThere = () => {
    const span = place();
    const field = area.current;
    if (!span || !field) return;
    field.focus();
    field.setSelectionRange(span.from, span.to);
    const line = value.slice(0, span.from).split("\n").length;
    field.scrollTop = Math.max(0, ((line - 3) * field.scrollHeight) / Math.max(1, value.split("\n").length));
  };
  return (
    <Field name="output" label={words.runs.edit.output} hint={words.runs.edit.outputHint}>
      {(control) => (
        <>
          <textarea
            {...control}
            ref={area}
            data-autofocus
            className={`${own.text} mono`}
            wrap="off"
            rows={18}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={problem === null ? undefined : true}
            aria-errormessage={`${control.id}-problem`}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <div id={`${control.id}-problem`} role="status" className={styles.problem} data-good={problem === null}>
            {problem === null ? (
              <>
                <CircleCheck size={13} aria-hidden /> {words.runs.edit.isJson}
              </>
            ) : (
              <>
                <CircleAlert size={13} aria-hidden /> <span>{problem}</span>
                <Button variant="default" size="compact-xs" onClick={goThere}>
                  {say.goThere}
                </Button>
              </>
            )}
          </div>
        </>
      )}
    </Field>
  );
}
