// What a run has made so far, read from its steps (while it goes on) or from its output (when it is over). The engine's
// JSON is taken as it comes: whatever is missing or of another shape is simply not there. No drawing here.
import type { Need, Run, RunStep } from "../../../backend";
import { type Piece, piecesOf } from "./sources";

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

export interface CompleteNeed {
  need: Need;
  observed: number;
  hidden: number;
  gap: number;
  state: string;
}

export interface Paradox {
  needA: Need;
  needB: Need;
  tension: number;
  description: string;
}

export interface Picture {
  digest: string;
  generationMethod: string;
  width: number;
  height: number;
  colors: number;
}

export interface QualityCheck {
  value: number;
  /** What would raise it; nothing when it is full. */
  raise: string | null;
}

export interface Quality {
  score: number;
  checks: Record<string, QualityCheck>;
  missed: string[];
}

export interface Made {
  name: string | null;
  archetype: string | null;
  keywords: string[];
  fear: string | null;
  strategies: string[];
  phrases: string[];
  needs: CompleteNeed[];
  paradoxes: Paradox[];
  prompt: string | null;
  tokens: number | null;
  characters: number | null;
  template: { id: string; name: string; version: string } | null;
  pieces: Piece[];
  reasoning: string | null;
  picture: Picture | null;
  quality: Quality | null;
}

/** The attempt of a step that counts: the completed one, else the latest. */
export function attemptOf(steps: RunStep[], step: number): RunStep | null {
  const own = steps.filter((one) => one.step === step);
  return own.find((one) => one.status === "completed") ?? own.at(-1) ?? null;
}

export function madeBy(run: Run): Made {
  const of = (step: number) => {
    const attempt = attemptOf(run.steps, step);
    return attempt?.status === "completed" ? fields(attempt.output) : {};
  };
  const output = fields(run.output);
  const analysis = { ...of(1), ...fields(output.analysis) };
  const character = { ...fields(of(2).character), ...fields(output.character) };
  const prompt = { ...of(3), ...fields(output.prompt) };
  const scene = { ...fields(of(4).scene), ...fields(output.scene) };
  const picture = { ...of(5), ...fields(fields(output.image).metadata) };
  const quality = fields(output.quality);
  const trauma = fields(fields(character.traumaAndLearning).trauma);
  const talk = fields(character.conversationPatterns);
  const template = fields(prompt.template);
  return {
    name: text(character.name),
    archetype: text(character.archetype),
    keywords: list(character.keywords).flatMap((one) => text(one) ?? []),
    fear: text(trauma.deepestFear),
    strategies: list(character.survivalStrategies).flatMap((one) => text(fields(one).name) ?? []),
    phrases: list(talk.frequentPhrases).flatMap((one) => text(fields(one).phrase) ?? []),
    needs: list(analysis.completeVector).filter(isNeed),
    paradoxes: list(analysis.paradoxes).filter(isParadox),
    prompt: text(fields(output.prompts).systemPrompt) ?? text(prompt.systemPrompt),
    tokens: number(prompt.tokenCount),
    characters: number(prompt.characters),
    template: text(template.id)
      ? { id: String(template.id), name: text(template.name) ?? "", version: text(template.version) ?? "" }
      : null,
    pieces: piecesOf(scene),
    reasoning: text(scene.reasoning),
    picture: number(picture.width) === null ? null : (picture as unknown as Picture),
    quality:
      number(quality.score) === null
        ? null
        : {
            score: Number(quality.score),
            checks: fields(quality.checks) as Quality["checks"],
            missed: list(quality.missed).map(String),
          },
  };
}

const isNeed = (value: unknown): value is CompleteNeed =>
  typeof fields(value).need === "string" && number(fields(value).observed) !== null;
const isParadox = (value: unknown): value is Paradox => text(fields(value).description) !== null;

export interface Finding {
  path: string;
  rule: string;
  severity: string;
  message: string;
}

/** The findings of a step, however they are kept. */
export function findingsOf(warnings: unknown): Finding[] {
  return list(warnings).map((one) => {
    const { path, rule, severity, message } = fields(one);
    return {
      path: text(path) ?? "",
      rule: text(rule) ?? "",
      severity: text(severity) ?? "warning",
      message: text(message) ?? (typeof one === "string" ? one : JSON.stringify(one)),
    };
  });
}
