// What cached answers are called, and which of them a changed table makes stale.

/** Names of cached answers, widest first: invalidating `row` makes every row stale. */
export const keys = {
  appInfo: ["appInfo"],
  connection: ["connection"],
  home: ["home"],
  search: ["search"],
  row: ["row"],
  history: ["history"],
  coverage: ["coverage"],
  targets: ["targets"],
  scenarios: ["scenarios"],
  tasks: ["tasks"],
  table: ["table"],
  views: ["views"],
  pool: ["pool"],
  drawSettings: ["drawSettings"],
  templates: ["templates"],
  snippets: ["snippets"],
  contexts: ["contexts"],
  templateSettings: ["templateSettings"],
  agents: ["agents"],
  criteria: ["criteria"],
  providers: ["providers"],
  prices: ["prices"],
  budgets: ["budgets"],
  runs: ["runs"],
  batches: ["batches"],
  waiting: ["waiting"],
  people: ["people"],
  notices: ["notices"],
} as const satisfies Record<string, readonly string[]>;

export type Key = readonly unknown[];

// The shell speaks of tables; only the client knows its cache. A pool row is shown on Home, in search and in the inspector.
const CONTENT: Key[] = [keys.home, keys.search, keys.row, keys.history, keys.coverage, keys.scenarios, keys.pool];
const STALE_BY_TABLE: Record<string, Key[]> = {
  "knock.coverage_targets": [keys.targets, keys.home, keys.coverage, keys.history],
  "console.history": [keys.history, keys.home, keys.row],
  "knock.draw_settings": [keys.drawSettings, keys.pool, keys.history],
  "knock.pool_usage": [keys.pool],
  "knock.prompt_templates": [keys.templates, keys.home, keys.search, keys.row, keys.history],
  "knock.template_snippets": [keys.snippets, keys.templates, keys.history],
  "knock.template_contexts": [keys.contexts, keys.templates, keys.history],
  "knock.template_renders": [keys.templates],
  "knock.template_settings": [keys.templateSettings, keys.history],
  "knock.agent_settings": [keys.agents, keys.history],
  "knock.quality_criteria": [keys.criteria, keys.history],
  "console.providers": [keys.providers, keys.history],
  "console.model_prices": [keys.prices, keys.history],
  "console.budgets": [keys.budgets, keys.history],
  "console.saved_views": [keys.views],
  // Whoever shows a run asks again by itself, and only for the runs it shows: a batch changes hundreds of others.
  "knock.agent_jobs": [keys.home],
  "knock.batches": [],
  "knock.agent_job_events": [],
  "knock.agent_job_logs": [keys.home],
  "knock.rooms": [keys.home, keys.people],
  "knock.personas": [keys.home, keys.search, keys.people],
  "knock.users": [keys.people, keys.search, keys.row],
  "knock.onboarding_data": [keys.people, keys.row],
};

/** The cached answers a change to `table` makes stale; null means all of them. */
export function staleKeys(table: string): Key[] | null {
  if (table === "*") return null;
  const known = STALE_BY_TABLE[table];
  if (known) return known;
  return CONTENT;
}
