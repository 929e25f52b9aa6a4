// What is read from the numbers of many runs: how they are spread, which stand far out. No drawing here.
import type { BatchRun } from "../../../backend";

export interface Figures {
  n: number;
  mean: number;
  /** From two values on. */
  sd: number | null;
  least: number;
  q1: number;
  median: number;
  q3: number;
  most: number;
}

/** The value below which so much of the sorted values lies, between two neighbours where it falls between them. */
function quantile(sorted: number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

export function figuresOf(values: number[]): Figures | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const all = Array.from(sorted);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const squares = all.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    n: all.length,
    mean,
    sd: all.length > 1 ? Math.sqrt(squares / (all.length - 1)) : null,
    least: all[0] ?? 0,
    q1: quantile(all, 0.25),
    median: quantile(all, 0.5),
    q3: quantile(all, 0.75),
    most: all.at(-1) ?? 0,
  };
}

/** Bars of a histogram of qualities: twenty, each of five points; the last holds a full hundred too. */
export const BARS = 20;

export function barsOf(qualities: number[]): number[] {
  const bars = Array.from({ length: BARS }, () => 0);
  for (const quality of qualities) {
    // 0.85 is kept as 0.85000000001 or 0.8499999: it belongs to the bar it is written in.
    const bar = Math.floor(Math.round(quality * 1000) / (1000 / BARS));
    const place = Math.min(BARS - 1, Math.max(0, bar));
    bars[place] = (bars[place] ?? 0) + 1;
  }
  return bars;
}

export const MEASURES = ["quality", "durationMs", "costUsd"] as const;
export type Measure = (typeof MEASURES)[number];

export interface Reason {
  measure: Measure;
  /** Further out than one and a half times the middle half is wide, or simply among the most. */
  kind: "low" | "high" | "most";
  value: number;
  /** The middle half of its engine's runs. */
  usual: [number, number];
}

export interface Outlier {
  run: BatchRun;
  reasons: Reason[];
}

const FAR = 1.5;
/** Fewer runs have no shape to stand out of. */
const FEWEST = 4;
const MOST_NAMED = 5;

/** Runs far from others with the same engine, and the slowest and costliest of all; the furthest out first. */
export function outliersOf(runs: BatchRun[], engineOf: (run: BatchRun) => string): Outlier[] {
  const completed = runs.filter((run) => run.state === "completed");
  const engines = grouped(completed, engineOf);
  const found = new Map<string, Outlier>();
  const add = (run: BatchRun, reason: Reason) => {
    const known = found.get(run.id) ?? { run, reasons: [] };
    if (!known.reasons.some((one) => one.measure === reason.measure)) known.reasons.push(reason);
    found.set(run.id, known);
  };
  for (const measure of MEASURES) {
    const usuals = new Map<string, [number, number]>();
    for (const [engine, own] of engines) {
      const figures = figuresOf(own.flatMap((run) => run[measure] ?? []));
      if (!figures) continue;
      const { q1, q3, n } = figures;
      usuals.set(engine, [q1, q3]);
      const far = (q3 - q1) * FAR;
      if (n < FEWEST || far === 0) continue;
      for (const run of own) {
        const value = run[measure];
        if (value === null || (value >= q1 - far && value <= q3 + far)) continue;
        add(run, { measure, kind: value < q1 ? "low" : "high", value, usual: [q1, q3] });
      }
    }
    if (measure === "quality" || completed.length < FEWEST) continue;
    const most = completed
      .filter((run) => (run[measure] ?? 0) > 0)
      .sort((a, b) => (b[measure] ?? 0) - (a[measure] ?? 0));
    for (const run of most.slice(0, Math.min(MOST_NAMED, completed.length >> 1)))
      add(run, { measure, kind: "most", value: run[measure] ?? 0, usual: usuals.get(engineOf(run)) ?? [0, 0] });
  }
  const far = ({ reasons }: Outlier) => reasons.filter((reason) => reason.kind !== "most").length;
  return [...found.values()].sort((a, b) => far(b) - far(a) || a.run.place - b.run.place);
}

function grouped<T>(items: T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const own = groups.get(by(item));
    if (own) own.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}

/** Failed runs by what went wrong, the most frequent first. */
export function failuresOf(runs: BatchRun[]): { kind: string; runs: BatchRun[] }[] {
  const failed = runs.filter((run) => run.state === "failed");
  return [...grouped(failed, (run) => run.errorKind ?? "internal")]
    .map(([kind, own]) => ({ kind, runs: own }))
    .sort((a, b) => b.runs.length - a.runs.length);
}
