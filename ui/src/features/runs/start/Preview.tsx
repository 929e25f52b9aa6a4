// What a run would begin with, beside its form: the needs with what they were read from, what pulls them apart, and who
// and what may be drawn. It only tells; whether the run is started never waits for it.
import { useId } from "react";
import type { RunPreview } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { Radar } from "../../../shared/Radar";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
import runs from "../Runs.module.css";
import { type NeedSeen, needsOf, paradoxesOf } from "./analysis";
import { type Chance, Chances } from "./Chances";
import styles from "./Start.module.css";
import type { RunCheck } from "./useRunCheck";

interface Props {
  check: RunCheck;
  /** Somebody is chosen, and nothing is known to be wrong. */
  usable: boolean;
  /** Something is chosen or written at all. */
  begun: boolean;
  /** No model will be asked about the needs. */
  offline: boolean;
}

export function Preview({ check, usable, begun, offline }: Props) {
  const words = useWords();
  const format = useFormat();
  const id = useId();
  const say = words.newRun.preview;
  const { preview, older, error, asking } = check;
  const shown = usable && !error ? preview : null;
  return (
    <section className={styles.preview} aria-labelledby={id} aria-busy={asking} data-testid="run-preview">
      <h3 id={id}>{say.title}</h3>
      <p role="status" className="unseen">
        {shown ? say.done(format.count(shown.archetypes.length)) : ""}
      </p>
      {shown ? (
        <div className={styles.previewed} data-older={older || undefined}>
          <p className="quiet small">{older ? say.older : offline ? say.sameEngine : say.offline}</p>
          <Previewed preview={shown} />
        </div>
      ) : !begun ? (
        <p className="quiet">{say.waiting}</p>
      ) : !usable || error?.code === "Invalid" ? (
        <p className="quiet">{say.faulty}</p>
      ) : error ? (
        <p className="quiet">
          {say.failed} <span className="data">{error.message}</span>
        </p>
      ) : (
        <SkeletonLines lines={7} height={20} />
      )}
    </section>
  );
}

function Previewed({ preview }: { preview: RunPreview }) {
  const words = useWords();
  const say = words.newRun.preview;
  const paradoxes = paradoxesOf(preview.analysis);
  const archetypes = preview.archetypes.map(
    (one): Chance => ({ id: one.id, label: one.displayName || one.name, chance: one.chance }),
  );
  const experiences = preview.experiences.map(
    (one): Chance => ({ id: one.id, label: one.title, note: words.needs[one.need], chance: one.chance }),
  );
  return (
    <>
      <Needs needs={needsOf(preview.analysis)} />
      <section>
        <h4>{say.paradoxes}</h4>
        {paradoxes.length === 0 ? <p className="quiet">{say.noParadox}</p> : null}
        <ul className="data">
          {paradoxes.map((one) => (
            <li key={`${one.needA} ${one.needB}`}>
              <strong>
                {words.needs[one.needA]} ↔ {words.needs[one.needB]}
              </strong>{" "}
              {one.description}
            </li>
          ))}
        </ul>
      </section>
      <Chances title={say.archetypes} chances={archetypes} />
      <Chances title={say.experiences} chances={experiences} />
    </>
  );
}

function Needs({ needs }: { needs: NeedSeen[] }) {
  const words = useWords();
  const format = useFormat();
  const say = words.newRun.preview;
  const card = words.runs.card;
  const two = (value: number) => format.decimal(value, 2);
  if (needs.length === 0) return null;
  return (
    <section>
      <Radar
        label={say.needs}
        size={190}
        spokes={needs.map((one) => ({ label: words.needs[one.need], value: one.observed, other: one.hidden }))}
        format={two}
      />
      <p className={runs.legend}>
        <span data-line="solid">{card.observed}</span>
        <span data-line="dashed">{card.hidden}</span>
      </p>
      <h4>{say.evidence}</h4>
      {needs.map((one) => (
        <details key={one.need} className={styles.need}>
          <summary>
            <strong>{words.needs[one.need]}</strong>{" "}
            <span className="quiet small">{say.values(two(one.observed), two(one.hidden))}</span>
          </summary>
          {one.seen.length + one.unseen.length === 0 ? <p className="quiet">{say.noEvidence}</p> : null}
          <Evidence title={say.seen} texts={one.seen} />
          <Evidence title={say.unseen} texts={one.unseen} />
        </details>
      ))}
    </section>
  );
}

function Evidence({ title, texts }: { title: string; texts: string[] }) {
  if (texts.length === 0) return null;
  return (
    <p className="data">
      <span className="quiet small">{title}</span> {texts.join(" · ")}
    </p>
  );
}
