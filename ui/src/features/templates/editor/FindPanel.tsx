// Find and replace over all sections. It looks at the texts as they are, and goes from where the cursor was.
import { ActionIcon, Button } from "@mantine/core";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useFormat } from "../../../shared/format";
import { isComposing } from "../../../shared/keys";
import { useWords } from "../../../words/words";
import styles from "./editor.module.css";
import { setFound } from "./found";
import { findAll, type Match, pattern, type Query, replacements, step } from "./search";
import type { SectionViews } from "./sectionViews";

interface Props {
  views: SectionViews;
  query: Query;
  onQuery: (query: Query) => void;
  field: RefObject<HTMLInputElement | null>;
  replacing: boolean;
  readOnly: boolean;
  onClose: () => void;
}

export function FindPanel({ views, query, onQuery, field, replacing, readOnly, onClose }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.templateEditor.find;
  const version = useSyncExternalStore(views.subscribe, () => views.version);
  const [put, setPut] = useState("");
  const [replaced, setReplaced] = useState<number | null>(null);
  const wanted = useMemo(() => pattern(query), [query]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts are those of this version
  const matches = useMemo(
    () => (wanted instanceof RegExp ? findAll(views.texts(), wanted) : []),
    [views, wanted, version],
  );
  const spot = views.spot();
  const now = matches.findIndex(
    ({ section, from, to }) => spot?.section === section && spot.from === from && spot.to === to,
  );
  useMarks(views, matches, now);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was replaced is old news once something else is looked for
  useEffect(() => setReplaced(null), [query]);

  const go = (match: Match | undefined) => {
    if (match) views.go(match.section, match.from, match.to, false);
  };
  const walk = (by: 1 | -1) => go(matches[step(matches, views.order, views.spot(), by)]);
  const replaceOne = () => {
    const match = matches[now];
    if (!match) return walk(1);
    views.change(replacements([match], put, query.regex));
    const after = wanted instanceof RegExp ? findAll(views.texts(), wanted) : [];
    go(after[step(after, views.order, views.spot(), 1)]);
  };
  const replaceAll = () => {
    if (matches.length === 0) return;
    views.change(replacements(matches, put, query.regex));
    setReplaced(matches.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === "Enter" && event.target === field.current) {
      event.preventDefault();
      walk(event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) replaceAll();
      else replaceOne();
    }
  };
  const count =
    replaced !== null
      ? say.replaced(format.count(replaced))
      : now === -1
        ? say.count(format.count(matches.length))
        : say.place(format.number(now + 1), format.number(matches.length));
  const wrong = wanted instanceof Error;

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known by every engine we meet
    <div role="search" aria-label={say.label} className={styles.find} onKeyDown={onKeyDown} data-testid="find-panel">
      <div className={styles.findRow}>
        <input
          ref={field}
          type="text"
          aria-label={say.find}
          placeholder={say.find}
          className={query.regex ? "mono" : ""}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? "find-wrong" : undefined}
          value={query.text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onQuery({ ...query, text: event.currentTarget.value })}
        />
        <span role="status" className={styles.findCount}>
          {query.text === "" || wrong ? "" : count}
        </span>
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={query.matchCase}
          aria-label={say.matchCase}
          title={say.matchCase}
          onClick={() => onQuery({ ...query, matchCase: !query.matchCase })}
        >
          Aa
        </button>
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={query.regex}
          aria-label={say.regex}
          title={say.regex}
          onClick={() => onQuery({ ...query, regex: !query.regex })}
        >
          .*
        </button>
        <ActionIcon aria-label={say.previous} title={say.previous} onClick={() => walk(-1)}>
          <ArrowUp size={14} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={say.next} title={say.next} onClick={() => walk(1)}>
          <ArrowDown size={14} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={words.general.close} onClick={onClose}>
          <X size={14} aria-hidden />
        </ActionIcon>
      </div>
      {wrong ? (
        <p id="find-wrong" className={styles.bad}>
          {say.notRegex}
        </p>
      ) : null}
      {replacing && !readOnly ? (
        <div className={styles.findRow}>
          <input
            type="text"
            aria-label={say.with}
            placeholder={say.with}
            className={query.regex ? "mono" : ""}
            value={put}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setPut(event.currentTarget.value)}
          />
          <Button variant="default" aria-disabled={matches.length === 0} onClick={replaceOne}>
            {say.replace}
          </Button>
          <Button variant="default" aria-disabled={matches.length === 0} onClick={replaceAll}>
            {say.replaceAll}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Marks what is found in every section, for as long as the panel is open. */
function useMarks(views: SectionViews, matches: Match[], now: number) {
  useEffect(() => {
    const current = matches[now];
    for (const [key, view] of views.views()) {
      const ranges = matches.filter(({ section }) => section === key);
      const at = current ? ranges.indexOf(current) : -1;
      view.dispatch({ effects: setFound.of({ ranges, now: at === -1 ? null : at }) });
    }
  }, [views, matches, now]);
  useEffect(
    () => () => {
      for (const [, view] of views.views()) view.dispatch({ effects: setFound.of({ ranges: [], now: null }) });
    },
    [views],
  );
}
