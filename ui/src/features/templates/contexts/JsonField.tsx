// JSON as people write it: a text with numbered lines, and below it the first place at which it is none, with the way there.
import { Button } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { type UIEvent, useRef } from "react";
import { Field } from "../../../shared/Field";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./Contexts.module.css";
import { offsetOf, type Read } from "./context";

interface Props {
  name: string;
  value: string;
  read: Read;
  error: string | undefined;
  edited: boolean;
  disabled: boolean;
  onChange: (value: string) => void;
}

export function JsonField({ name, value, read, error, edited, disabled, onChange }: Props) {
  const say = useWords().templateTry.contexts;
  const format = useFormat();
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = useRef<HTMLPreElement>(null);
  const count = value.split("\n").length;
  const broken = "broken" in read ? read.broken : null;
  const problem = broken
    ? say.broken(format.number(broken.line), format.number(broken.column))
    : "noObject" in read
      ? say.notAnObject
      : error;
  const goThere = () => {
    if (!broken || !area.current) return;
    const at = offsetOf(value, broken.line, broken.column);
    area.current.focus();
    area.current.setSelectionRange(at, Math.min(value.length, at + 1));
    const height = area.current.scrollHeight / count;
    area.current.scrollTop = Math.max(0, (broken.line - 3) * height);
  };
  const onScroll = (event: UIEvent<HTMLTextAreaElement>) => {
    if (lines.current) lines.current.scrollTop = event.currentTarget.scrollTop;
  };
  return (
    <Field name={name} label={say.json} hint={say.jsonHint} edited={edited}>
      {(control) => (
        <>
          <div className={styles.json} data-broken={problem === undefined ? undefined : true}>
            <pre ref={lines} aria-hidden className="mono">
              {Array.from({ length: count }, (_, at) => `${at + 1}\n`).join("")}
            </pre>
            <textarea
              {...control}
              ref={area}
              className="mono"
              wrap="off"
              spellCheck={false}
              autoComplete="off"
              aria-invalid={problem === undefined ? undefined : true}
              aria-errormessage={problem === undefined ? undefined : `${control.id}-problem`}
              rows={Math.min(24, Math.max(8, count))}
              value={value}
              readOnly={disabled}
              onScroll={onScroll}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
          </div>
          <p id={`${control.id}-problem`} className={styles.problem} role="status">
            {problem === undefined ? null : (
              <>
                <CircleAlert size={13} aria-hidden /> {problem}
                {broken ? (
                  <Button variant="default" size="compact-xs" onClick={goThere}>
                    {say.goThere}
                  </Button>
                ) : null}
              </>
            )}
          </p>
        </>
      )}
    </Field>
  );
}
