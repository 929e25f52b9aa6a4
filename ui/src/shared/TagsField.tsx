// Words as chips in a form: Enter or a comma adds what is typed, Backspace in the empty field takes the last away, and
// what others used is suggested. A closed set takes nothing else. The grid's cells have the same habits (TagsPanel).
import { type KeyboardEvent, useCallback, useId, useState } from "react";
import { useWords } from "../words/words";
import { Chips } from "./Chips";
import { Field } from "./Field";
import { useFormat } from "./format";
import { splitTags } from "./grid/clipboard";
import { Options } from "./grid/editors/Options";
import { stepped } from "./grid/editors/panel";
import type { Suggestion } from "./grid/types";
import type { Common } from "./Inputs";
import { isComposing } from "./keys";
import styles from "./TagsField.module.css";
import { useSuggestions } from "./useSuggestions";

interface Props extends Common {
  value: string[];
  onChange: (value: string[]) => void;
  /** The closed set it takes from. */
  options?: string[] | null;
  word?: (tag: string) => string;
  suggest?: (text: string) => Promise<Suggestion[]>;
  placeholder?: string;
}

const MOST = 10;

export function TagsField(props: Props) {
  const { value, onChange, options = null, word = (tag) => tag, suggest, placeholder, disabled, ...field } = props;
  const words = useWords();
  const format = useFormat();
  const listId = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [active, setActive] = useState<string | undefined>();
  const onOption = useCallback((id: string | undefined) => setActive(id), []);
  const found = useSuggestions({ open, text, options, word, suggest, most: MOST }).filter(
    (one) => !value.includes(one.value),
  );

  const add = (typed: string[]) => {
    const known = typed
      .map((tag) => (options ? options.find((option) => matches(option, word, tag)) : tag.trim()))
      .filter((tag): tag is string => tag !== undefined && tag !== "");
    const next = [...value];
    for (const tag of known) if (!next.includes(tag)) next.push(tag);
    if (next.length > value.length) onChange(next);
    setText("");
    setAt(-1);
    // What is suggested next would cover the field below; a letter, the arrow or a click shows it again.
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || disabled) return;
    const next = open ? stepped(event, at, found.length) : null;
    if (!open && event.key === "ArrowDown") {
      event.preventDefault();
      setOpen(true);
    } else if (next !== null) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const chosen = found[at];
      add(chosen ? [chosen.value] : splitTags(text));
    } else if (event.key === "Backspace" && text === "" && value.length > 0) {
      onChange(value.slice(0, -1));
    } else if (event.key === "Escape" && open && (text !== "" || at >= 0)) {
      // Esc closes the suggestions before it closes what is around them.
      event.preventDefault();
      event.stopPropagation();
      setText("");
      setAt(-1);
      setOpen(false);
    }
  };

  return (
    <Field {...field}>
      {(control) => (
        <div
          className={styles.box}
          data-invalid={control["aria-invalid"] || undefined}
          data-disabled={disabled || undefined}
        >
          <Chips
            className={styles.chips}
            tags={value}
            word={word}
            onRemove={disabled ? null : (tag) => onChange(value.filter((one) => one !== tag))}
          />
          {disabled ? null : (
            <input
              {...control}
              role="combobox"
              aria-expanded={open && found.length > 0}
              aria-controls={listId}
              aria-activedescendant={active}
              autoComplete="off"
              placeholder={value.length === 0 ? placeholder : undefined}
              value={text}
              onFocus={() => setOpen(true)}
              onClick={() => setOpen(true)}
              onBlur={() => {
                setOpen(false);
                // A word left in the field was meant.
                if (text.trim() !== "") add(splitTags(text));
              }}
              onChange={(event) => {
                const typed = event.currentTarget.value;
                setOpen(true);
                setAt(-1);
                const composing = (event.nativeEvent as InputEvent).isComposing === true;
                if (!composing && /[,，]\s*$/.test(typed)) add(splitTags(typed.replaceAll("，", ",")));
                else setText(typed);
              }}
              onKeyDown={onKeyDown}
            />
          )}
          {open && found.length > 0 ? (
            <div className={styles.list}>
              <Options
                id={listId}
                label={field.label}
                options={found.map((one) => ({
                  key: one.value,
                  label: word(one.value),
                  detail: one.count > 0 ? words.grid.edit.used(format.count(one.count)) : undefined,
                }))}
                at={at}
                empty=""
                onPoint={setAt}
                onChoose={(place) => add([found[place]?.value ?? ""])}
                onOption={onOption}
              />
            </div>
          ) : null}
        </div>
      )}
    </Field>
  );
}

const matches = (option: string, word: (tag: string) => string, typed: string) => {
  const plain = typed.trim().toLowerCase();
  return option.toLowerCase() === plain || word(option).toLowerCase() === plain;
};
