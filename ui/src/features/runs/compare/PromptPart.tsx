// The prompts word by word: two of them against each other, and with more than two, which two.
import { useState } from "react";
import { TextDiff } from "../../../shared/Diff";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./Compare.module.css";
import { rowOf, Section } from "./Section";
import type { Column } from "./useCompared";

export function PromptPart({ columns, only }: { columns: Column[]; only: boolean }) {
  const words = useWords();
  const format = useFormat();
  const say = words.compare.prompt;
  const [chosen, choose] = useState<{ left: string | null; right: string | null }>({ left: null, right: null });
  const find = (id: string | null) => columns.find(({ run }) => run.id === id);
  // A run that was taken out leaves its place to the next one.
  const left = find(chosen.left) ?? columns.find(({ run }) => run.id !== chosen.right);
  const right = find(chosen.right) ?? columns.find(({ run }) => run.id !== left?.run.id);
  const nameOf = ({ run }: Column) => words.runs.name(format.number(run.number));
  const rows = [
    rowOf(
      columns,
      "text",
      say.text,
      ({ made }) => made.prompt,
      (prompt, { made }) =>
        words.runs.prompt.tokens(
          format.count(made.tokens ?? 0),
          format.count(made.characters ?? [...(prompt ?? "")].length),
        ),
    ),
  ];
  const pick = (side: "left" | "right", column: Column | undefined) => (
    <label>
      <span>{say[side]}</span>{" "}
      <select
        value={column?.run.id ?? ""}
        onChange={(event) =>
          choose({ left: left?.run.id ?? null, right: right?.run.id ?? null, [side]: event.currentTarget.value })
        }
      >
        {columns.map((one) => (
          <option key={one.run.id} value={one.run.id}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </label>
  );
  const [before, after] = [left?.made.prompt ?? null, right?.made.prompt ?? null];
  return (
    <Section
      id="prompt"
      title={words.runs.prompt.title}
      rows={rows}
      only={only}
      aside={
        columns.length > 2 ? (
          <span className={styles.pick}>
            {pick("left", left)}
            {pick("right", right)}
          </span>
        ) : null
      }
      wide={
        before === null || after === null || !left || !right ? (
          <p className="quiet">{say.none}</p>
        ) : before === after ? (
          <p>{say.same(nameOf(left), nameOf(right))}</p>
        ) : (
          <section className={styles.promptBox} aria-label={say.diff(nameOf(left), nameOf(right))}>
            <p className="quiet small">{say.diff(nameOf(left), nameOf(right))}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
            <div className={styles.promptDiff} tabIndex={0}>
              <TextDiff old={before} now={after} />
            </div>
          </section>
        )
      }
    />
  );
}
