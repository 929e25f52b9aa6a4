// What the character is told, as it is being written: the prompt the shell makes of the text of this moment and the chosen
// context. Values and blanks in it say where they come from, and lead there.
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FileText, TextCursorInput } from "lucide-react";
import { type MouseEvent, type SyntheticEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { backend, keys, type Mark, type TemplateFailure, useReady } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { CopyButton } from "../../../shared/CopyButton";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { MarkNote } from "../../../shared/prompt/MarkNote";
import { useMarkKeys } from "../../../shared/prompt/useMarkKeys";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
import type { PreviewProps } from "../parts";
import { PromptMeter } from "./Meter";
import type { Look } from "./PartText";
import { PartView } from "./PartView";
import styles from "./Preview.module.css";
import { findMark, headOf, type Part, partsOf } from "./parts";
import { failurePlace, markPlace, missingIn } from "./places";
import { useRendered } from "./useRendered";

const WHOLE = "";
// A million characters would take seconds to lay out: so many are shown at once, and more when asked for.
const AT_FIRST = 40_000;
const MORE = 200_000;

export function Preview({ source, context, onPlace }: PreviewProps) {
  const words = useWords();
  const say = words.templateTry.preview;
  const format = useFormat();
  const hint = useId();
  const ready = useReady();
  const { answer: rendered, error } = useRendered(source, context.variables);
  const settings = useQuery({
    queryKey: keys.templateSettings,
    queryFn: () => backend.templateSettingsGet(),
    enabled: ready,
  });
  const budget = useMemo(
    () => (settings.data ? { min: settings.data.minTokens, max: settings.data.maxTokens } : null),
    [settings.data],
  );

  const last = useRef<Part[]>([]);
  const parts = useMemo(() => (rendered ? partsOf(rendered, last.current) : []), [rendered]);
  useEffect(() => {
    last.current = parts;
  }, [parts]);

  const [section, setSection] = useState(WHOLE);
  const [look, setLook] = useState<Look>("plain");
  const [limit, setLimit] = useState(AT_FIRST);
  const only = parts.find(({ key }) => key === section) ?? null;
  const shown = only ? [only] : parts;

  const [chosen, setChosen] = useState<Mark | null>(null);
  const [pointed, setPointed] = useState<Mark | null>(null);
  const kept = chosen && findMark(parts, chosen);

  // Handlers of what is drawn only when it changes must not change themselves.
  const now = useRef({ source, onPlace });
  useEffect(() => {
    now.current = { source, onPlace };
  });
  const onFailure = useCallback((key: string, failure: TemplateFailure) => {
    now.current.onPlace(failurePlace(now.current.source, key, failure));
  }, []);
  const go = (mark: Mark) => onPlace(markPlace(source, mark));

  const box = useRef<HTMLElement>(null);
  const { step, onKeyDown } = useMarkKeys(box);
  const markOf = (event: SyntheticEvent): Mark | null => {
    const marked = (event.target as Element).closest<HTMLElement>("[data-mark]");
    const key = marked?.closest<HTMLElement>("[data-part]")?.dataset.part;
    return parts.find((part) => part.key === key)?.marks[Number(marked?.dataset.mark)] ?? null;
  };
  const onClick = (event: MouseEvent) => {
    const mark = markOf(event);
    // Whoever marks some text to copy it means no click.
    if (!mark || (event.detail > 0 && window.getSelection()?.type === "Range")) return;
    setChosen(mark);
    setPointed(null);
    if (mark.kind === "value") go(mark);
  };

  const missing = missingIn(source, context.variables);
  const blanks = shown.reduce((sum, part) => sum + part.marks.filter(({ kind }) => kind === "blank").length, 0);
  let room = limit;
  const limits = shown.map((part) => {
    const given = Math.max(0, room);
    room -= part.text.length;
    return given;
  });
  const head = rendered && !only ? headOf(rendered) : "";

  return (
    <section className={styles.preview} aria-label={say.label} data-testid="preview">
      <header className={styles.tools}>
        <select
          aria-label={say.shown}
          value={only ? section : WHOLE}
          onChange={(event) => setSection(event.target.value)}
        >
          <option value={WHOLE}>{say.whole}</option>
          {source.sections.map(({ key }) => (
            <option key={key} value={key}>
              {words.templates.sections[key] ?? key}
            </option>
          ))}
        </select>
        <SegmentedControl
          size="xs"
          aria-label={say.as}
          value={look}
          onChange={(choice) => setLook(choice as Look)}
          data={[
            { value: "plain", label: say.plain },
            { value: "markdown", label: say.markdown },
          ]}
        />
        {blanks > 0 ? (
          <button
            type="button"
            className={styles.blanks}
            title={say.nextBlank}
            onClick={() => step(1, "[data-blank]")?.click()}
          >
            <TextCursorInput size={13} aria-hidden /> {say.blanks(format.count(blanks))}
          </button>
        ) : null}
        <span className={styles.right}>
          {rendered ? (
            <CopyButton text={() => only?.text ?? rendered.prompt} label={only ? say.copySection : say.copy} />
          ) : null}
        </span>
      </header>
      {rendered ? <PromptMeter tokens={rendered.tokens} characters={rendered.characters} budget={budget} /> : null}
      {missing.length > 0 ? (
        <Banner tone="warn" title={say.missing(format.count(missing.length))}>
          <span className="data mono">{missing.map(({ name }) => name).join(", ")}</span>
        </Banner>
      ) : null}
      {error ? <ErrorNote title={say.failed} error={error} /> : null}
      {rendered ? null : error ? null : <SkeletonLines lines={8} />}
      {rendered?.prompt === "" && !only && parts.every(({ error }) => error === null) ? (
        <EmptyState icon={FileText} title={say.empty} text={say.emptyText} />
      ) : null}
      <p id={hint} className="unseen">
        {say.keys}
      </p>
      {/* biome-ignore-start lint/a11y: it hears for the thousands of values in it, and scrolls */}
      <section
        ref={box}
        className={`${styles.scroll} data`}
        aria-label={say.prompt}
        aria-describedby={hint}
        tabIndex={0}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onMouseOver={(event) => setPointed(markOf(event))}
        onMouseLeave={() => setPointed(null)}
        onFocus={(event) => setPointed(markOf(event))}
        onBlur={() => setPointed(null)}
      >
        {head === "" ? null : <p className={styles.head}>{head}</p>}
        {shown.map((part, place) =>
          limits[place] === 0 ? null : (
            <PartView
              key={part.key}
              part={part}
              look={look}
              budget={budget}
              limit={limits[place] ?? 0}
              onOnly={only ? null : setSection}
              onFailure={onFailure}
            />
          ),
        )}
        {room < 0 ? (
          <button type="button" className={styles.more} onClick={() => setLimit(limit + MORE)}>
            {say.more(format.count(-room))}
          </button>
        ) : null}
      </section>
      {/* biome-ignore-end lint/a11y: as above */}
      {rendered && parts.some(({ marks }) => marks.length > 0) ? (
        <MarkNote mark={pointed ?? kept} chosen={kept !== null && (pointed ?? kept) === kept} onGo={go} />
      ) : null}
    </section>
  );
}
