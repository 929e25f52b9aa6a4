// The comparison in one sentence or two: how many runs, in how much they differ, and which did best.
import type { RunDifference } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { qualityPoints } from "../run";
import { settingsRows } from "./partRows";
import type { Column } from "./useCompared";

export function useSummary(columns: Column[], differences: RunDifference[] | null): string {
  const words = useWords();
  const format = useFormat();
  const say = words.compare.summary;
  if (differences === null) return "";
  const settings = settingsRows(columns, differences, { words, format }).filter((row) => row.differs).length;
  const judged = columns.filter(({ run }) => run.quality !== null);
  const best = judged.toSorted((a, b) => (b.run.quality ?? 0) - (a.run.quality ?? 0))[0]?.run;
  const apart = judged.some(({ run }) => run.quality !== best?.quality);
  return [
    say.differ(
      format.count(columns.length),
      format.count(settings),
      format.count(differences.filter(({ path }) => path.startsWith("output.")).length),
    ),
    best && apart
      ? say.best(words.runs.name(format.number(best.number)), format.number(qualityPoints(best.quality ?? 0)))
      : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}
