// The day in numbers, or the honest word that there are none.
import { Activity } from "lucide-react";
import type { Day } from "../../backend";
import { Card } from "../../shared/Card";
import { EmptyState } from "../../shared/EmptyState";
import { useFormat } from "../../shared/format";
import { useWords } from "../../words/words";
import styles from "./Home.module.css";

// Quality is kept as 0..1 and spoken of as 0..100.
export const qualityOf100 = (quality: number) => Math.round(quality <= 1 ? quality * 100 : quality);

export function DayCard({ day }: { day: Day }) {
  const words = useWords();
  const format = useFormat();
  if (day.runs === 0) {
    return (
      <Card title={words.home.day} testId="day">
        <EmptyState icon={Activity} title={words.home.noRuns} text={words.home.noRunsText} testId="day-empty" />
      </Card>
    );
  }
  const figures: [string, string, string?][] = [
    [
      words.home.runs,
      format.number(day.runs),
      day.failed > 0 ? words.home.failed(format.count(day.failed)) : undefined,
    ],
    [words.home.success, day.successRate === null ? "–" : format.percent(day.successRate)],
    [
      words.home.quality,
      day.meanQuality === null ? "–" : format.number(qualityOf100(day.meanQuality)),
      words.home.qualityOf,
    ],
    [words.home.p95, day.p95Ms === null ? "–" : format.duration(day.p95Ms)],
    [words.home.tokens, format.compact(day.tokens)],
    [words.home.cost, format.usd(day.costUsd)],
  ];
  return (
    <Card title={words.home.day} testId="day">
      <dl className={styles.figures}>
        {figures.map(([name, value, note]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="data">
              {value} {note ? <small>{note}</small> : null}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
