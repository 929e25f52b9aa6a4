// What an attempt did inside: each call of a provider, and whether the answer came from the cache. Read from the log, since
// calls are told there as they end. No drawing here.
import type { Log, LogLine } from "./log";

export interface Call {
  seq: number;
  /** Since the attempt began. */
  fromMs: number;
  ms: number;
  provider: string;
  model: string;
  purpose: string;
  tokens: number;
  costUsd: number | null;
  failure: string | null;
}

const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function callOf({ seq, data }: LogLine): Call {
  const told = (data ?? {}) as Record<string, unknown>;
  return {
    seq,
    fromMs: number(told.fromMs),
    ms: number(told.ms),
    provider: text(told.provider),
    model: text(told.model),
    purpose: text(told.purpose),
    tokens: number(told.promptTokens) + number(told.completionTokens),
    costUsd: typeof told.costUsd === "number" ? told.costUsd : null,
    failure: text(told.failure) || null,
  };
}

export const callsOf = (log: Log, step: number, attempt: number): Call[] =>
  log.lines.filter((line) => line.kind === "call" && line.step === step && line.attempt === attempt).map(callOf);

/** When, since the attempt began, its answer was found in the cache; null when it was not. */
export function cacheHitOf(log: Log, step: number, attempt: number, startedAt: string): number | null {
  const hit = log.lines.find((line) => line.kind === "cacheHit" && line.step === step && line.attempt === attempt);
  return hit ? Math.max(0, Date.parse(hit.at) - Date.parse(startedAt)) : null;
}

/** Round times for an axis of so many milliseconds: four or five of them, from zero on. */
export function ticksOf(ms: number): number[] {
  const rough = Math.max(1, ms) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((part) => part * power).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.floor(ms / step) + 1 }, (_, at) => at * step);
}
