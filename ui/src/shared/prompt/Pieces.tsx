// The text of a rendered section with its values marked and its blanks as small labels. What is done with them is heard
// by whoever shows the text: there may be thousands.
import { Fragment } from "react";
import type { Mark } from "../../backend";
import { useWords } from "../../words/words";
import type { Piece } from "./cutting";
import styles from "./marks.module.css";

export function Pieces({ pieces, marks }: { pieces: Piece[]; marks: Mark[] }) {
  const say = useWords().templateTry.preview;
  return pieces.map((piece) => {
    if (piece.kind === "plain") return <Fragment key={piece.start}>{piece.text}</Fragment>;
    const mark = marks[piece.mark];
    if (!mark) return null;
    if (piece.kind === "blank") {
      return (
        // biome-ignore lint/a11y/useSemanticElements: one of its kind with the values
        <span
          key={`blank-${piece.mark}`}
          role="button"
          tabIndex={-1}
          className={styles.blank}
          data-mark={piece.mark}
          data-blank
          aria-label={say.blankOf(mark.path)}
          title={mark.why ? say.why[mark.why.reason](mark.why.reason === "typo" ? mark.why.of : "") : undefined}
        >
          {mark.path}
        </span>
      );
    }
    return (
      // biome-ignore lint/a11y/useSemanticElements: a button would not break across lines
      <span
        key={piece.start}
        role="button"
        tabIndex={-1}
        className={styles.value}
        data-mark={piece.mark}
        data-goes-on={piece.first ? undefined : true}
        title={mark.path}
      >
        {piece.text}
      </span>
    );
  });
}
