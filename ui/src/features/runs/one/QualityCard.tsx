// How good the run is and why: four checks of a quarter each, what would raise them, and which criteria were missed.
import type { Run } from "../../../backend";
import { Card } from "../../../shared/Card";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { QualityMark } from "../RunState";
import styles from "../Runs.module.css";
import { isOver } from "../run";
import type { Made } from "./output";

const CHECKS = ["needDiversity", "hasParadox", "promptStructure", "imageValidation"] as const;

export function QualityCard({ run, made }: { run: Run; made: Made }) {
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
                {check.raise ? <p className="quiet small">{say.raise[check.raise] ?? check.raise}</p> : null}
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
