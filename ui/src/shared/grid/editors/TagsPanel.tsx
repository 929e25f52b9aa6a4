// Words as chips: Enter or a comma adds what is typed, Backspace in the empty field takes the last one away, and what
// others used is suggested with its count. No word stands there twice; a closed set takes nothing else.
import { X } from "lucide-react";
import { useEffect, useImperativeHandle, useRef, useState } from "react";
import { useWords } from "../../../words/words";
import { useFormat } from "../../format";
import { joinTags, optionOf, type Read, splitTags } from "../clipboard";
import { checkValue, type Problem, problemText } from "../problems";
import { type Suggestion, same } from "../types";
import styles from "./editors.module.css";
import { Options } from "./Options";
import { type PanelProps, stepped } from "./panel";

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export function TagsPanel(props: PanelProps) {
  const { ref, column, value, text, setText, naming, commit, listId, onOption } = props;
  const words = useWords();
  const format = useFormat();
  const closed = column.kind.kind === "tags" ? column.kind.options : null;
  const [tags, setTags] = useState(() => list(value));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pointed, setPointed] = useState<{ text: string; at: number } | null>(null);
  const label = (tag: string) => (closed ? naming.optionLabel(column.key, tag) : tag);
  const suggestions = useSuggestions(props, closed).filter((one) => !tags.includes(one.value));
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
      {tags.length > 0 ? (
        <ul className={styles.chips}>
          {tags.map((tag) => (
            <li key={tag}>
              {label(tag)}
              <button
                type="button"
                tabIndex={-1}
                aria-label={words.grid.edit.removeTag(label(tag))}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setTags(tags.filter((one) => one !== tag))}
              >
                <X size={11} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
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

const MOST = 12;

function useSuggestions({ column, text, naming, lookups }: PanelProps, closed: string[] | null): Suggestion[] {
  const [found, setFound] = useState<Suggestion[]>([]);
  const suggest = useRef(lookups.suggest);
  const { key } = column;
  const search = text.trim();
  useEffect(() => {
    if (closed || !suggest.current) return;
    let left = false;
    suggest.current(key, search).then(
      (answer) => left || setFound(answer.slice(0, MOST)),
      // Suggestions are a help: without them one types the word.
      () => left || setFound([]),
    );
    return () => {
      left = true;
    };
  }, [key, search, closed]);
  if (!closed) return found;
  const plain = search.toLowerCase();
  return closed
    .filter((one) => [one, naming.optionLabel(key, one)].some((name) => name.toLowerCase().includes(plain)))
    .map((value) => ({ value, count: 0 }));
}
