// How good the run is and why: four checks of a quarter each, what would raise them, and which criteria were missed.
import type { Run } from "../../../backend";
import { Card } from "../../../shared/Card";
import { useFormat } from "../../../shared/format";
import link from "../../../shared/Link.module.css";
import { useWords } from "../../../words/words";
import { QualityMark } from "../RunState";
import styles from "../Runs.module.css";
import { agentWord, isOver } from "../run";
import type { Made } from "./output";

/** The step that would raise a check. */
const STEP_OF: Record<string, number> = {
  moreNeeds: 1,
  fewerNeeds: 1,
  moreTension: 1,
  moreParadoxes: 1,
  prompt: 3,
  promptFindings: 3,
  picture: 5,
  preset: 5,
  pictureRules: 5,
};

const CHECKS = ["needDiversity", "hasParadox", "promptStructure", "imageValidation"] as const;

interface Props {
  run: Run;
  made: Made;
  onStep: (step: number) => void;
}

export function QualityCard({ run, made, onStep }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.quality;
  const { quality } = made;
  return (
    <Card title={say.title} testId="quality" aside={quality ? <QualityMark quality={quality.score} /> : null}>
      {quality ? null : <p className="quiet">{isOver(run) ? say.noneOver : say.none}</p>}
      {quality ? (
        <ul className={`${styles.checks} data`}>
          {CHECKS.map((name) => {
            const check = quality.checks[name];
            if (!check) return null;
            const points = format.number(Math.round(check.value * 250) / 10);
            return (
              <li key={name}>
                <span className={styles.checkName}>{say.checks[name]}</span>
                <span className="quiet">{say.points(points)}</span>
                <span className={styles.meter} aria-hidden>
                  <span style={{ width: `${check.value * 100}%` }} data-full={check.value >= 1 || undefined} />
                </span>
                {check.raise ? <Raise raise={check.raise} onStep={onStep} /> : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      {quality && quality.missed.length > 0 ? (
        <p className={styles.missed}>
          <strong>{say.missedTitle}</strong> {quality.missed.map((name) => say.missed[name] ?? name).join(", ")}
        </p>
      ) : null}
    </Card>
  );
}

function Raise({ raise, onStep }: { raise: string; onStep: (step: number) => void }) {
  const words = useWords();
  const say = words.runs.quality;
  const step = STEP_OF[raise];
  return (
    <p className="quiet small">
      {say.raise[raise] ?? raise}{" "}
      {step === undefined ? null : (
        <button type="button" className={link.link} onClick={() => onStep(step)}>
          {say.toStep(agentWord(words, step))}
        </button>
      )}
    </p>
  );
}
