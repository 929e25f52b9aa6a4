// One value of any row, drawn for reading: needs as a radar, colours as swatches, tags as chips, long text as text,
// JSON folded. What a value is, valueKind.ts decides.
import { useState } from "react";
import type { Need } from "../backend";
import { useWords } from "../words/words";
import { useFormat } from "./format";
import { JsonTree } from "./JsonTree";
import { Radar } from "./Radar";
import styles from "./Value.module.css";
import { isWorded, kindOf, NEEDS } from "./valueKind";

export function Swatch({ colour, label }: { colour: string; label?: string }) {
  return (
    <span className={styles.swatch}>
      <span className={styles.colour} style={{ background: colour }} aria-hidden />
      {label ? <span className="quiet">{label}</span> : null}
      <code className="mono">{colour}</code>
    </span>
  );
}

export function Chips({ items }: { items: string[] }) {
  return (
    <ul className={styles.chips}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

/** The word for a value of a closed list, or the value itself. */
export function useValueWord(): (value: string) => string {
  const words = useWords();
  return (value) => words.needs[value as Need] ?? words.values[value] ?? value;
}

const FOLD_AT = 700;

/** Text of any length: whitespace kept, long text folded until asked for. */
export function LongText({ text, source }: { text: string; source?: boolean }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const folds = text.length > FOLD_AT;
  return (
    <div className={source ? styles.source : styles.prose}>
      <p className={source ? "mono" : undefined}>{folds && !open ? `${text.slice(0, FOLD_AT)}…` : text}</p>
      {folds ? (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.general.showLess : words.general.showAll}
        </button>
      ) : null}
    </div>
  );
}

export function Value({ column, value }: { column: string; value: unknown }) {
  const words = useWords();
  const format = useFormat();
  const word = useValueWord();
  const known = kindOf(column, value);
  switch (known.kind) {
    case "nothing":
      return <span className="quiet">{words.inspector.empty}</span>;
    case "yesNo":
      return <span>{known.value ? words.general.yes : words.general.no}</span>;
    case "number":
      return <span>{format.number(known.value)}</span>;
    case "date":
      return <time dateTime={known.value}>{format.dateTime(known.value)}</time>;
    case "word":
      return <span>{word(known.value)}</span>;
    case "needs":
      return (
        <Radar
          label={words.columns.need_profile ?? column}
          spokes={NEEDS.map((need) => ({ label: words.needs[need], value: known.value[need] }))}
          format={(number) => format.decimal(number, 2)}
        />
      );
    case "colour":
      return <Swatch colour={known.value} />;
    case "colours":
      return (
        <div className={styles.swatches}>
          {known.value.map(([name, colour]) => (
            <Swatch key={name} colour={colour} label={words.columns[name] ?? name} />
          ))}
        </div>
      );
    case "chips":
      return <Chips items={isWorded(column) ? known.value.map(word) : known.value} />;
    case "list":
      return (
        <ul className={styles.list}>
          {known.value.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case "line":
      return <span>{known.value}</span>;
    case "prose":
      return <LongText text={known.value} />;
    case "source":
      return <LongText text={known.value} source />;
    case "sources":
      return (
        <div className={styles.sections}>
          {known.value.map(([name, text]) => (
            <details key={name}>
              <summary>{words.columns[name] ?? name}</summary>
              <LongText text={text} source />
            </details>
          ))}
        </div>
      );
    case "pairs":
      return (
        <dl className={styles.pairs}>
          {known.value.map(([name, part]) => (
            <div key={name}>
              <dt>{words.columns[name] ?? name}</dt>
              <dd>{typeof part === "string" ? word(part) : String(part)}</dd>
            </div>
          ))}
        </dl>
      );
    case "json":
      return <JsonTree value={known.value} searchable={JSON.stringify(known.value).length > 1500} />;
  }
}
