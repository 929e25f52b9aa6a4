// Where a run stands among its steps: who is asked, which step one wants to see, how an attempt went. No drawing here.
import type { Run, RunStep } from "../../../backend";
import { isOver } from "../run";

/** The step one most likely wants to see: the one that asks, fails or runs, else the last that is done. */
export function stepOfInterest(run: Run): number {
  const gate = gateOf(run);
  if (gate !== null && gate > 0) return gate;
  if (run.failedStep) return run.failedStep;
  const begun = run.steps.filter((one) => one.status === "running" || one.status === "completed");
  const running = begun.find((one) => one.status === "running");
  if (running) return running.step;
  return isOver(run) ? 2 : (begun.at(-1)?.step ?? 1);
}

/** The step after which a person is asked; 0 for the run as a whole; null when nobody is. */
export function gateOf(run: Run): number | null {
  if (run.status !== "waiting") return null;
  const step = (run.gate as { step?: unknown } | null)?.step;
  return typeof step === "number" ? step : null;
}

export type StepWord = "pending" | "running" | "completed" | "failed" | "skipped" | "asked";

/** How a step as a whole stands. */
export function stepWord(run: Run, step: number): StepWord {
  const attempts = run.steps.filter((one) => one.step === step);
  if (gateOf(run) === step) return "asked";
  const states = attempts.map((one) => one.status);
  for (const state of ["completed", "running", "skipped", "failed"] as const) if (states.includes(state)) return state;
  return "pending";
}

/** What the engine of a step is called whose output a person wrote. */
export const EDITED = "edited";

/** Taken over from the run that this one was made from: done before this run began, at no cost of time. */
export const isReused = (run: Run, attempt: RunStep) =>
  (run.basedOnKind === "retry" || run.basedOnKind === "fork") &&
  attempt.cacheHit &&
  attempt.engine !== EDITED &&
  Date.parse(attempt.startedAt) < Date.parse(run.createdAt);

export interface Bar {
  attempt: RunStep;
  /** From 0 to 1 of the run's length. */
  from: number;
  to: number;
  ms: number;
}

const startOf = (run: Run) => Date.parse(run.startedAt ?? run.createdAt);

/** How long the run's course is so far, in milliseconds. */
export function lengthOf(run: Run, now: number): number {
  const ends = run.steps.filter((one) => !isReused(run, one)).map((one) => endOf(one, now));
  const end = isOver(run) && run.completedAt ? Date.parse(run.completedAt) : now;
  return Math.max(end, ...ends, startOf(run) + 1) - startOf(run);
}

/** The attempts of a step as parts of the run's course. */
export function barsOf(run: Run, step: number, now: number): Bar[] {
  const start = startOf(run);
  const length = lengthOf(run, now);
  const part = (at: number) => Math.min(1, Math.max(0, (at - start) / length));
  return run.steps
    .filter((one) => one.step === step && one.status !== "skipped" && !isReused(run, one))
    .map((attempt) => {
      const [from, to] = [Date.parse(attempt.startedAt), endOf(attempt, now)];
      return { attempt, from: part(from), to: part(to), ms: attempt.durationMs ?? Math.max(0, to - from) };
    });
}

const endOf = (attempt: RunStep, now: number) =>
  attempt.completedAt
    ? Date.parse(attempt.completedAt)
    : attempt.status === "running"
      ? now
      : Date.parse(attempt.startedAt) + (attempt.durationMs ?? 0);
