// The course of a run in words and figures: what the bars show, for the table behind them and for screen readers.
import type { Run, RunStep } from "../../../backend";
import type { Format } from "../../../shared/format";
import type { Words } from "../../../words/en";
import { AGENTS, engineWord, kindWord } from "../run";
import type { Call } from "./calls";
import { type Bar, isReused, type StepWord, stepWord } from "./standing";

export const purposeWord = (words: Words, purpose: string): string => words.runs.steps.purposes[purpose] ?? purpose;

/** How an attempt stands: its state, or why it failed. */
export function attemptWord(words: Words, attempt: RunStep): string {
  if (attempt.status === "failed") return kindWord(words, attempt.errorKind);
  return words.runs.steps.states[attempt.status as StepWord] ?? attempt.status;
}

export const callWord = (words: Words, call: Call): string =>
  call.failure ? kindWord(words, call.failure) : words.runs.steps.states.completed;

export function barText(words: Words, format: Format, bar: Bar): string {
  const { attempt, ms } = bar;
  return words.runs.steps.bar(format.number(attempt.attempt), attemptWord(words, attempt), format.duration(ms));
}

export function callText(words: Words, format: Format, call: Call): string {
  const { purpose, provider, ms } = call;
  const name = purposeWord(words, purpose);
  return words.runs.steps.call(name, engineWord(words, provider), callWord(words, call), format.duration(ms));
}

/** The whole course as one text: every step, how it went and how long it took. */
export function courseText(words: Words, format: Format, run: Run, barsOf: (step: number) => Bar[]): string {
  const say = words.runs.steps;
  const steps = AGENTS.map((agent, index) => {
    const step = index + 1;
    const bars = barsOf(step);
    const ms = bars.reduce((sum, bar) => sum + bar.ms, 0);
    const reused = run.steps.some((one) => one.step === step && isReused(run, one));
    return [
      `${words.runs.agents[agent]}: ${reused ? say.reused : say.states[stepWord(run, step)]}`,
      ...(ms > 0 ? [format.duration(ms)] : []),
      ...(bars.length > 1 ? [say.attempts(format.count(bars.length))] : []),
    ].join(", ");
  });
  return `${say.summary(format.number(run.stepsDone))} ${steps.join(". ")}.`;
}
