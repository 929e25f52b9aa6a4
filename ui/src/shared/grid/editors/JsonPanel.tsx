// JSON beside its cell: as a form made from the column's schema, or as text. What the form does not know it keeps.
import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { type KeyboardEvent, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../../../words/words";
import { useFormat } from "../../format";
import { isComposing } from "../../keys";
import { readCell } from "../clipboard";
import { problemText } from "../problems";
import { same } from "../types";
import styles from "./editors.module.css";
import { JsonForm } from "./JsonForm";
import type { PanelProps } from "./panel";

const pretty = (value: unknown) => (value === null || value === undefined ? "" : JSON.stringify(value, null, 2));

export function JsonPanel({ ref, column, value, naming, commit, cancel }: PanelProps) {
  const words = useWords();
  const format = useFormat();
  const id = useId();
  const schema = column.kind.kind === "json" ? column.kind.schema : {};
  // A value that was refused as text is no JSON yet.
  const refused = typeof value === "string" && schema.type !== "string";
  const [text, setText] = useState(() => (refused ? value : pretty(value)));
  const formed = schema.properties !== undefined || schema.items !== undefined || schema.enum !== undefined;
  const [raw, setRaw] = useState(!formed || refused);
  const box = useRef<HTMLDivElement>(null);
  const read = readCell({ ...column, required: column.required && text.trim() === "" }, text);
  const parsed = "value" in read ? read.value : parsedOrNothing(text);

  // The popover's focus trap puts the focus where this says.
  useLayoutEffect(() => {
    box.current?.querySelector("textarea, input:not([type=radio]), select")?.setAttribute("data-autofocus", "");
  }, []);
  useImperativeHandle(ref, () => ({
    read: () => {
      if ("problem" in read) return { ...read, text };
      return same(read.value, value) ? "unchanged" : read;
    },
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    // Tab belongs to the trap around the panel, everything else to the panel itself.
    if (event.key !== "Tab") event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      cancel();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      commit(read);
    }
  };

  const problem = "problem" in read ? problemText(words, format, read.problem) : null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of all its fields pass here
    <div ref={box} className={styles.json} onKeyDown={onKeyDown} role="presentation">
      {formed ? (
        <SegmentedControl
          value={raw ? "raw" : "form"}
          onChange={(choice) => setRaw(choice === "raw")}
          aria-label={naming.title(column.key)}
          data={[
            { value: "form", label: words.grid.edit.form, disabled: parsed === undefined },
            { value: "raw", label: words.grid.edit.raw },
          ]}
        />
      ) : null}
      {raw ? (
        <Textarea
          aria-label={naming.title(column.key)}
          aria-describedby={`${id}-why`}
          error={problem !== null}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          rows={Math.min(18, Math.max(6, text.split("\n").length + 1))}
          spellCheck={false}
          classNames={{ input: "mono" }}
        />
      ) : (
        <JsonForm
          name={naming.title(column.key)}
          schema={schema}
          value={parsed}
          label={(key) => words.columns[key] ?? key}
          onChange={(next) => setText(pretty(next))}
        />
      )}
      <p id={`${id}-why`} className={styles.wrong} role="status">
        {problem}
      </p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={cancel}>
          {words.general.cancel}
        </Button>
        <Button onClick={() => commit(read)} disabled={problem !== null}>
          {words.grid.edit.apply}
        </Button>
      </div>
    </div>
  );
}

function parsedOrNothing(text: string): unknown {
  try {
    return text.trim() === "" ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}
