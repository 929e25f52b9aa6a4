// What is read from the numbers of a batch, without a page.
import { describe, expect, it } from "vitest";
import type { BatchCell, BatchRun } from "../../../backend";
import { ended, failedRun, queuedBatch } from "../../../testing/fakeBatches";
import { faultsOf, firstForm, productOf, specOf } from "./batchForm";
import { barsOf, failuresOf, figuresOf, outliersOf } from "./numbers";
import { shapeOf, standingsOf } from "./shape";

const sample = (name: string) => ({ name, source: { kind: "sample" as const, name } });
const runs = queuedBatch(1, { inputs: [sample("a")], repeats: 12 }).runs.map(ended);
const cell = (input: string, templateId: string, engine: string) =>
  ({ input, template: templateId, templateId, engine }) as BatchCell;

describe("figures", () => {
  it("are the ones of the textbook", () => {
    expect(figuresOf([2, 4, 4, 4, 5, 5, 7, 9])).toMatchObject({ n: 8, mean: 5, median: 4.5, q1: 4, q3: 5.5, most: 9 });
    expect(figuresOf([2, 4, 4, 4, 5, 5, 7, 9])?.sd).toBeCloseTo(2.138, 3);
    expect(figuresOf([3])?.sd).toBeNull();
    expect(figuresOf([])).toBeNull();
  });

  it("put a quality into the bar it is written in, and a hundred into the last", () => {
    const bars = barsOf([0.85, 0.8499999999, 0.899, 1]);
    expect(bars[17]).toBe(3);
    expect(bars[19]).toBe(1);
  });
});

describe("outliers", () => {
  const far: BatchRun[] = runs.map((run, at) => (at === 5 ? { ...run, quality: 0.3 } : run));

  it("are further out than one and a half times the middle half, with the reason", () => {
    const found = outliersOf(far, () => "offline").find(({ run }) => run.place === 5);
    expect(found?.reasons[0]).toMatchObject({ measure: "quality", kind: "low", value: 0.3 });
  });

  it("are told from runs with the same engine only", () => {
    const slow = runs.map((run, at) => (at % 2 === 0 ? run : { ...run, durationMs: 60_000 + at }));
    const kinds = outliersOf(slow, (run) => (run.place % 2 === 0 ? "offline" : "gemini")).flatMap(({ reasons }) =>
      reasons.filter(({ measure }) => measure === "durationMs").map(({ kind }) => kind),
    );
    expect(new Set(kinds)).toEqual(new Set(["most"]));
  });

  it("do not come of a handful of runs, nor of those that never ended", () => {
    expect(outliersOf(far.slice(4, 7), () => "offline")).toEqual([]);
    expect(outliersOf([failedRun(far[0] as BatchRun, "timeout")], () => "offline")).toEqual([]);
  });
});

describe("a batch", () => {
  it("groups failures by kind, the most frequent first", () => {
    const failed = runs.map((run, at) =>
      at < 3 ? failedRun(run, "timeout") : at < 4 ? failedRun(run, "server") : run,
    );
    expect(failuresOf(failed).map(({ kind, runs: own }) => [kind, own.length])).toEqual([
      ["timeout", 3],
      ["server", 1],
    ]);
  });

  it("finds the place of each cell, also of one that is missing", () => {
    const shape = shapeOf([cell("a", "t1", "offline"), cell("a", "t2", "offline"), cell("b", "t2", "offline")]);
    expect(shape.inputs).toEqual(["a", "b"]);
    expect(shape.columns.map((one) => one.templateId)).toEqual(["t1", "t2"]);
    expect(shape.cells).toEqual([
      [0, 1],
      [null, 2],
    ]);
    expect(standingsOf(runs.slice(0, 2), 2)).toEqual(["cc", ""]);
  });

  it("takes twenty thousand runs in a moment", () => {
    const many = queuedBatch(2, { inputs: Array.from({ length: 100 }, (_, at) => sample(`${at}`)), repeats: 200 });
    const all = many.runs.map(ended);
    expect(standingsOf(all, 100)[99]).toHaveLength(200);
    expect(outliersOf(all, () => "offline").length).toBeLessThan(all.length);
  });
});

describe("the form of a batch", () => {
  const form = { ...firstForm([], { like: [], templates: [] }), engines: ["offline", "gemini"], repeats: 5 };

  it("says how many runs it makes", () => {
    expect(productOf(form)).toEqual({ inputs: 1, templates: 1, engines: 2, repeats: 5, runs: 10 });
    expect(faultsOf({ ...form, repeats: 20_000 })).toEqual(["tooMany"]);
    expect(faultsOf({ ...form, seed: "-1", engines: [] })).toEqual(["engines", "seed"]);
  });

  it("gives no two inputs the same name", () => {
    const inputs = [
      { kind: "person" as const, id: "1", label: "하람" },
      { kind: "like" as const, id: "2", label: "하람" },
    ];
    expect(specOf({ ...form, inputs }).inputs).toEqual([
      { name: "하람", source: { kind: "person", id: "1" } },
      { name: "하람 (2)", source: { kind: "like", run: "2" } },
    ]);
  });
});
