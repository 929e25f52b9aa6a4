// What a new installation begins with: agents, criteria, providers and prices; and the shapes of two small types.
import type {
  Agent,
  AgentSchema,
  AgentSettingsRow,
  BudgetsRow,
  ModelPrice,
  ProviderReport,
  QualityCriteriaRow,
  StoredProvider,
} from "../bindings";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const agent = (name: Agent, part: Partial<AgentSettingsRow>): AgentSettingsRow => ({
  revision: "60",
  agent: name,
  isEnabled: true,
  engine: null,
  model: null,
  temperature: 0.7,
  maxTokens: 4000,
  timeoutMs: 30_000,
  attempts: 3,
  onFailure: "fallback",
  updatedAt: ago(300),
  ...part,
});

export const agents = (): AgentSettingsRow[] => [
  agent("needs", { temperature: 0.3, maxTokens: 3000 }),
  agent("character", { engine: "openai", model: "gpt-4o" }),
  agent("prompt", { temperature: 0, attempts: 1, onFailure: "abort" }),
  agent("scene", { temperature: 0, maxTokens: 2000, attempts: 1 }),
  agent("picture", { engine: "offline", timeoutMs: 60_000, attempts: 2, isEnabled: false }),
];

export const criteria: QualityCriteriaRow = {
  revision: "70",
  minNeeds: 2,
  maxNeeds: 4,
  needCut: 0.5,
  minParadoxes: 1,
  minTension: 0.5,
  minTokens: 1000,
  maxTokens: 4000,
  minScore: 0.7,
  whenMissed: "regenerateOnce",
  updatedAt: ago(300),
};

export const budgets: BudgetsRow = { revision: "80", runUsd: 0.5, dayUsd: null, updatedAt: ago(300) };

const provider = (name: string, kind: string, part: Partial<StoredProvider>): StoredProvider => ({
  revision: "90",
  name,
  kind,
  baseUrl: null,
  model: "",
  imageModel: "",
  concurrency: 4,
  isEnabled: true,
  updatedAt: ago(300),
  ...part,
});

export const providers = (): StoredProvider[] => [
  provider("openai", "openAi", { model: "gpt-4o-mini", imageModel: "gpt-image-1" }),
  provider("gemini", "gemini", { model: "gemini-2.5-flash", imageModel: "imagen-4.0-generate-001" }),
  provider("anthropic", "anthropic", { model: "claude-sonnet-4-5", isEnabled: false }),
  provider("ollama", "openAi", { baseUrl: "http://localhost:11434/v1", model: "llama3.1" }),
];

const price = (id: string, provider: string, model: string, input: number, output: number, image = 0): ModelPrice => ({
  id,
  revision: "1",
  provider,
  model,
  inputPerMillion: input,
  outputPerMillion: output,
  perImage: image,
});

export const prices = (): ModelPrice[] => [
  price("price-gemini", "gemini", "gemini-2.5-flash*", 0.3, 2.5),
  price("price-imagen", "gemini", "imagen-*", 0, 0, 0.04),
  price("price-ollama", "ollama", "*", 0, 0),
  price("price-mini", "openai", "gpt-4o-mini*", 0.15, 0.6),
];

export const report: ProviderReport = {
  reachable: true,
  authorised: true,
  models: ["gpt-4o", "gpt-4o-mini", "gpt-image-1"],
  latencyMs: 320,
  failed: null,
  message: "it answers and has 3 models",
};

const shape = (name: Agent, called: string): AgentSchema => ({
  agent: name,
  name: called,
  input: {
    title: "RunInput",
    type: "object",
    required: ["userData", "meta"],
    properties: { userData: { $ref: "#/$defs/UserData" }, meta: { $ref: "#/$defs/Meta" } },
    $defs: {
      UserData: { type: "object", properties: { keywords: { type: "array", items: { type: "string" } } } },
      Meta: { type: "object", properties: { userId: { type: "string" }, userName: { type: "string" } } },
    },
  },
  output: {
    title: name,
    type: "object",
    properties: { paradoxes: { type: "array", items: { type: "object" }, description: "needs at odds" } },
  },
});

export const schemas: AgentSchema[] = [
  shape("needs", "Agent 1: Need Vector Analysis"),
  shape("character", "Agent 2: Character Profile Generation"),
  shape("prompt", "Agent 3: System Prompt Assembly"),
  shape("scene", "Agent 4: Image Prompt Generation"),
  shape("picture", "Agent 5: Image Generation"),
];
