// Words as chips: Enter or a comma adds what is typed, Backspace in the empty field takes the last one away, and what
// others used is suggested with its count. No word stands there twice; a closed set takes nothing else.
import { useImperativeHandle, useState } from "react";
import { useWords } from "../../../words/words";
import { Chips } from "../../Chips";
import { useFormat } from "../../format";
import { useSuggestions } from "../../useSuggestions";
import { joinTags, optionOf, type Read, splitTags } from "../clipboard";
import { checkValue, type Problem, problemText } from "../problems";
import { same } from "../types";
import styles from "./editors.module.css";
import { Options } from "./Options";
import { type PanelProps, stepped } from "./panel";

const MOST = 12;

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export function TagsPanel(props: PanelProps) {
  const { ref, column, value, text, setText, naming, lookups, commit, listId, onOption } = props;
  const words = useWords();
  const format = useFormat();
  const closed = column.kind.kind === "tags" ? column.kind.options : null;
  const [tags, setTags] = useState(() => list(value));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pointed, setPointed] = useState<{ text: string; at: number } | null>(null);
  const label = (tag: string) => (closed ? naming.optionLabel(column.key, tag) : tag);
  const suggestions = useSuggestions({
    open: true,
    text,
    options: closed,
    word: label,
    suggest: lookups.suggest && ((search) => lookups.suggest?.(column.key, search) ?? Promise.resolve([])),
    most: MOST,
  }).filter((one) => !tags.includes(one.value));
  const at = pointed?.text === text ? pointed.at : -1;

  const added = (to: string[], typed: string[]): string[] | Problem => {
    const next = [...to];
    for (const word of typed) {
      const tag = closed ? optionOf(column, closed, word, naming) : word;
      if (tag === undefined) return { what: "option", text: word };
      if (next.includes(tag)) return { what: "twice", text: word };
      next.push(tag);
    }
    return next;
  };
  const add = (typed: string[]) => {
    const next = added(tags, typed);
    if (Array.isArray(next)) {
      setTags(next);
      setText("");
      setPointed(null);
    }
    setProblem(Array.isArray(next) ? null : next);
  };
  const read = (typed: string): Read | "unchanged" => {
    const next = added(tags, splitTags(typed));
    const whole = [...tags, typed.trim()].filter((tag) => tag !== "");
    if (!Array.isArray(next)) return { problem: next, text: joinTags(whole) };
    if (same(next, list(value)) && Array.isArray(value)) return "unchanged";
    const wrong = checkValue(column, next);
    return wrong ? { problem: wrong, text: joinTags(next) } : { value: next };
  };

  useImperativeHandle(ref, () => ({
    key: (event) => {
      const next = stepped(event, at, suggestions.length);
      if (next !== null) {
        setPointed({ text, at: next });
        return true;
      }
      const chosen = suggestions[at];
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && (chosen || text.trim() !== "")) {
        add(chosen ? [chosen.value] : splitTags(text));
        return true;
      }
      if (event.key === "Backspace" && text === "" && tags.length > 0) {
        setTags(tags.slice(0, -1));
        setProblem(null);
        return true;
      }
      return false;
    },
    // A comma ends a word, unless it stands inside quotes that are still open.
    settled: (now) => {
      if (/[,，]\s*$/.test(now) && (now.match(/"/g)?.length ?? 0) % 2 === 0) add(splitTags(now.replaceAll("，", ",")));
      else setProblem(null);
    },
    read,
  }));

  return (
    <div className={styles.tags}>
      <Chips
        className={styles.chips}
        tags={tags}
        word={label}
        onRemove={(tag) => setTags(tags.filter((one) => one !== tag))}
        keepFocus
      />
      {problem ? (
        <p className={styles.wrong} role="alert">
          {problemText(words, format, problem)}
        </p>
      ) : null}
      <Options
        id={listId}
        label={naming.title(column.key)}
        options={suggestions.map((one) => ({
          key: one.value,
          label: label(one.value),
          detail: one.count > 0 ? words.grid.edit.used(format.count(one.count)) : undefined,
        }))}
        at={at}
        empty={text.trim() === "" || closed ? "" : words.grid.edit.addTag(text.trim())}
        onPoint={(index) => setPointed({ text, at: index })}
        onChoose={(index) => add([suggestions[index]?.value ?? ""])}
        onOption={onOption}
      />
      <button
        type="button"
        tabIndex={-1}
        className={styles.apply}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          const now = read(text);
          commit(now === "unchanged" ? { value } : now);
        }}
      >
        {words.grid.edit.apply}
      </button>
    </div>
  );
}
