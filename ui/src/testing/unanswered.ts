// Commands of agents, providers and budgets that no fake answers yet. Whoever fills them takes them out of here.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";

const nothing = () =>
  Promise.resolve({
    status: "error" as const,
    error: { code: "NotFound", message: "nothing answers here", field: null, details: null } satisfies Shell.AppError,
  });

export const unanswered = {
  agentSettingsList: nothing,
  agentSettingsUpdate: nothing,
  agentSchemas: () => Promise.resolve([]),
  qualityCriteriaGet: nothing,
  qualityCriteriaUpdate: nothing,
  budgetsGet: nothing,
  budgetsUpdate: nothing,
  providerSave: nothing,
  providerDelete: nothing,
  providerTest: nothing,
  keyState: nothing,
  keySet: nothing,
  keyDelete: nothing,
  priceList: nothing,
  priceSave: nothing,
  priceDelete: nothing,
  templateContextSources: nothing,
  templateContextOf: nothing,
} satisfies Partial<typeof Commands>;
