// A number in the field: arrows step, and what is allowed or wrong is said under it.
import { useImperativeHandle } from "react";
import { useWords } from "../../../words/words";
import { useFormat } from "../../format";
import { readCell } from "../clipboard";
import { problemText } from "../problems";
import styles from "./editors.module.css";
import type { PanelProps } from "./panel";

export function NumberPanel({ ref, column, text, setText }: PanelProps) {
  const words = useWords();
  const format = useFormat();
  const kind = column.kind.kind === "number" ? column.kind : { min: null, max: null, whole: false };
  const read = readCell(column, text);
  useImperativeHandle(ref, () => ({
    key: (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return false;
      const small = !kind.whole && kind.max !== null && kind.max - (kind.min ?? 0) <= 1 ? 0.1 : 1;
      const step = small * (event.shiftKey ? 10 : 1) * by;
      const from = Number(text);
      const next = (Number.isFinite(from) ? from : 0) + step;
      const kept = Math.min(kind.max ?? Number.POSITIVE_INFINITY, Math.max(kind.min ?? Number.NEGATIVE_INFINITY, next));
      setText(String(Number(kept.toFixed(6))));
      return true;
    },
  }));
  const range = [
    kind.min === null ? null : words.grid.edit.from(format.number(kind.min)),
    kind.max === null ? null : words.grid.edit.to(format.number(kind.max)),
  ].filter((one) => one !== null);
  if ("problem" in read) {
    return (
      <p className={styles.wrong} role="status">
        {problemText(words, format, read.problem)}
      </p>
    );
  }
  return range.length > 0 ? <p className={styles.hint}>{range.join(", ")}</p> : null;
}
