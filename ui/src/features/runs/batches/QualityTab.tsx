// How the qualities are spread, by template, by engine or by both: a histogram for each on one scale, and the same as a table.
import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import type { BatchRun } from "../../../backend";
import { CopyButton } from "../../../shared/CopyButton";
import { toCsv } from "../../../shared/csv";
import { EmptyState } from "../../../shared/EmptyState";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { engineWord } from "../run";
import styles from "./Batches.module.css";
import { Histogram } from "./Histogram";
import { BARS, barsOf, type Figures, figuresOf } from "./numbers";
import type { Shape } from "./shape";
import { useMeasureText } from "./useMeasureText";

const GROUPINGS = ["all", "template", "engine", "both"] as const;
type Grouping = (typeof GROUPINGS)[number];

interface Group {
  name: string;
  figures: Figures;
  bars: number[];
}

function useGroups(runs: BatchRun[], shape: Shape, by: Grouping): Group[] {
  const words = useWords();
  return useMemo(() => {
    const named = shape.columns.map(({ template, engine }) => {
      const names = { template: template ?? words.batches.defaultTemplate, engine: engineWord(words, engine) };
      if (by === "both") return `${names.template} · ${names.engine}`;
      return by === "all" ? words.batches.allRuns : names[by];
    });
    const values = new Map<string, number[]>(named.map((name) => [name, []]));
    for (const run of runs)
      if (run.quality !== null) values.get(named[shape.columnOf[run.cell] ?? 0] ?? "")?.push(run.quality);
    return [...values].flatMap(([name, own]): Group[] => {
      const figures = figuresOf(own);
      return figures ? [{ name, figures, bars: barsOf(own) }] : [];
    });
  }, [runs, shape, by, words]);
}

export function QualityTab({ runs, shape }: { runs: BatchRun[]; shape: Shape }) {
  const words = useWords();
  const format = useFormat();
  const measure = useMeasureText();
  const say = words.batches.distribution;
  const [by, setBy] = useState<Grouping>(() => (shape.columns.length > 1 ? "both" : "all"));
  const [asTable, setAsTable] = useState(false);
  const groups = useGroups(runs, shape, by);
  if (groups.length === 0) return <EmptyState title={say.none} text={say.noneText} />;
  const points = (value: number) => measure.show("quality", value);
  const used = groups.flatMap(({ bars }) => bars.flatMap((count, bar) => (count > 0 ? [bar] : [])));
  const range: [number, number] = [Math.max(0, Math.min(...used) - 1), Math.min(BARS - 1, Math.max(...used) + 1)];
  const tallest = Math.max(...groups.flatMap(({ bars }) => bars));
  const heads = [say.group, say.n, say.mean, say.sd, say.least, say.q1, say.median, say.q3, say.most];
  const bars = Array.from({ length: range[1] - range[0] + 1 }, (_, at) => range[0] + at);
  const barName = (bar: number) => `${format.number((bar * 100) / BARS)}–${format.number(((bar + 1) * 100) / BARS)}`;
  const rows = groups.map(({ name, figures, bars: counts }) => [
    name,
    format.number(figures.n),
    points(figures.mean),
    figures.sd === null ? "–" : points(figures.sd),
    ...[figures.least, figures.q1, figures.median, figures.q3, figures.most].map(points),
    ...bars.map((bar) => format.number(counts[bar] ?? 0)),
  ]);
  const table = [[...heads, ...bars.map(barName)], ...rows];
  return (
    <div data-testid="distribution">
      <div className={styles.line}>
        <SegmentedControl
          size="xs"
          aria-label={say.by}
          value={by}
          onChange={(value) => setBy(value as Grouping)}
          data={GROUPINGS.map((value) => ({ value, label: say.groupings[value] }))}
        />
        <label className={styles.tick}>
          <input type="checkbox" checked={asTable} onChange={(event) => setAsTable(event.currentTarget.checked)} />
          {words.general.asTable}
        </label>
        <CopyButton text={() => toCsv(table)} label={words.general.copyCsv} />
      </div>
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section className={styles.runs} tabIndex={0} aria-label={say.title}>
          <table aria-label={say.title} className={styles.figures}>
            <thead>
              <tr>
                {table[0]?.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="data">
              {rows.map(([name, ...values]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {values.map((value, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a number is known by its column
                    <td key={at}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <ul className={styles.histograms}>
          {groups.map(({ name, figures, bars: counts }, at) => (
            <li key={name}>
              <div>
                <strong className="data">{name}</strong>
                <p className="quiet small data">
                  {say.line(
                    format.count(figures.n),
                    measure.spread("quality", figures.mean, figures.sd),
                    points(figures.median),
                  )}
                </p>
              </div>
              <Histogram
                series={at}
                bars={counts}
                range={range}
                tallest={tallest}
                mean={figures.mean}
                barName={barName}
                label={say.text(
                  name,
                  format.count(figures.n),
                  points(figures.mean),
                  points(figures.q1),
                  points(figures.q3),
                )}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
