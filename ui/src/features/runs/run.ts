// What is known of runs everywhere: their states as signs, their agents, what may be done with them. No drawing here.
import type { Agent, RunSummary } from "../../backend";
import type { Format } from "../../shared/format";
import type { StatusTone } from "../../shared/Status";
import type { Words } from "../../words/en";

export const AGENTS: Agent[] = ["needs", "character", "prompt", "scene", "picture"];
export const STATES = ["pending", "running", "waiting", "completed", "failed", "cancelled"] as const;
export type RunState = (typeof STATES)[number];

/** The engine that needs no server. */
export const OFFLINE = "offline";

export const TONES: Record<RunState, StatusTone> = {
  pending: "off",
  running: "busy",
  waiting: "warn",
  completed: "good",
  failed: "bad",
  cancelled: "off",
};

export const stateOf = (word: string): RunState => STATES.find((state) => state === word) ?? "pending";

export const isOver = (run: Pick<RunSummary, "status">) => ["completed", "failed", "cancelled"].includes(run.status);

/** The agent of a step from one to five; null for what belongs to no step. */
export const agentOf = (step: number | null): Agent | null => AGENTS[(step ?? 0) - 1] ?? null;

export const agentWord = (words: Words, step: number | null): string => {
  const agent = agentOf(step);
  return agent ? words.runs.agents[agent] : words.runs.title;
};

export const kindWord = (words: Words, kind: string | null): string =>
  words.runs.kinds[kind ?? "internal"] ?? kind ?? "";

export const engineWord = (words: Words, engine: string): string =>
  (words.runs.engine as Record<string, string>)[engine] ?? engine;

/** How long a run took, or has been taking; null before it began. */
export function elapsed(run: Pick<RunSummary, "status" | "startedAt" | "durationMs">, now: number): number | null {
  if (isOver(run)) return run.durationMs;
  return run.startedAt ? Math.max(0, now - Date.parse(run.startedAt)) : null;
}

/** A time that runs is read like a clock: tenths of a minute would seem to stand still. */
export function timeText(format: Format, run: Pick<RunSummary, "status">, ms: number): string {
  if (isOver(run)) return format.duration(ms);
  const seconds = Math.floor(ms / 1000);
  return seconds < 60
    ? seconds === 0
      ? format.duration(ms)
      : format.duration(seconds * 1000)
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export const qualityPoints = (quality: number) => Math.round(quality * 100);

export type Band = "excellent" | "good" | "fair" | "poor";

export function bandOf(quality: number): Band {
  const points = qualityPoints(quality);
  return points >= 90 ? "excellent" : points >= 80 ? "good" : points >= 70 ? "fair" : "poor";
}
