// Batches in memory: a started one stands still until somebody lets its runs end, as `settle` does. What the backend works
// out from the runs (cells, effects) is worked out here too, so that a page never sees numbers that disagree.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";
import { failed, ok } from "./fakeAnswers";

type Tell = (change: Partial<Shell.RowsChanged> & { table: string }) => void;

export interface FakeBatch {
  id: string;
  number: number;
  spec: Shell.BatchSpec;
  runs: Shell.BatchRun[];
  createdAt: string;
  cancelledAt: string | null;
}

export interface FakeBatches {
  batches: FakeBatch[];
  templateNames: Record<string, string>;
}

const OVER = ["completed", "failed", "cancelled"];
const mean = (values: number[]) => (values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length);
function spread(values: number[]): number | null {
  const middle = mean(values);
  if (middle === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}
const numbers = (values: (number | null)[]) => values.filter((value): value is number => value !== null);

function shapeOf(spec: Shell.BatchSpec) {
  const templates: (string | null)[] = spec.templates?.length ? spec.templates : [null];
  const engines = spec.engines?.length ? spec.engines : ["offline"];
  const cells = spec.inputs.flatMap((input) =>
    templates.flatMap((templateId) => engines.map((engine) => ({ input: input.name, templateId, engine }))),
  );
  return { cells, repeats: spec.repeats ?? 1 };
}

/** A batch of which nothing has begun yet. */
export function queuedBatch(number: number, spec: Shell.BatchSpec): FakeBatch {
  const { cells, repeats } = shapeOf(spec);
  const runs = cells.flatMap((_, cell) =>
    Array.from({ length: repeats }, (_, repeat): Shell.BatchRun => {
      const place = cell * repeats + repeat;
      return {
        id: `batch-${number}-run-${place}`,
        number: number * 1000 + place,
        place,
        cell,
        repeat,
        state: "pending",
        quality: null,
        passed: null,
        durationMs: null,
        tokens: 0,
        costUsd: 0,
        errorKind: null,
        degraded: false,
        cached: false,
      };
    }),
  );
  const createdAt = new Date(Date.now() - 60_000).toISOString();
  return { id: `batch-${number}`, number, spec, runs, createdAt, cancelledAt: null };
}

/** A run that came to its end, the same at each call: differently good by cell, repeat and template. */
export function ended(run: Shell.BatchRun): Shell.BatchRun {
  const wave = ((run.cell * 7 + run.repeat * 13) % 11) / 100;
  const quality = Math.round((0.78 + wave + (run.cell % 2) * 0.04) * 1000) / 1000;
  const durationMs = 3900 + ((run.place * 37) % 90) * 10;
  return { ...run, state: "completed", quality, passed: quality >= 0.8, durationMs, tokens: 1200 + run.place * 3 };
}

export const failedRun = (run: Shell.BatchRun, errorKind: string): Shell.BatchRun => ({
  ...run,
  state: "failed",
  passed: false,
  errorKind,
  durationMs: 900,
});

export function fakeBatches(tell: Tell = () => undefined) {
  const state: FakeBatches = { batches: [], templateNames: { "default-11": "default 1.1", "calm-10": "calm 1.0" } };
  const find = (id: string) => state.batches.find((batch) => batch.id === id);
  const nameOf = (templateId: string | null) => state.templateNames[templateId ?? "default-11"] ?? templateId;

  const put = (batch: FakeBatch) => {
    state.batches = [batch, ...state.batches.filter((one) => one.id !== batch.id)].toSorted(
      (a, b) => b.number - a.number,
    );
  };
  const settle = (id: string, change: (run: Shell.BatchRun) => Shell.BatchRun = ended) => {
    const batch = find(id);
    if (!batch) return;
    put({ ...batch, runs: batch.runs.map(change) });
    tell({ table: "knock.agent_jobs", ids: [] });
  };

  const summary = (batch: FakeBatch): Shell.BatchSummary => {
    const count = (word: string) => batch.runs.filter((run) => run.state === word).length;
    const over = batch.runs.filter((run) => OVER.includes(run.state)).length;
    return {
      id: batch.id,
      number: batch.number,
      label: batch.spec.label ?? "",
      runs: batch.runs.length,
      pending: count("pending"),
      running: count("running"),
      waiting: count("waiting"),
      completed: count("completed"),
      failed: count("failed"),
      cancelled: count("cancelled"),
      etaMs: over > 0 && over < batch.runs.length ? 120_000 : null,
      costUsd: batch.runs.reduce((sum, run) => sum + run.costUsd, 0),
      createdAt: batch.createdAt,
      startedAt: over > 0 ? batch.createdAt : null,
      endedAt: over === batch.runs.length ? new Date().toISOString() : null,
      cancelledAt: batch.cancelledAt,
    };
  };

  const cellsOf = (batch: FakeBatch): Shell.BatchCell[] =>
    shapeOf(batch.spec).cells.map(({ input, templateId, engine }, cell) => {
      const runs = batch.runs.filter((run) => run.cell === cell);
      const completed = runs.filter((run) => run.state === "completed");
      const failures: Record<string, number> = {};
      for (const run of runs)
        if (run.state === "failed")
          failures[run.errorKind ?? "internal"] = (failures[run.errorKind ?? "internal"] ?? 0) + 1;
      const judged = runs.filter((run) => run.passed !== null);
      return {
        input,
        template: nameOf(templateId),
        templateId,
        engine,
        runs: runs.length,
        completed: completed.length,
        failed: runs.filter((run) => run.state === "failed").length,
        cancelled: runs.filter((run) => run.state === "cancelled").length,
        passRate: judged.length === 0 ? null : judged.filter((run) => run.passed).length / judged.length,
        quality: mean(numbers(completed.map((run) => run.quality))),
        qualitySpread: spread(numbers(completed.map((run) => run.quality))),
        durationMs: mean(numbers(completed.map((run) => run.durationMs))),
        durationSpreadMs: spread(numbers(completed.map((run) => run.durationMs))),
        tokens: mean(completed.map((run) => run.tokens)),
        costUsd: runs.reduce((sum, run) => sum + run.costUsd, 0),
        degraded: runs.filter((run) => run.degraded).length,
        failures,
        numbers: runs.map((run) => run.number),
      };
    });

  const effectsOf = (batch: FakeBatch): Shell.BatchEffect[] => {
    const { cells } = shapeOf(batch.spec);
    const [a, b] = batch.spec.templates ?? [];
    if (!a || !b) return [];
    const of = (template: string, pick: (run: Shell.BatchRun) => number | null) =>
      batch.runs.filter((run) => cells[run.cell]?.templateId === template).map(pick);
    return (["quality", "durationMs", "tokens"] as const).flatMap((measure): Shell.BatchEffect[] => {
      const [left, right] = [of(a, (run) => run[measure]), of(b, (run) => run[measure])];
      const pairs = left.flatMap((one, at) => {
        const other = right[at];
        return one === null || other === null || other === undefined ? [] : [{ one, other }];
      });
      if (pairs.length === 0) return [];
      const differences = pairs.map(({ one, other }) => other - one);
      const difference = mean(differences) ?? 0;
      const error = (spread(differences) ?? 0) / Math.sqrt(pairs.length);
      const sides = { one: pairs.map(({ one }) => one), other: pairs.map(({ other }) => other) };
      return [
        {
          by: "template",
          a: nameOf(a) ?? a,
          b: nameOf(b) ?? b,
          measure,
          n: pairs.length,
          meanA: mean(sides.one) ?? 0,
          meanB: mean(sides.other) ?? 0,
          sdA: spread(sides.one),
          sdB: spread(sides.other),
          difference,
          low: pairs.length > 1 ? difference - 2 * error : null,
          high: pairs.length > 1 ? difference + 2 * error : null,
          p: pairs.length > 1 ? (Math.abs(difference) > 2 * error ? 0.001 : 0.4) : null,
        },
      ];
    });
  };

  const answers = {
    batchStart: (spec) => {
      const batch = queuedBatch(Math.max(11, ...state.batches.map((one) => one.number)) + 1, spec);
      if (batch.runs.length === 0 || batch.runs.length > 20_000)
        return failed("Invalid", "a batch has from 1 to 20000 runs", "inputs");
      put(batch);
      tell({ table: "knock.batches", operation: "insert", ids: [batch.id] });
      return ok(summary(batch));
    },
    batchList: () => ok(state.batches.map(summary)),
    batchGet: (id) => {
      const batch = find(id);
      if (!batch) return failed("NotFound", `there is no batch ${id}`);
      return ok({ ...summary(batch), spec: batch.spec, cells: cellsOf(batch) });
    },
    batchRuns: (id) => ok(find(id)?.runs ?? []),
    batchEffects: (id) => {
      const batch = find(id);
      return ok(batch ? effectsOf(batch) : []);
    },
    batchFile: (id, format) => ok(`/home/mina/Downloads/${id}.${format}`),
    batchCancel: (id) => {
      const left = find(id)?.runs.filter((run) => !OVER.includes(run.state)).length ?? 0;
      settle(id, (run) => (OVER.includes(run.state) ? run : { ...run, state: "cancelled", errorKind: "cancelled" }));
      return ok(left);
    },
    batchResume: (id) => {
      const broken = find(id)?.runs.filter((run) => run.state === "failed" || run.state === "cancelled").length ?? 0;
      const anew = { state: "pending" as const, quality: null, passed: null, durationMs: null, errorKind: null };
      settle(id, (run) => (run.state === "failed" || run.state === "cancelled" ? { ...run, ...anew } : run));
      return ok(broken);
    },
  } satisfies Partial<typeof Commands>;

  return { answers, state, acts: { settle, put } };
}

export type BatchActs = ReturnType<typeof fakeBatches>["acts"];
