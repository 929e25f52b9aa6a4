// What a run asks a person, and what is worth seeing before an answer, read from the run's own JSON: whatever is missing or
// of another shape is simply not there. No drawing here.
import type { Agent, Run } from "../../../backend";
import type { Format } from "../../../shared/format";
import type { Words } from "../../../words/en";
import { AGENTS, agentOf } from "../run";

export interface Asked {
  /** The step that asks; null when the run as a whole does. */
  agent: Agent | null;
  at: string | null;
  /** The names of the criteria it missed. */
  missed: string[];
}

type Fields = Record<string, unknown>;
const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown) => (typeof value === "string" ? value : "");

/** Null when it asks nothing (any more). */
export function askedBy(run: Run): Asked | null {
  const { step, askedAt, missed } = fields(run.gate);
  if (run.status !== "waiting" || typeof step !== "number") return null;
  return { agent: step === 0 ? null : agentOf(step), at: text(askedAt) || null, missed: list(missed).map(text) };
}

/** What a step made; null where it is not there, or too large to be sent along. */
export function outputOf(run: Run, agent: Agent): unknown {
  const step = AGENTS.indexOf(agent) + 1;
  return run.steps.find((one) => one.step === step && one.status === "completed")?.output ?? null;
}

export interface Line {
  label: string;
  text: string;
}

/** The output of a step in a few lines. */
export function briefOf(agent: Agent, output: unknown, words: Words, format: Format): Line[] {
  const say = words.inbox.brief;
  const made = fields(output);
  const lines: Line[] = BRIEFS[agent](made, words, format).map(([name, value]) => ({ label: say[name], text: value }));
  return lines.filter((line) => line.text !== "");
}

type Brief = (made: Fields, words: Words, format: Format) => [keyof Words["inbox"]["brief"], string][];

const BRIEFS: Record<Agent, Brief> = {
  needs: ({ completeVector, paradoxes }, words, format) => {
    const value = (one: unknown) => (typeof one === "number" ? format.decimal(one, 2) : "–");
    const needs = list(completeVector).map(fields);
    const name = (need: unknown) => (words.needs as Record<string, string>)[text(need)] ?? text(need);
    return [
      ["needs", needs.map((one) => `${name(one.need)} ${value(one.observed)} / ${value(one.hidden)}`).join(", ")],
      ...list(paradoxes).map((one): ["paradox", string] => ["paradox", text(fields(one).description)]),
    ];
  },
  character: ({ character, material }) => {
    const { name, archetype, keywords, traumaAndLearning } = fields(character);
    return [
      [
        "character",
        [text(name), text(fields(fields(material).archetype).displayName) || text(archetype)]
          .filter(Boolean)
          .join(" · "),
      ],
      ["keywords", list(keywords).map(text).join(", ")],
      ["fear", text(fields(fields(traumaAndLearning).trauma).deepestFear)],
    ];
  },
  prompt: ({ systemPrompt, tokenCount, characters }, words, format) => [
    [
      "tokens",
      typeof tokenCount === "number" && typeof characters === "number"
        ? words.runs.prompt.tokens(format.count(tokenCount), format.count(characters))
        : "",
    ],
    ["prompt", text(systemPrompt)],
  ],
  scene: ({ scene }) => [
    ["imagePrompt", text(fields(scene).imagePrompt)],
    ["reasoning", text(fields(scene).reasoning)],
  ],
  picture: ({ width, height, colors, generationMethod }, words) => {
    const facts = words.runs.room.facts(String(width), String(height), String(colors));
    const method = words.runs.room.methods[text(generationMethod)] ?? text(generationMethod);
    return [["picture", typeof width === "number" ? `${facts} · ${method}` : ""]];
  },
};
