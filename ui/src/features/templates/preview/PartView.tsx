// One section of the prompt: what it is called and how long it is, then its text, or what keeps it from being rendered.
import { Button } from "@mantine/core";
import { CircleAlert, CornerDownLeft } from "lucide-react";
import { memo } from "react";
import type { TemplateFailure } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { type Budget, SectionMeter } from "./Meter";
import { type Look, PartText } from "./PartText";
import styles from "./Preview.module.css";
import type { Part } from "./parts";

interface Props {
  part: Part;
  look: Look;
  budget: Budget | null;
  /** How much of the text is shown. */
  limit: number;
  onOnly: ((key: string) => void) | null;
  onFailure: (key: string, failure: TemplateFailure) => void;
}

export const PartView = memo(function PartView({ part, look, budget, limit, onOnly, onFailure }: Props) {
  const words = useWords();
  const say = words.templateTry.preview;
  const { key, error } = part;
  const name = words.templates.sections[key] ?? key;
  const skipped = part.inPrompt ? null : part.text === "" ? say.skipped : say.outside;
  return (
    <section className={styles.part} data-part={key} data-skipped={skipped === null ? undefined : true}>
      <header className={styles.partHead}>
        {onOnly ? (
          <button type="button" title={say.only(name)} onClick={() => onOnly(key)}>
            {name}
          </button>
        ) : (
          <strong>{name}</strong>
        )}
        {skipped === null ? null : <span className="quiet">{skipped}</span>}
        {error === null && part.text !== "" ? (
          <SectionMeter name={name} tokens={part.tokens} characters={part.characters} budget={budget} />
        ) : null}
      </header>
      {error ? (
        <Failure name={name} failure={error} onGo={() => onFailure(key, error)} />
      ) : (
        <PartText text={shownOf(part.text, limit)} marks={part.marks} look={look} />
      )}
    </section>
  );
});

/** No half of a character at the end. */
function shownOf(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = /[\uD800-\uDBFF]/.test(text[limit - 1] ?? "");
  return text.slice(0, half ? limit - 1 : limit);
}

function Failure({ name, failure, onGo }: { name: string; failure: TemplateFailure; onGo: () => void }) {
  const say = useWords().templateTry.preview;
  const format = useFormat();
  return (
    <div className={styles.failure} role="alert">
      <CircleAlert size={14} aria-hidden />
      <div>
        <strong>{say.sectionFailed(name)}</strong>
        <p>{say.failures[failure.kind]}</p>
        <p className="data mono">{failure.message}</p>
        {failure.snippet === null ? null : <p>{say.inPart(failure.snippet, format.number(failure.line))}</p>}
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<CornerDownLeft size={12} aria-hidden />}
          onClick={onGo}
        >
          {failure.snippet === null
            ? say.goTo(format.number(failure.line), format.number(failure.column))
            : say.goToPart(failure.snippet)}
        </Button>
      </div>
    </div>
  );
}
