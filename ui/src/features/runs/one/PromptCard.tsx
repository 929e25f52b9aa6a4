// The system prompt the character would speak by, and where each of its values came from.
import { useMemo, useRef, useState } from "react";
import type { Mark, Run } from "../../../backend";
import { addressOf } from "../../../routes";
import { Card } from "../../../shared/Card";
import { CopyButton } from "../../../shared/CopyButton";
import { useFormat } from "../../../shared/format";
import { go } from "../../../shared/navigation";
import { piecesOf } from "../../../shared/prompt/cutting";
import { MarkNote } from "../../../shared/prompt/MarkNote";
import { Pieces } from "../../../shared/prompt/Pieces";
import { useMarkKeys } from "../../../shared/prompt/useMarkKeys";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { isOver } from "../run";
import own from "./Cards.module.css";
import type { Made } from "./output";
import { usedIn, usePromptOrigin } from "./usePromptOrigin";

export function PromptCard({ run, made }: { run: Run; made: Made }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.prompt;
  const { prompt, tokens } = made;
  const origin = usePromptOrigin(run, made);
  const template = made.template?.id ?? run.templateId;
  return (
    <Card
      title={say.title}
      testId="prompt"
      aside={prompt === null ? null : <CopyButton text={() => prompt} label={say.copy} />}
    >
      {prompt === null ? (
        <p className="quiet">{isOver(run) ? say.noneOver : say.none}</p>
      ) : (
        <>
          {tokens === null ? null : (
            <p className="quiet small">
              {say.tokens(format.count(tokens), format.count(made.characters ?? [...prompt].length))}
            </p>
          )}
          {origin.data?.same && template ? (
            <Marked prompt={prompt} marks={origin.data.marks} template={template} />
          ) : (
            <>
              {origin.data || origin.isError ? (
                <p className="quiet small" data-testid="no-origin">
                  {origin.data ? say.otherwise : say.noOrigin}
                </p>
              ) : null}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
              <pre className={`${styles.prompt} data`} tabIndex={0}>
                {prompt}
              </pre>
            </>
          )}
        </>
      )}
    </Card>
  );
}

function Marked({ prompt, marks, template }: { prompt: string; marks: Mark[]; template: string }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.prompt;
  const box = useRef<HTMLElement>(null);
  const { onKeyDown } = useMarkKeys(box);
  const [pointed, setPointed] = useState<Mark | null>(null);
  const [chosen, setChosen] = useState<Mark | null>(null);
  const pieces = useMemo(() => piecesOf(prompt, marks), [prompt, marks]);
  const used = useMemo(() => usedIn(marks), [marks]);
  const markOf = (target: EventTarget): Mark | null => {
    const marked = (target as Element).closest<HTMLElement>("[data-mark]");
    return marked ? (marks[Number(marked.dataset.mark)] ?? null) : null;
  };
  /** To the next place of a variable, round and round. */
  const goTo = (places: number[]) => {
    const now = chosen ? marks.indexOf(chosen) : -1;
    const next = places.find((place) => place > now) ?? places[0];
    const mark = next === undefined ? undefined : marks[next];
    if (!mark) return;
    setChosen(mark);
    const element = box.current?.querySelector<HTMLElement>(`[data-mark="${next}"]`);
    element?.scrollIntoView?.({ block: "nearest" });
    element?.focus();
  };
  const shown = pointed ?? chosen;
  return (
    <>
      {/* biome-ignore-start lint/a11y: it hears for all the values in it, and scrolls */}
      <section
        ref={box}
        className={`${styles.prompt} ${own.marked} data`}
        aria-label={words.templateTry.preview.prompt}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={(event) => setChosen(markOf(event.target) ?? chosen)}
        onMouseOver={(event) => setPointed(markOf(event.target))}
        onMouseLeave={() => setPointed(null)}
        onFocus={(event) => setPointed(markOf(event.target))}
        onBlur={() => setPointed(null)}
      >
        <Pieces pieces={pieces} marks={marks} />
      </section>
      {/* biome-ignore-end lint/a11y: as above */}
      <MarkNote
        mark={shown}
        chosen={shown !== null && shown === chosen}
        onGo={() => go(addressOf({ page: "templates", section: template }))}
      />
      <details>
        <summary>{say.variables(format.count(used.length))}</summary>
        <ul className={own.variables} aria-label={say.variablesLabel}>
          {used.map(({ variable, marks: places, blanks }) => (
            <li key={variable}>
              <button type="button" className={styles.chip} onClick={() => goTo(places)}>
                <code className="mono">{variable}</code>
                <span className="quiet">{say.places(format.count(places.length))}</span>
                {blanks > 0 ? <span>{say.blanks(format.count(blanks))}</span> : null}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
