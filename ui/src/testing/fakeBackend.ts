// The shell without a shell: every command and event of the bindings, answered from memory. Typed as the bindings, so that
// a changed command breaks it when compiling. Tests change its state, replace single commands and emit events.
import type * as Shell from "../bindings";
import type { commands as Commands, events as Events } from "../bindings";
import { type FakeAgents, fakeAgents } from "./fakeAgents";
import { ok } from "./fakeAnswers";
import { type BatchActs, type FakeBatches, fakeBatches } from "./fakeBatches";
import { type FakeNotices, fakeNotices } from "./fakeNotices";
import { type FakePeople, fakePeople } from "./fakePeople";
import { type FakeRuns, fakeRuns, type RunActs } from "./fakeRuns";
import { type FakeTables, fakeTables } from "./fakeTables";
import { type FakeTemplates, fakeTemplates } from "./fakeTemplates";
import * as samples from "./samples";

type CommandName = keyof typeof Commands;
type Listener<T> = (event: { payload: T }) => void;

export interface FakeBackend {
  commands: typeof Commands;
  events: typeof Events;
  connection: Shell.Connection;
  home: Shell.Home;
  settings: Shell.CoverageTargets;
  scenarios: Shell.Scenario[];
  drafts: Shell.Draft[];
  hits: Shell.Hit[];
  rows: Shell.Row[];
  /** The pools, long work and saved views, as they are kept in memory. */
  tables: FakeTables;
  /** Templates with their parts and contexts, and what linting finds. */
  templates: FakeTemplates;
  /** Agents, criteria, providers with their keys, prices and budgets. */
  agents: FakeAgents;
  /** Runs with their logs, and what lets them go on. */
  runs: FakeRuns & RunActs;
  /** Batches with their runs, and what lets these end. */
  batches: FakeBatches & BatchActs;
  /** Whom characters are made for, and what was done with their data. */
  people: FakePeople;
  /** What is told on the desktop. */
  notices: FakeNotices;
  /** Lets long work that was held come to its end. */
  finishTasks: () => void;
  /** Says how far a piece of long work is. */
  progress: (id: string, done: number) => void;
  /** Every call, with its arguments, in order. */
  calls: { name: CommandName; args: unknown[] }[];
  /** The next call of `name` fails with this. */
  failNext: (name: CommandName, error: Partial<Shell.AppError> & { code: Shell.ErrorCode }) => void;
  /** Something is over that somebody wants to be told of. */
  tellEnded: (ended: Shell.Ended) => void;
  tell: (connection: Shell.Connection) => void;
  tellRows: (change: Partial<Shell.RowsChanged> & { table: string }) => void;
}

export function fakeBackend(): FakeBackend {
  const failures = new Map<CommandName, Shell.AppError>();
  const onConnection = new Set<Listener<Shell.Connection>>();
  const onRows = new Set<Listener<Shell.RowsChanged>>();
  const onTask = new Set<Listener<Shell.Task>>();
  const onNotice = new Set<Listener<Shell.Ended>>();
  const runs = fakeRuns((change) => fake.tellRows(change));
  const people = fakePeople((change) => fake.tellRows(change));
  const pools = fakeTables(
    {
      rows: (change) => fake.tellRows(change),
      task: (task) => {
        for (const listener of onTask) listener({ payload: task });
      },
    },
    { runs: runs.shown, people: people.shown },
  );

  const templates = fakeTemplates((change) => fake.tellRows(change));
  const agents = fakeAgents((change) => fake.tellRows(change));

  const batches = fakeBatches((change) => fake.tellRows(change));
  const notices = fakeNotices();

  const answers: typeof Commands = {
    ...pools.answers,
    ...templates.answers,
    ...runs.answers,
    ...batches.answers,
    ...notices.answers,
    ...people.answers,
    ...agents.answers,
    changeUndo: (token) => {
      const undone = templates.takeBack(token) ?? agents.takeBack(token);
      return undone ? ok(undone) : pools.answers.changeUndo(token);
    },
    appInfo: () => Promise.resolve(samples.info),
    windowOpen: () => ok(null),
    // Nothing, however the generator spells it.
    windowReady: () => Promise.resolve(null as never),
    connectionGet: () => Promise.resolve(fake.connection),
    connectionRetry: () => Promise.resolve(null as never),
    connectionMigrate: () => ok(null),
    homeGet: () => ok(fake.home),
    rowSearch: (text) => ok(fake.hits.filter((hit) => `${hit.title} ${hit.subtitle}`.includes(text))),
    rowGet: (kind, id) => {
      const row = fake.rows.find((one) => one.kind === kind && one.id === id);
      if (row) return ok(row);
      const error: Shell.AppError = { code: "NotFound", message: `reading ${kind} ${id}`, field: null, details: null };
      return Promise.resolve({ status: "error", error });
    },
    historyList: ({ table, rowId }) => {
      const items = templates.state.changes.filter((one) => one.table === table && one.rowId === rowId);
      return ok({ items, next: null, total: { value: items.length, exact: true } });
    },
    coverageGet: (pool) => ok(samples.coverage.find((one) => one.pool === pool) ?? samples.coverageOf(pool, [], 10)),
    coverageTargetsGet: () => ok(fake.settings),
    coverageTargetsUpdate: (revision, edit) => {
      if (revision !== fake.settings.revision) {
        const error: Shell.AppError = { code: "Stale", message: "saving the settings", field: null, details: null };
        return Promise.resolve({ status: "error", error });
      }
      fake.settings = {
        ...edit,
        revision: String(Number(fake.settings.revision) + 1),
        updatedAt: new Date().toISOString(),
      };
      return ok(fake.settings);
    },
    scenarioList: () => ok(fake.scenarios),
    scenarioLoad: () => {
      fake.home = samples.home;
      fake.scenarios = fake.scenarios.map((one) => ({ ...one, loaded: true }));
      return ok(samples.report);
    },
    draftList: () => ok([...fake.drafts]),
    draftSave: (key, revision, value) => {
      fake.drafts = [
        ...fake.drafts.filter((draft) => draft.key !== key),
        { key, revision, value, savedAt: new Date().toISOString() },
      ];
      return ok(null);
    },
    draftDiscard: (key) => {
      fake.drafts = fake.drafts.filter((draft) => draft.key !== key);
      return ok(null);
    },
  };

  const commands = new Proxy(answers, {
    get: (target, name: CommandName) => {
      const answer = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        fake.calls.push({ name, args });
        const error = failures.get(name);
        failures.delete(name);
        return error ? Promise.resolve({ status: "error", error }) : answer(...args);
      };
    },
  });

  const channel = <T>(listeners: Set<Listener<T>>) => ({
    listen: (listener: Listener<T>) => {
      listeners.add(listener);
      return Promise.resolve(() => {
        listeners.delete(listener);
      });
    },
  });

  const fake: FakeBackend = {
    commands,
    // The generated events carry more than `listen`; the window uses nothing else.
    events: {
      connectionChanged: channel(onConnection),
      rowsChanged: channel(onRows),
      taskChanged: channel(onTask),
      noticeDue: channel(onNotice),
    } as unknown as typeof Events,
    connection: samples.ready,
    home: samples.home,
    settings: samples.settings,
    scenarios: [samples.scenario],
    drafts: [],
    hits: samples.hits,
    rows: [samples.experience, samples.archetype],
    tables: pools.state,
    templates: templates.state,
    agents: agents.state,
    people: people.state,
    runs: Object.assign(runs.state, runs.acts),
    batches: Object.assign(batches.state, batches.acts),
    notices: notices.state,
    finishTasks: pools.finishTasks,
    progress: pools.progress,
    calls: [],
    failNext: (name, error) =>
      failures.set(name, { message: "failing on purpose", field: null, details: null, ...error }),
    tellEnded: (ended) => {
      for (const listener of onNotice) listener({ payload: ended });
    },
    tell: (connection) => {
      fake.connection = connection;
      for (const listener of onConnection) listener({ payload: connection });
    },
    tellRows: (change) => {
      const whole: Shell.RowsChanged = { operation: "update", ids: [], count: 1, actor: null, ...change };
      for (const listener of onRows) listener({ payload: whole });
    },
  };
  return fake;
}

let current = fakeBackend();

/** Puts a new fake in place of the bindings and returns it. */
export function installFake(): FakeBackend {
  current = fakeBackend();
  return current;
}

/** What stands in for bindings.ts: always the fake installed last. */
export const asBindings = {
  commands: new Proxy({} as typeof Commands, { get: (_, name: CommandName) => current.commands[name] }),
  events: new Proxy({} as typeof Events, { get: (_, name: keyof typeof Events) => current.events[name] }),
};
