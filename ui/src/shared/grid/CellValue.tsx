// One value as a cell shows it: short, on few lines, never wider than its column. Value.tsx draws the same value at
// leisure; here it must be read at a glance among hundreds.
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "../../words/words";
import type { Format } from "../format";
import styles from "./CellValue.module.css";
import { joinTags } from "./clipboard";
import type { Column, Naming } from "./types";

const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
// Nobody reads more than this in a cell, and long texts cost time to lay out.
const MOST = 400;

export const isHex = (value: unknown): value is string => typeof value === "string" && HEX.test(value.trim());

const cut = (text: string) => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);

/** The value as plain words: for screen readers, previews and titles. */
export function plainText(column: Column, value: unknown, naming: Naming, format: Format): string {
  if (value === null || value === undefined) return "";
  const { kind } = column;
  if (typeof value === "string") {
    if (kind.kind === "choice") return naming.optionLabel(column.key, value);
    if (kind.kind === "reference") return naming.referenceLabel?.(column.key, value) ?? value;
    return kind.kind === "time" ? format.dateTime(value) : cut(value);
  }
  if (typeof value === "number") return String(value);
  if (Array.isArray(value) && kind.kind === "tags") {
    return joinTags(value.map((tag) => (kind.options ? naming.optionLabel(column.key, String(tag)) : String(tag))));
  }
  return typeof value === "boolean" ? String(value) : cut(JSON.stringify(value));
}

interface Props {
  column: Column;
  value: unknown;
  naming: Naming;
  format: Format;
  onToggle?: (() => void) | undefined;
}

export function CellValue({ column, value, naming, format, onToggle }: Props): ReactNode {
  const { kind } = column;
  if (kind.kind === "flag" && typeof value !== "string") return <Flag value={value} onToggle={onToggle} />;
  if (value === null || value === undefined) return null;
  if (kind.kind === "tags" && Array.isArray(value)) {
    return (
      <span className={styles.tags}>
        {value.slice(0, 30).map((tag) => (
          <span key={String(tag)}>{kind.options ? naming.optionLabel(column.key, String(tag)) : String(tag)}</span>
        ))}
      </span>
    );
  }
  const text = plainText(column, value, naming, format);
  if (kind.kind === "color" && isHex(value)) {
    return (
      <span className={styles.color}>
        <span className={styles.swatch} style={{ background: value }} aria-hidden />
        {text}
      </span>
    );
  }
  if (kind.kind === "time" && typeof value === "string")
    return (
      <time dateTime={value} className={styles.text}>
        {text}
      </time>
    );
  return <span className={styles.text}>{text}</span>;
}

function Flag({ value, onToggle }: { value: unknown; onToggle: (() => void) | undefined }) {
  const words = useWords();
  const on = value === true;
  const sign = on ? (
    <Check size={13} strokeWidth={3} aria-hidden />
  ) : value === false ? null : (
    <Minus size={12} aria-hidden />
  );
  return (
    <>
      <span className={styles.flag} data-on={on || undefined} aria-hidden onPointerDown={onToggle} data-toggle>
        {sign}
      </span>
      <span className="unseen">{on ? words.general.yes : value === false ? words.general.no : words.general.none}</span>
    </>
  );
}
