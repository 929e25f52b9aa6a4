// What is to be known of one value or blank of the prompt: which variable, which path, why it is blank, where it is written.
import { Button } from "@mantine/core";
import { CornerDownLeft } from "lucide-react";
import type { Mark } from "../../backend";
import { useWords } from "../../words/words";
import { useFormat } from "../format";
import styles from "./marks.module.css";

interface Props {
  /** Chosen, or only pointed at. */
  mark: Mark | null;
  chosen: boolean;
  onGo: (mark: Mark) => void;
}

export function MarkNote({ mark, chosen, onGo }: Props) {
  const words = useWords();
  const say = words.templateTry.preview;
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a note about something is no form
    <div
      className={styles.note}
      role="group"
      aria-label={say.note}
      aria-live={chosen ? "polite" : "off"}
      data-testid="mark-note"
    >
      {mark ? (
        <>
          <p className={styles.noteText}>
            <strong>{mark.kind === "blank" ? say.blank : say.value}</strong>
            {mark.why ? <span>{say.why[mark.why.reason](mark.why.reason === "typo" ? mark.why.of : "")}</span> : null}
            <span className="data">
              {say.variable} <code>{mark.path.split(".")[0]}</code>
            </span>
            <span className="data">
              {say.path} <code>{mark.path}</code>
            </span>
            <span className="data">
              {say.expression} <code>{mark.expression}</code>
            </span>
            {mark.snippet === null ? null : <span>{say.inPart(mark.snippet, format.number(mark.line))}</span>}
          </p>
          {chosen ? (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<CornerDownLeft size={12} aria-hidden />}
              onClick={() => onGo(mark)}
            >
              {mark.snippet === null
                ? say.goTo(format.number(mark.line), format.number(mark.column))
                : say.goToPart(mark.snippet)}
            </Button>
          ) : null}
        </>
      ) : (
        <p className="quiet">{say.hint}</p>
      )}
    </div>
  );
}
