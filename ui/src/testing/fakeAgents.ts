// What agents are told, who answers and what it costs, kept in memory behind the commands that read and write it. Of keys
// only where they are is kept.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";
import * as samples from "./agentSamples";
import { failed, nextRevision, ok, waysBack } from "./fakeAnswers";

type Answers = typeof Commands;

export interface FakeAgents {
  agents: Shell.AgentSettingsRow[];
  criteria: Shell.QualityCriteriaRow;
  budgets: Shell.BudgetsRow;
  providers: Shell.StoredProvider[];
  prices: Shell.ModelPrice[];
  /** By the name of the provider; without, there is none. */
  keys: Record<string, Shell.KeySource>;
  keychain: boolean;
  /** What the next tests find. */
  report: Shell.ProviderReport;
}

const stale = () => failed("Stale", "the settings were changed by somebody else meanwhile");
const now = () => new Date().toISOString();

export function fakeAgents(tellRows: (change: Partial<Shell.RowsChanged> & { table: string }) => void) {
  let made = 0;
  const { remember, takeBack } = waysBack();
  const state: FakeAgents = {
    agents: samples.agents(),
    criteria: samples.criteria,
    budgets: samples.budgets,
    providers: samples.providers(),
    prices: samples.prices(),
    keys: { openai: { from: "keychain" }, gemini: { from: "environment", variable: "GEMINI_API_KEY" } },
    keychain: true,
    report: samples.report,
  };

  const answers = {
    agentSettingsList: () => ok(state.agents),
    agentSettingsUpdate: (agent, revision, edit) => {
      const row = state.agents.find((one) => one.agent === agent);
      if (row?.revision !== revision) return stale();
      const saved = { ...row, ...edit, revision: nextRevision(revision), updatedAt: now() };
      state.agents = state.agents.map((one) => (one === row ? saved : one));
      tellRows({ table: "knock.agent_settings", ids: [agent] });
      return ok(saved);
    },
    agentSchemas: () => Promise.resolve(samples.schemas),
    qualityCriteriaGet: () => ok(state.criteria),
    qualityCriteriaUpdate: (revision, edit) => {
      if (revision !== state.criteria.revision) return stale();
      state.criteria = { ...edit, revision: nextRevision(revision), updatedAt: now() };
      return ok(state.criteria);
    },
    budgetsGet: () => ok(state.budgets),
    budgetsUpdate: (revision, edit) => {
      if (revision !== state.budgets.revision) return stale();
      state.budgets = { ...edit, revision: nextRevision(revision), updatedAt: now() };
      return ok(state.budgets);
    },
    providerList: () => ok(state.providers),
    providerSave: (name, revision, edit) => {
      const row = state.providers.find((one) => one.name === name);
      if (revision !== (row?.revision ?? null)) return stale();
      const saved = { ...edit, name, revision: nextRevision(revision ?? "0"), updatedAt: now() };
      state.providers = row ? state.providers.map((one) => (one === row ? saved : one)) : [...state.providers, saved];
      tellRows({ table: "console.providers", ids: [name], operation: row ? "update" : "insert" });
      return ok(saved);
    },
    providerDelete: (name) => {
      const before = { providers: state.providers, prices: state.prices };
      if (!before.providers.some((one) => one.name === name)) return failed("NotFound", `provider ${name}`);
      if (state.agents.some(({ engine }) => engine === name)) return failed("Conflict", `${name} is the engine of …`);
      state.providers = before.providers.filter((one) => one.name !== name);
      state.prices = before.prices.filter((one) => one.provider !== name);
      return ok(remember("agents", () => Object.assign(state, before)));
    },
    providerTest: () => ok(state.report),
    keyState: (name) => ok({ source: state.keys[name] ?? { from: "none" }, keychainAvailable: state.keychain }),
    keySet: (name) => {
      state.keys[name] = { from: "keychain" };
      return ok(null);
    },
    keyDelete: (name) => {
      delete state.keys[name];
      return ok(null);
    },
    priceList: () => ok(state.prices),
    priceSave: (id, revision, edit) => {
      const row = state.prices.find((one) => one.id === id);
      if (revision !== (row?.revision ?? null)) return stale();
      const saved = { ...edit, id: id ?? `price-${++made}`, revision: nextRevision(revision ?? "0") };
      state.prices = row ? state.prices.map((one) => (one === row ? saved : one)) : [...state.prices, saved];
      return ok(saved);
    },
    priceDelete: (id) => {
      const before = state.prices;
      if (!before.some((one) => one.id === id)) return failed("NotFound", `price ${id}`);
      state.prices = before.filter((one) => one.id !== id);
      return ok(
        remember("agents", () => {
          state.prices = before;
        }),
      );
    },
  } satisfies Partial<Answers>;
  return { state, answers, takeBack };
}
