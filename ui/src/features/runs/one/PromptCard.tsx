// The system prompt the character would speak by.
import type { Run } from "../../../backend";
import { Card } from "../../../shared/Card";
import { CopyButton } from "../../../shared/CopyButton";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { isOver } from "../run";
import type { Made } from "./output";

export function PromptCard({ run, made }: { run: Run; made: Made }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.prompt;
  const { prompt, tokens } = made;
  return (
    <Card
      title={say.title}
      testId="prompt"
      aside={prompt === null ? null : <CopyButton text={() => prompt} label={say.copy} />}
    >
      {prompt === null ? (
        <p className="quiet">{isOver(run) ? say.noneOver : say.none}</p>
      ) : (
        <>
          {tokens === null ? null : (
            <p className="quiet small">
              {say.tokens(format.count(tokens), format.count(made.characters ?? [...prompt].length))}
            </p>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
          <pre className={`${styles.prompt} data`} tabIndex={0}>
            {prompt}
          </pre>
        </>
      )}
    </Card>
  );
}
