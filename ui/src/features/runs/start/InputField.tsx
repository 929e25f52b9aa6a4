// The input of a run as JSON: read as one types, with what is wrong below and the way to its place. A file can be dropped.
import { Button } from "@mantine/core";
import { CircleAlert, CircleCheck } from "lucide-react";
import { type DragEvent, useMemo, useRef } from "react";
import { Field } from "../../../shared/Field";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { faultText, readInput, spanOf } from "./inputText";

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** What the backend refuses, and where. */
  refused: { path: string; text: string } | null;
}

const EXAMPLE = `{
  "userData": {
    "domains": ["youtube.com", "wikipedia.org"],
    "keywords": ["사이드 프로젝트", "보드게임 모임"],
    "interests": ["협동 게임"],
    "avoidTopics": []
  },
  "preferences": { "conversationStyle": "casual", "responseLength": "medium" },
  "meta": { "userName": "하람", "language": "ko" }
}
`;

export function InputField({ value, onChange, refused }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.start;
  const area = useRef<HTMLTextAreaElement>(null);
  const read = useMemo(() => readInput(value), [value]);
  const problem =
    read.state === "broken"
      ? say.broken(format.number(read.line), format.number(read.column))
      : read.state === "faulty"
        ? say.at(read.faults[0].path, faultText(say.faults, read.faults[0]))
        : refused
          ? say.at(refused.path, refused.text)
          : undefined;
  const place = () => {
    if (read.state === "broken") {
      const before = value.split("\n").slice(0, read.line - 1);
      const from = before.reduce((sum, line) => sum + line.length + 1, 0) + read.column - 1;
      return { from, to: Math.min(value.length, from + 1) };
    }
    const path = read.state === "faulty" ? read.faults[0].path : (refused?.path ?? "");
    return spanOf(value, path === "input" ? "" : path);
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
  const onDrop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    void file.text().then(onChange);
  };
  return (
    <Field name="input" label={say.input} hint={say.inputHint}>
      {(control) => (
        <>
          <textarea
            {...control}
            ref={area}
            data-autofocus
            className={`${styles.input} mono`}
            wrap="off"
            rows={10}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={problem === undefined ? undefined : true}
            aria-errormessage={`${control.id}-problem`}
            value={value}
            onDrop={onDrop}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <div id={`${control.id}-problem`} role="status" className={styles.problem} data-good={problem === undefined}>
            {problem !== undefined ? (
              <>
                <CircleAlert size={13} aria-hidden /> <span>{problem}</span>
                <Button variant="default" size="compact-xs" onClick={goThere}>
                  {say.goThere}
                </Button>
              </>
            ) : read.state === "good" ? (
              <>
                <CircleCheck size={13} aria-hidden /> {say.checked}
              </>
            ) : (
              <Button variant="default" size="compact-xs" onClick={() => onChange(EXAMPLE)}>
                {say.insertExample}
              </Button>
            )}
          </div>
        </>
      )}
    </Field>
  );
}
