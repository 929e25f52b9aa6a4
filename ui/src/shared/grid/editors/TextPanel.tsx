// What is said under a text while it is written: how many characters are left, near the end of what fits, and what is wrong.
import { useImperativeHandle } from "react";
import { useWords } from "../../../words/words";
import { useFormat } from "../../format";
import { readCell } from "../clipboard";
import { problemText } from "../problems";
import styles from "./editors.module.css";
import type { PanelProps } from "./panel";

export function hasHint(props: Pick<PanelProps, "column" | "text">): boolean {
  const { kind } = props.column;
  if (kind.kind !== "text") return false;
  const near = kind.longest !== null && [...props.text].length > kind.longest * 0.8;
  return near || "problem" in readCell(props.column, props.text);
}

export function TextPanel({ ref, column, text }: PanelProps) {
  const words = useWords();
  const format = useFormat();
  useImperativeHandle(ref, () => ({}));
  const { kind } = column;
  const read = readCell(column, text);
  const longest = kind.kind === "text" ? kind.longest : null;
  if ("problem" in read) {
    return (
      <p className={styles.wrong} role="status">
        {problemText(words, format, read.problem)}
      </p>
    );
  }
  return longest === null ? null : (
    <p className={styles.hint} role="status">
      {words.grid.edit.characters(format.number([...text].length), format.number(longest))}
    </p>
  );
}
