// What changed in one value: word by word where both are texts, before and after otherwise.
// Removed and added are told by strike and underline and, for screen readers, by words; colour only helps.
import { diffWordsWithSpace } from "diff";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { useWords } from "../words/words";
import styles from "./Diff.module.css";

// Two long texts with nothing in common would take seconds to compare word by word.
const LONGEST = 20_000;

export function TextDiff({ old, now }: { old: string; now: string }) {
  const words = useWords();
  const parts = useMemo(
    () =>
      old.length + now.length > LONGEST
        ? [
            { value: old, removed: true, added: false },
            { value: now, removed: false, added: true },
          ]
        : diffWordsWithSpace(old, now),
    [old, now],
  );
  return (
    <p className={`${styles.text} data`}>
      {parts.map((part, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity
        if (!part.removed && !part.added) return <span key={index}>{part.value}</span>;
        const Tag = part.removed ? "del" : "ins";
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Tag key={index}>
            <span className="unseen">{part.removed ? words.diff.removed : words.diff.added} </span>
            {part.value}
          </Tag>
        );
      })}
    </p>
  );
}

/** Before and after, side by side, each drawn by the caller. */
export function ValueDiff({ before, after }: { before: ReactNode; after: ReactNode }) {
  const words = useWords();
  return (
    <div className={`${styles.pair} data`}>
      <div data-side="before">
        <span className="unseen">{words.inspector.before}: </span>
        {before}
      </div>
      <span aria-hidden className={styles.arrow}>
        →
      </span>
      <div data-side="after">
        <span className="unseen">{words.inspector.after}: </span>
        {after}
      </div>
    </div>
  );
}
