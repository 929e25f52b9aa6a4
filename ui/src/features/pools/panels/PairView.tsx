// Two rows that resemble each other, side by side, with the words in which they differ.
import { Button } from "@mantine/core";
import type { Like, Pair } from "../../../backend";
import { TextDiff } from "../../../shared/Diff";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import own from "./DuplicatesPanel.module.css";
import styles from "./panels.module.css";

interface Props {
  pair: Pair;
  merging: boolean;
  onOpenRow: (id: string) => void;
  onHide: () => void;
  onMerge?: (() => void) | undefined;
}

export function PairView({ pair, merging, onOpenRow, onHide, onMerge }: Props) {
  const words = useWords();
  const say = words.poolPanels.duplicates;
  const format = useFormat();
  const { first, second } = pair;
  const side = (one: Like) => (
    <button type="button" className={`${styles.link} ${own.title}`} onClick={() => onOpenRow(one.id)}>
      {one.label}
    </button>
  );
  return (
    <>
      <div className={styles.row}>
        <strong>{format.percent(pair.similarity)}</strong>
        <span className="quiet">{pair.by === "title" ? say.byTitle : say.byText}</span>
        <span className={`${styles.row} ${styles.right}`}>
          <Button variant="subtle" color="gray" size="compact-xs" onClick={onHide}>
            {say.notOne}
          </Button>
          {onMerge ? (
            <Button variant="default" size="compact-xs" aria-expanded={merging} onClick={onMerge}>
              {say.merge}
            </Button>
          ) : null}
        </span>
      </div>
      <div className={`${own.sides} data`}>
        <div>
          {side(first)}
          <p>{first.text}</p>
        </div>
        <div>
          {side(second)}
          <TextDiff old={first.text} now={second.text} />
        </div>
      </div>
    </>
  );
}
