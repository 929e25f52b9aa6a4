// The form of a new run as what the backend is asked. No drawing here.
import type { Agent, RunConfig, RunRequest, RunSource } from "../../../backend";
import { OFFLINE } from "../run";
import { readInput } from "./inputText";
import type { StartForm } from "./lastChoice";
import { instantOf } from "./startAt";

/** The agents that can be asked of a model; the prompt and the scene are always made here. */
export const ASKED: Agent[] = ["needs", "character", "picture"];

export const LARGEST_SEED = 4_294_967_295;
const HIGHEST_PRIORITY = 100;

/** Null when it is by chance, undefined when it is none. */
export function seedOf(text: string): number | null | undefined {
  const plain = text.trim();
  if (plain === "") return null;
  const seed = /^\d{1,10}$/.test(plain) ? Number(plain) : Number.NaN;
  return seed <= LARGEST_SEED ? seed : undefined;
}

export const rollSeed = () => Math.floor(Math.random() * (LARGEST_SEED + 1));

/** Undefined when it is none. */
export function priorityOf(text: string): number | undefined {
  const plain = text.trim();
  const priority = plain === "" ? 0 : /^-?\d{1,3}$/.test(plain) ? Number(plain) : Number.NaN;
  return Math.abs(priority) <= HIGHEST_PRIORITY ? priority : undefined;
}

export const isWritten = ({ source }: Pick<StartForm, "source">) => source === "form" || source === "input";

/** Null while nobody is chosen, or the JSON cannot be used. */
export function sourceOf(form: StartForm): RunSource | null {
  switch (form.source) {
    case "sample":
      return { kind: "sample", name: form.sample.id };
    case "person":
      return form.person ? { kind: "person", id: form.person.id } : null;
    case "like":
      return form.like ? { kind: "like", run: form.like.id } : null;
    case "form":
    case "input": {
      const read = readInput(form.input);
      return read.state === "good" ? { kind: "input", input: read.input } : null;
    }
  }
}

export function configOf(form: StartForm): RunConfig {
  const agents: RunConfig["agents"] = {};
  for (const agent of ASKED) {
    const choice = form.agents[agent];
    if (!choice?.engine) continue;
    const model = choice.engine === OFFLINE ? "" : choice.model.trim();
    agents[agent] = { engine: choice.engine, model: model || null, enabled: null };
  }
  return {
    templateId: form.templateId || null,
    engine: form.engine || null,
    agents,
    dryRun: form.dryRun,
    skipCache: form.skipCache,
    until: form.until || null,
    gates: form.gates,
    personaType: form.neighbor ? "neighbor" : null,
  };
}

/** Null while something of the form cannot be used. */
export function requestOf(form: StartForm, timeZone: string | undefined): RunRequest | null {
  const source = sourceOf(form);
  const seed = seedOf(form.seed);
  const priority = priorityOf(form.priority);
  if (!source || seed === undefined || priority === undefined) return null;
  return {
    source,
    seed,
    config: configOf(form),
    priority,
    scheduledFor: instantOf(form.startAt, timeZone),
    label: form.label.trim() || null,
    tags: form.tags,
  };
}
