// The only file that speaks to the shell: it alone imports the generated bindings and @tauri-apps/*.
// It turns every rejection into an AppError, once, holds the cache's keys and says which of them a changed table makes stale.
// It draws nothing and says nothing: words and toasts belong to errors.ts and shared/toast.tsx.
import { MutationCache, QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { getCurrentWindow } from "@tauri-apps/api/window";
import type * as Shell from "./bindings";
import { commands, events } from "./bindings";
import type { Words } from "./words/en";

export type * from "./bindings";

/** What any failed call throws: a code the interface acts on, the field it belongs to, and details to copy. */
export class AppError extends Error {
  readonly code: Shell.ErrorCode;
  readonly field: string | null;
  readonly details: string | null;

  constructor(from: Shell.AppError) {
    super(from.message);
    this.name = "AppError";
    this.code = from.code;
    this.field = from.field;
    this.details = from.details;
  }

  /** Whatever was thrown, as an AppError. The framework itself rejects with plain strings (bad arguments, no permission). */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
      const { code, message, field = null, details = null } = thrown as Shell.AppError;
      return new AppError({ code, message, field, details });
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const details = thrown instanceof Error ? (thrown.stack ?? null) : null;
    return new AppError({ code: "Internal", message, field: null, details });
  }
}

type Outcome<T> = { status: "ok"; data: T } | { status: "error"; error: Shell.AppError };

async function unwrap<T>(call: Promise<Outcome<T>>): Promise<T> {
  let result: Outcome<T>;
  try {
    result = await call;
  } catch (thrown) {
    throw AppError.from(thrown);
  }
  if (result.status === "ok") return result.data;
  throw AppError.from(result.error);
}

/** Every command, throwing AppError instead of returning a result. */
export const backend = {
  appInfo: () => commands.appInfo(),
  windowOpen: (address: string) => unwrap(commands.windowOpen(address)),
  windowReady: () => commands.windowReady(),
  connectionGet: () => commands.connectionGet(),
  connectionRetry: () => commands.connectionRetry(),
  connectionMigrate: () => unwrap(commands.connectionMigrate()),
  homeGet: (since: string | null) => unwrap(commands.homeGet(since)),
  rowSearch: (text: string) => unwrap(commands.rowSearch(text)),
  rowGet: (kind: Shell.RowKind, id: string) => unwrap(commands.rowGet(kind, id)),
  historyList: (filter: Shell.HistoryFilter) => unwrap(commands.historyList(filter)),
  coverageGet: (pool: Shell.CoveragePool) => unwrap(commands.coverageGet(pool)),
  coverageTargetsGet: () => unwrap(commands.coverageTargetsGet()),
  coverageTargetsUpdate: (revision: string, edit: Shell.CoverageTargetsEdit) =>
    unwrap(commands.coverageTargetsUpdate(revision, edit)),
  scenarioList: () => unwrap(commands.scenarioList()),
  scenarioLoad: (name: string) => unwrap(commands.scenarioLoad(name)),
  draftList: () => unwrap(commands.draftList()),
  draftSave: (key: string, revision: string | null, value: unknown) => unwrap(commands.draftSave(key, revision, value)),
  draftDiscard: (key: string) => unwrap(commands.draftDiscard(key)),
};

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
} as const satisfies Record<string, readonly string[]>;

type Key = readonly unknown[];

// The shell speaks of tables; only the client knows its cache. A pool row is shown on Home, in search and in the inspector.
const CONTENT: Key[] = [keys.home, keys.search, keys.row, keys.history, keys.coverage, keys.scenarios];
const STALE_BY_TABLE: Record<string, Key[]> = {
  "knock.coverage_targets": [keys.targets, keys.home, keys.coverage, keys.history],
  "console.history": [keys.history, keys.home, keys.row],
  "knock.agent_jobs": [keys.home],
  "knock.agent_job_logs": [keys.home],
  "knock.rooms": [keys.home],
  "knock.personas": [keys.home, keys.search],
};

/** The cached answers a change to `table` makes stale; null means all of them. */
export function staleKeys(table: string): Key[] | null {
  if (table === "*") return null;
  const known = STALE_BY_TABLE[table];
  if (known) return known;
  return CONTENT;
}

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: AppError;
    mutationMeta: {
      /** The sentence over the explanation when it fails. Left out only where the caller shows the failure itself. */
      failureTitle?: (words: Words) => string;
      /** What a success makes stale. */
      stale: readonly Key[];
    };
  }
}

/** The cache. Failures of mutations with a `failureTitle` are handed to `onFailure`; nobody else reports them. */
export function makeQueryClient(onFailure: (title: (words: Words) => string, error: AppError) => void): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // The database is on this machine or reconnects by itself: whether the browser thinks it is online says nothing.
      queries: { networkMode: "always", staleTime: 30_000, retry: false, refetchOnWindowFocus: false },
      mutations: { networkMode: "always", retry: false },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        const title = mutation.meta?.failureTitle;
        if (title) onFailure(title, AppError.from(error));
      },
      onSuccess: (_data, _variables, _result, mutation) => {
        for (const queryKey of mutation.meta?.stale ?? []) void client.invalidateQueries({ queryKey });
      },
    }),
  });
  return client;
}

// Who last changed a table, for the quiet notice over an open form. Small: one entry for each table.
const lastWriters = new Map<string, { actor: string | null; at: string }>();

/** The last writer of any table whose name starts with `prefix`, as the change feed told. */
export function lastWriter(prefix: string): { actor: string | null; at: string } | null {
  let last: { actor: string | null; at: string } | null = null;
  for (const [table, entry] of lastWriters) if (table.startsWith(prefix) && (!last || entry.at > last.at)) last = entry;
  return last;
}

/** Listens to the shell for as long as the window lives: connection states, and rows changed by anyone. */
export function listen(client: QueryClient): () => void {
  let pending = new Set<Key>();
  let all = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const unlisten: (() => void)[] = [];

  // An import of ten thousand rows is one refresh, not ten thousand.
  const flush = () => {
    timer = undefined;
    if (all) void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== keys.connection[0] });
    else for (const queryKey of pending) void client.invalidateQueries({ queryKey });
    pending = new Set();
    all = false;
  };
  const soon = () => {
    timer ??= setTimeout(flush, 120);
  };

  const onRows = (change: Shell.RowsChanged) => {
    lastWriters.set(change.table, { actor: change.actor, at: new Date().toISOString() });
    const stale = staleKeys(change.table);
    if (stale === null) all = true;
    else for (const key of stale) pending.add(key);
    soon();
  };
  const onConnection = (connection: Shell.Connection) => {
    const before = client.getQueryData<Shell.Connection>(keys.connection);
    client.setQueryData(keys.connection, connection);
    if (connection.state === "ready" && before?.state !== "ready") {
      all = true;
      soon();
    }
  };

  const keep = (stop: () => void) => (ended ? stop() : void unlisten.push(stop));
  // Listen first, then ask: what changes in between is not lost.
  void Promise.all([
    events.connectionChanged.listen((event) => onConnection(event.payload)).then(keep),
    events.rowsChanged.listen((event) => onRows(event.payload)).then(keep),
  ])
    .then(() => client.invalidateQueries({ queryKey: keys.connection }))
    .catch(() => undefined);

  return () => {
    ended = true;
    if (timer) clearTimeout(timer);
    for (const stop of unlisten) stop();
  };
}

export const connectionQuery = queryOptions({
  queryKey: keys.connection,
  queryFn: () => backend.connectionGet(),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The connection as last told; undefined only before the shell's first answer. */
export function useConnection(): Shell.Connection | undefined {
  return useQuery(connectionQuery).data;
}

/** Whether the database answers: queries wait for it instead of failing one by one. */
export function useReady(): boolean {
  return useConnection()?.state === "ready";
}

/** False on a read-only profile: then no save button is shown anywhere. */
export function useMayWrite(): boolean {
  return useConnection()?.profile.readOnly !== true;
}

export const appInfoQuery = queryOptions({
  queryKey: keys.appInfo,
  queryFn: () => backend.appInfo(),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Asks `mayClose` before the window closes, and closes it when the answer is yes. */
export function guardClose(mayClose: () => boolean | Promise<boolean>): () => void {
  let ended = false;
  let stop: (() => void) | undefined;
  try {
    const window = getCurrentWindow();
    void window
      .onCloseRequested(async (event) => {
        const answer = mayClose();
        if (answer === true) return;
        event.preventDefault();
        if (await answer) await window.destroy();
      })
      .then((unlisten) => {
        if (ended) unlisten();
        else stop = unlisten;
      })
      .catch(() => undefined);
  } catch {
    // Opened in a browser while developing: there is no window of ours to guard.
  }
  return () => {
    ended = true;
    stop?.();
  };
}

/** The window's title, which the system's task switcher shows. */
export function setWindowTitle(title: string): void {
  document.title = title;
  try {
    void getCurrentWindow()
      .setTitle(title)
      .catch(() => undefined);
  } catch {
    // As above.
  }
}

/** Home's figures. `since` is when this person last looked; it stays the same for as long as the window lives. */
export const homeQuery = (since: string | null) =>
  queryOptions({ queryKey: [...keys.home, since], queryFn: () => backend.homeGet(since) });

export const scenariosQuery = queryOptions({ queryKey: keys.scenarios, queryFn: () => backend.scenarioList() });
