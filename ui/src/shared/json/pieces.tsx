// How the parts of any JSON look, whether it is a small tree or a viewer of millions of rows: keys, values, counts, folds.
import { ChevronDown, ChevronRight } from "lucide-react";
import { useWords } from "../../words/words";
import { useFormat } from "../format";
import styles from "./json.module.css";
import type { JsonKind } from "./source";

/** A text with what was searched for in it marked. */
function Marked({ text, found }: { text: string; found: string }) {
  const at = found === "" ? -1 : text.toLowerCase().indexOf(found.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + found.length)}</mark>
      {text.slice(at + found.length)}
    </>
  );
}

export function Key({ name, found = "" }: { name: string | number | null; found?: string }) {
  if (name === null) return null;
  return (
    <span className={styles.key}>{typeof name === "string" ? <Marked text={name} found={found} /> : String(name)}</span>
  );
}

export function Scalar({ value, found = "" }: { value: unknown; found?: string }) {
  return (
    <span data-type={value === null ? "null" : typeof value} className={styles.value}>
      {typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value) ? (
        <span className={styles.colour} style={{ background: value }} aria-hidden />
      ) : null}
      <Marked text={String(value)} found={found} />
    </span>
  );
}

export function Count({ kind, size }: { kind: JsonKind; size: number }) {
  const words = useWords();
  const count = useFormat().count(size);
  const text =
    kind === "array"
      ? words.json.items(count)
      : kind === "object"
        ? words.json.entries(count)
        : words.json.letters(count);
  return <span className={styles.count}>{text}</span>;
}

interface FoldProps {
  name: string | number | null;
  open: boolean;
  onFold: () => void;
  /** Where arrows fold, the button is for the pointer alone. */
  keys?: boolean;
}

export function Fold({ name, open, onFold, keys = true }: FoldProps) {
  const words = useWords();
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={styles.fold}
      tabIndex={keys ? undefined : -1}
      aria-expanded={open}
      aria-label={`${open ? words.json.collapse : words.json.expand} ${name ?? words.json.label}`}
      onClick={onFold}
    >
      <Chevron size={12} aria-hidden />
    </button>
  );
}
