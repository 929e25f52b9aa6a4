// What agents are called where a row names them, and which of them ask a model at all.
import type { Agent } from "../../../backend";
import type { Format } from "../../../shared/format";
import type { Words } from "../../../words/words";

export const AGENTS: Agent[] = ["needs", "character", "prompt", "scene", "picture"];

/** The prompt and the scene are always made by the console itself. */
export const asksModels = (agent: string) => agent !== "prompt" && agent !== "scene";

/** Characters need the first three. */
export const mayBeOff = (agent: string) => agent === "scene" || agent === "picture";

export const agentName = (words: Words, agent: string) => words.agents.names[agent as Agent] ?? agent;

export const agentTitle = (words: Words, format: Format, agent: string) =>
  words.agents.numbered(format.number(AGENTS.indexOf(agent as Agent) + 1), agentName(words, agent));
