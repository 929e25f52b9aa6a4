// The plain fields of forms: a line, a longer text with its count, one of a closed list, a list of sentences, a tick.
// Each is a Field: label above, hint or error below, tied together.
import { ActionIcon } from "@mantine/core";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { useWords } from "../words/words";
import { AddButton } from "./AddButton";
import { Field } from "./Field";
import { useFormat } from "./format";
import styles from "./Inputs.module.css";
import { isComposing } from "./keys";

export interface Common {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  edited?: boolean;
  disabled?: boolean | undefined;
}

interface TextProps extends Common {
  value: string;
  onChange: (value: string) => void;
  /** Shows how much of this is used up. */
  longest?: number | null;
  placeholder?: string;
  mono?: boolean;
  /** Has the focus when the dialog around it opens. */
  autoFocus?: boolean;
}

const length = (text: string) => [...text].length;

export function TextField({ value, onChange, longest, placeholder, mono, autoFocus, disabled, ...field }: TextProps) {
  const near = longest !== undefined && longest !== null && length(value) > longest * 0.8;
  return (
    <Field {...field} hint={near ? <Counter value={value} longest={longest} /> : field.hint}>
      {(control) => (
        <input
          {...control}
          data-autofocus={autoFocus || undefined}
          className={`${styles.input} ${mono ? "mono" : ""}`}
          value={value}
          placeholder={placeholder}
          readOnly={disabled}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface AreaProps extends Omit<TextProps, "autoFocus"> {
  rows?: number;
  counted?: boolean;
}

export function AreaField({
  value,
  onChange,
  longest,
  placeholder,
  rows = 3,
  counted,
  disabled,
  mono,
  ...field
}: AreaProps) {
  return (
    <Field
      {...field}
      hint={
        counted ? (
          <span className={styles.hints}>
            <span>{field.hint}</span>
            <Counter value={value} longest={longest ?? null} />
          </span>
        ) : (
          field.hint
        )
      }
    >
      {(control) => (
        <textarea
          {...control}
          className={`${styles.area} ${mono ? "mono" : ""}`}
          rows={rows}
          // Grows with its text, from so many lines on.
          style={{ minHeight: `calc(${rows} * 1.6em + 8px)` }}
          value={value}
          placeholder={placeholder}
          readOnly={disabled}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function Counter({ value, longest }: { value: string; longest: number | null }) {
  const words = useWords();
  const format = useFormat();
  const now = length(value);
  return (
    <span className={styles.counter}>
      {longest === null
        ? words.rowForms.characters(format.count(now))
        : words.grid.edit.characters(format.number(now), format.number(longest))}
    </span>
  );
}

interface ChoiceProps extends Common {
  value: string;
  options: string[];
  word: (option: string) => string;
  onChange: (value: string) => void;
  /** Offers an empty choice with this word. */
  none?: string | undefined;
}

/** A closed list; a value outside it (an older row) is kept until another is chosen. */
export function ChoiceField({ value, options, word, onChange, none, disabled, ...field }: ChoiceProps) {
  const strange = value !== "" && !options.includes(value);
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className={styles.input}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {none !== undefined || value === "" ? <option value="">{none ?? ""}</option> : null}
          {strange ? <option value={value}>{value}</option> : null}
          {options.map((option) => (
            <option key={option} value={option}>
              {word(option)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface ListProps extends Common {
  value: string[];
  onChange: (value: string[]) => void;
  add: string;
}

/** Sentences one under the other: Enter begins the next, Backspace in an empty one removes it, Alt and arrows move it. */
export function ListField({ value, onChange, add, disabled, label, name, hint, error, edited }: ListProps) {
  const words = useWords();
  const id = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const focus = (place: number) =>
    requestAnimationFrame(() => box.current?.querySelectorAll<HTMLElement>("textarea")[place]?.focus());
  const put = (next: string[], place?: number) => {
    onChange(next);
    if (place !== undefined) focus(place);
  };
  const insert = (place: number) => put(value.toSpliced(place, 0, ""), place);
  const swap = (place: number, to: number) => {
    const one = value[place];
    const other = value[to];
    if (one !== undefined && other !== undefined) put(value.with(place, other).with(to, one), to);
  };
  const onKeyDown = (place: number) => (event: KeyboardEvent) => {
    if (isComposing(event) || disabled || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      insert(place + 1);
    } else if (event.key === "Backspace" && value[place] === "") {
      event.preventDefault();
      put(value.toSpliced(place, 1), Math.max(0, place - 1));
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      swap(place, place + (event.key === "ArrowUp" ? -1 : 1));
    }
  };
  const note = error ?? hint;
  return (
    <fieldset ref={box} className={styles.listField} data-edited={edited || undefined}>
      <legend>{label}</legend>
      {value.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={place} className={styles.listLine}>
          <textarea
            name={place === 0 ? name : undefined}
            aria-label={`${label} ${place + 1}`}
            aria-invalid={error ? true : undefined}
            aria-describedby={note ? `${id}-note` : undefined}
            rows={1}
            className={styles.area}
            value={line}
            readOnly={disabled}
            onChange={(event) => onChange(value.with(place, event.currentTarget.value))}
            onKeyDown={onKeyDown(place)}
          />
          {disabled ? null : (
            <span className={styles.listTools}>
              <ActionIcon
                size={20}
                aria-label={words.rowForms.moveUp(place + 1)}
                disabled={place === 0}
                onClick={() => swap(place, place - 1)}
              >
                <ArrowUp size={12} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={20}
                aria-label={words.rowForms.moveDown(place + 1)}
                disabled={place === value.length - 1}
                onClick={() => swap(place, place + 1)}
              >
                <ArrowDown size={12} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={20}
                aria-label={words.rowForms.removeLine(place + 1)}
                onClick={() => put(value.toSpliced(place, 1), Math.max(0, place - 1))}
              >
                <X size={12} aria-hidden />
              </ActionIcon>
            </span>
          )}
        </div>
      ))}
      {disabled ? null : (
        <AddButton name={value.length === 0 ? name : undefined} onClick={() => insert(value.length)}>
          {add}
        </AddButton>
      )}
      {note ? (
        <p id={`${id}-note`} className={error ? styles.error : "quiet small"}>
          {note}
        </p>
      ) : null}
    </fieldset>
  );
}
