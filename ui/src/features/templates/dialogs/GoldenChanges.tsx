// Golden contexts before a publishing: how many change, and each word by word.
import { ChevronRight } from "lucide-react";
import type { GoldenChange } from "../../../backend";
import { TextDiff } from "../../../shared/Diff";
import { useFormat } from "../../../shared/format";
import { Status } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import styles from "../Templates.module.css";

export function GoldenChanges({ goldens }: { goldens: GoldenChange[] }) {
  const words = useWords();
  const format = useFormat();
  const say = words.templates.publish;
  const changed = goldens.filter((one) => one.changed).length;
  return (
    <section aria-label={say.goldens} className={styles.goldens}>
      <h3>{say.goldens}</h3>
      {goldens.length === 0 ? (
        <p className="quiet">{say.noGoldens}</p>
      ) : (
        <>
          <p>
            <strong data-testid="goldens-changed">
              {say.changes(format.number(changed), format.count(goldens.length))}
            </strong>{" "}
            <span className="quiet">{say.goldensText}</span>
          </p>
          {goldens.map((golden) => (
            <Golden key={golden.context} golden={golden} />
          ))}
        </>
      )}
    </section>
  );
}

function Golden({ golden }: { golden: GoldenChange }) {
  const words = useWords();
  const format = useFormat();
  const say = words.templates.publish;
  const { name, before, after, tokens, changed, errors } = golden;
  return (
    <details className={styles.entry}>
      <summary>
        <ChevronRight size={12} aria-hidden className={styles.chevron} />
        <strong>{name}</strong>
        <Status tone={changed ? "warn" : "good"}>
          {before === null ? say.first : changed ? say.changed : say.same}
        </Status>
        {errors.length > 0 ? <Status tone="bad">{say.broken(format.count(errors.length))}</Status> : null}
        <span className="quiet">{say.tokens(format.count(tokens))}</span>
      </summary>
      {errors.map((error) => (
        <p key={error} className="data">
          {error}
        </p>
      ))}
      <div className={styles.diff}>
        {before === null || !changed ? <p className={`data ${styles.plain}`}>{after}</p> : null}
        {before !== null && changed ? <TextDiff old={before} now={after} /> : null}
      </div>
    </details>
  );
}
