// The only file that speaks to the shell: it alone imports the generated bindings and @tauri-apps/*.
// It turns every rejection into an AppError, once, and keeps the cache in step with what the shell tells.
// It draws nothing and says nothing: words and toasts belong to errors.ts and shared/toast.tsx.
import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { getCurrentWindow } from "@tauri-apps/api/window";
import type * as Shell from "./bindings";
import { commands, events } from "./bindings";
import { type Key, keys, staleKeys } from "./cacheKeys";

export type * from "./bindings";
export { keys, staleKeys } from "./cacheKeys";

/** What any failed call throws: a code the interface acts on, the field it belongs to, and details to copy. */
export class AppError extends Error {
  readonly code: Shell.ErrorCode;
  readonly field: string | null;
  readonly details: string | null;
  /** Why a value was refused, to be said in the reader's language; `message` says it in English. */
  readonly reason: Shell.Reason | null;

  constructor(from: Shell.AppError) {
    super(from.message);
    this.name = "AppError";
    this.code = from.code;
    this.field = from.field;
    this.details = from.details;
    this.reason = from.reason ?? null;
  }

  /** Whatever was thrown, as an AppError. The framework itself rejects with plain strings (bad arguments, no permission). */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
      const { code, message, field = null, details = null, reason = null } = thrown as Shell.AppError;
      return new AppError({ code, message, field, details, reason });
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
  tableDescribe: (table: Shell.TableName) => commands.tableDescribe(table),
  tableRows: (table: Shell.TableName, filter: Shell.Filter, sort: Shell.Sort, after: string | null, limit: number) =>
    unwrap(commands.tableRows(table, filter, sort, after, limit)),
  tableCount: (table: Shell.TableName, filter: Shell.Filter) => unwrap(commands.tableCount(table, filter)),
  tableRuler: (table: Shell.TableName, filter: Shell.Filter, sort: Shell.Sort, every: number) =>
    unwrap(commands.tableRuler(table, filter, sort, every)),
  tableRowsById: (table: Shell.TableName, ids: string[]) => unwrap(commands.tableRowsById(table, ids)),
  tableFacet: (table: Shell.TableName, filter: Shell.Filter, column: string, text: string | null) =>
    unwrap(commands.tableFacet(table, filter, column, text)),
  tableWrite: (table: Shell.Pool, edits: Shell.RowEdit[]) => unwrap(commands.tableWrite(table, edits)),
  tableBulkPreview: (table: Shell.Pool, target: Shell.Target, change: Shell.BulkChange) =>
    unwrap(commands.tableBulkPreview(table, target, change)),
  tableBulkStart: (table: Shell.Pool, target: Shell.Target, change: Shell.BulkChange) =>
    unwrap(commands.tableBulkStart(table, target, change)),
  tableTrash: (table: Shell.Pool) => unwrap(commands.tableTrash(table)),
  tableRestore: (table: Shell.Pool, ids: string[]) => unwrap(commands.tableRestore(table, ids)),
  tableRestoreVersion: (table: Shell.Pool, id: string, revision: string, change: string) =>
    unwrap(commands.tableRestoreVersion(table, id, revision, change)),
  changeUndo: (changeSet: string) => unwrap(commands.changeUndo(changeSet)),
  changeUndoStart: (changeSet: string) => unwrap(commands.changeUndoStart(changeSet)),
  taskList: () => commands.taskList(),
  taskCancel: (id: string) => unwrap(commands.taskCancel(id)),
  viewList: (table: string) => unwrap(commands.viewList(table)),
  viewSave: (id: string | null, revision: string | null, edit: Shell.SavedViewEdit) =>
    unwrap(commands.viewSave(id, revision, edit)),
  viewDelete: (id: string) => unwrap(commands.viewDelete(id)),
  poolUsage: (pool: Shell.Pool, id: string) => unwrap(commands.poolUsage(pool, id)),
  poolImpact: (pool: Shell.Pool, target: Shell.Target) => unwrap(commands.poolImpact(pool, target)),
  poolMerge: (pool: Shell.Pool, merge: Shell.Merge) => unwrap(commands.poolMerge(pool, merge)),
  poolDuplicatesStart: (pool: Shell.Pool, filter: Shell.Filter, threshold: number) =>
    unwrap(commands.poolDuplicatesStart(pool, filter, threshold)),
  poolHints: (pool: Shell.Pool, text: string, but: string | null) => unwrap(commands.poolHints(pool, text, but)),
  poolDraw: (pool: Shell.Pool, request: Shell.DrawRequest) => unwrap(commands.poolDraw(pool, request)),
  drawSources: () => unwrap(commands.drawSources()),
  drawSettingsGet: () => unwrap(commands.drawSettingsGet()),
  drawSettingsUpdate: (revision: string, edit: Shell.DrawSettingsEdit) =>
    unwrap(commands.drawSettingsUpdate(revision, edit)),
  uploadBegin: () => unwrap(commands.uploadBegin()),
  uploadAppend: (upload: string, piece: string) => unwrap(commands.uploadAppend(upload, piece)),
  uploadDiscard: (upload: string) => unwrap(commands.uploadDiscard(upload)),
  importDryRunStart: (table: Shell.Pool, upload: string, name: string, options: Shell.ImportOptions) =>
    unwrap(commands.importDryRunStart(table, upload, name, options)),
  importStart: (table: Shell.Pool, upload: string, name: string, options: Shell.ImportOptions) =>
    unwrap(commands.importStart(table, upload, name, options)),
  exportStart: (table: Shell.TableName, options: Shell.ExportOptions, format: Shell.Format) =>
    unwrap(commands.exportStart(table, options, format)),
  fileReveal: (path: string) => unwrap(commands.fileReveal(path)),
  templateList: (filter: Shell.TemplateFilter) => unwrap(commands.templateList(filter)),
  templateGet: (id: string) => unwrap(commands.templateGet(id)),
  templateCreate: (begin: Shell.NewTemplate) => unwrap(commands.templateCreate(begin)),
  templateSave: (id: string, edits: Shell.FieldEdit[]) => unwrap(commands.templateSave(id, edits)),
  templateFileUnder: (name: string, folder: string, tags: string[]) =>
    unwrap(commands.templateFileUnder(name, folder, tags)),
  templateArchive: (id: string, archived: boolean) => unwrap(commands.templateArchive(id, archived)),
  templateDelete: (id: string, revision: string) => unwrap(commands.templateDelete(id, revision)),
  templateCheck: (id: string) => unwrap(commands.templateCheck(id)),
  templateSubmit: (id: string, revision: string, note: string | null) =>
    unwrap(commands.templateSubmit(id, revision, note)),
  templateTakeBack: (id: string, revision: string, note: string | null) =>
    unwrap(commands.templateTakeBack(id, revision, note)),
  templatePublish: (id: string, digest: string, note: string | null) =>
    unwrap(commands.templatePublish(id, digest, note)),
  templateDefaultCheck: (id: string) => unwrap(commands.templateDefaultCheck(id)),
  templateMakeDefault: (id: string, revision: string) => unwrap(commands.templateMakeDefault(id, revision)),
  templateUsage: (id: string) => unwrap(commands.templateUsage(id)),
  templateDiff: (before: string, after: string) => unwrap(commands.templateDiff(before, after)),
  templateExport: (id: string, format: Shell.TemplateFormat) => unwrap(commands.templateExport(id, format)),
  templateSaveFile: (id: string, format: Shell.TemplateFormat) => unwrap(commands.templateSaveFile(id, format)),
  templateImport: (text: string) => unwrap(commands.templateImport(text)),
  templateSettingsGet: () => unwrap(commands.templateSettingsGet()),
  templateSettingsUpdate: (revision: string, edit: Shell.TemplateSettingsEdit) =>
    unwrap(commands.templateSettingsUpdate(revision, edit)),
  snippetList: () => unwrap(commands.snippetList()),
  snippetSave: (revision: string | null, edit: Shell.SnippetEdit) => unwrap(commands.snippetSave(revision, edit)),
  snippetPublish: (id: string, revision: string) => unwrap(commands.snippetPublish(id, revision)),
  snippetDelete: (id: string) => unwrap(commands.snippetDelete(id)),
  snippetUses: (name: string) => unwrap(commands.snippetUses(name)),
  contextList: () => unwrap(commands.contextList()),
  contextSave: (id: string | null, revision: string | null, edit: Shell.StoredContextEdit) =>
    unwrap(commands.contextSave(id, revision, edit)),
  contextDelete: (id: string) => unwrap(commands.contextDelete(id)),
  templateContextSources: (text: string) => unwrap(commands.templateContextSources(text)),
  templateContextOf: (source: Shell.ContextSourceKey) => unwrap(commands.templateContextOf(source)),
  promptRender: (source: Shell.TemplateSource, context: Shell.PromptContext, mode: Shell.RenderMode) =>
    commands.promptRender(source, context, mode),
  promptLint: (source: Shell.TemplateSource, contexts: { [key in string]: Shell.PromptContext }) =>
    unwrap(commands.promptLint(source, contexts)),
  promptKnownVariables: () => commands.promptKnownVariables(),
  promptScope: (source: Shell.TemplateSource, section: string, offset: number) =>
    commands.promptScope(source, section, offset),
  promptPaths: (source: Shell.TemplateSource) => commands.promptPaths(source),
  promptRename: (source: Shell.TemplateSource, from: string, to: string) => commands.promptRename(source, from, to),
  promptEdgeCases: (source: Shell.TemplateSource) => commands.promptEdgeCases(source),
  promptContextCheck: (source: Shell.TemplateSource, context: Shell.PromptContext) =>
    commands.promptContextCheck(source, context),
  agentSettingsList: () => unwrap(commands.agentSettingsList()),
  agentSettingsUpdate: (agent: Shell.Agent, revision: string, edit: Shell.AgentSettingsEdit) =>
    unwrap(commands.agentSettingsUpdate(agent, revision, edit)),
  agentSchemas: () => commands.agentSchemas(),
  qualityCriteriaGet: () => unwrap(commands.qualityCriteriaGet()),
  qualityCriteriaUpdate: (revision: string, edit: Shell.QualityCriteria) =>
    unwrap(commands.qualityCriteriaUpdate(revision, edit)),
  budgetsGet: () => unwrap(commands.budgetsGet()),
  budgetsUpdate: (revision: string, edit: Shell.Budgets) => unwrap(commands.budgetsUpdate(revision, edit)),
  providerList: () => unwrap(commands.providerList()),
  providerSave: (name: string, revision: string | null, edit: Shell.ProviderEdit) =>
    unwrap(commands.providerSave(name, revision, edit)),
  providerDelete: (name: string) => unwrap(commands.providerDelete(name)),
  providerTest: (name: string) => unwrap(commands.providerTest(name)),
  keyState: (name: string) => unwrap(commands.keyState(name)),
  keySet: (name: string, key: string) => unwrap(commands.keySet(name, key)),
  keyDelete: (name: string) => unwrap(commands.keyDelete(name)),
  priceList: () => unwrap(commands.priceList()),
  priceSave: (id: string | null, revision: string | null, edit: Shell.ModelPriceEdit) =>
    unwrap(commands.priceSave(id, revision, edit)),
  priceDelete: (id: string) => unwrap(commands.priceDelete(id)),
  noticesGet: () => commands.noticesGet(),
  noticesSet: (notices: Shell.Notices) => unwrap(commands.noticesSet(notices)),
  noticeService: () => commands.noticeService(),
  noticeShow: (id: string, words: Shell.NoticeWords) => unwrap(commands.noticeShow(id, words)),
  noticeTest: (words: Shell.NoticeWords) => unwrap(commands.noticeTest(words)),
  runStart: (request: Shell.RunRequest) => unwrap(commands.runStart(request)),
  runCheck: (source: Shell.RunSource, config: Shell.RunConfig) => unwrap(commands.runCheck(source, config)),
  runRetry: (id: string, again: Shell.RunAgain) => unwrap(commands.runRetry(id, again)),
  runFork: (id: string, agent: Shell.Agent, output: unknown, engine: string | null) =>
    unwrap(commands.runFork(id, agent, output, engine)),
  runCancel: (id: string, reason: string) => unwrap(commands.runCancel(id, reason)),
  runDecide: (id: string, decision: Shell.Decision, note: string, output: unknown = null) =>
    unwrap(commands.runDecide(id, decision, note, output)),
  runMark: (ids: string[], marks: Shell.RunMarks) => unwrap(commands.runMark(ids, marks)),
  runArchive: (ids: string[], archived: boolean) => unwrap(commands.runArchive(ids, archived)),
  runDelete: (ids: string[], deleted: boolean) => unwrap(commands.runDelete(ids, deleted)),
  runSurvey: (filter: Shell.Filter) => unwrap(commands.runSurvey(filter)),
  runGet: (id: string) => unwrap(commands.runGet(id)),
  runEvents: (id: string, after: number, limit: number) => unwrap(commands.runEvents(id, after, limit)),
  runPicture: (id: string) => unwrap(commands.runPicture(id)),
  runCompare: (ids: string[]) => unwrap(commands.runCompare(ids)),
  runJson: (id: string, of: Shell.JsonOf, path: (string | number)[], from: number, count: number) =>
    unwrap(commands.runJson(id, of, path, from, count)),
  runJsonFind: (id: string, of: Shell.JsonOf, text: string, limit: number) =>
    unwrap(commands.runJsonFind(id, of, text, limit)),
  runFile: (id: string, what: Shell.RunFile) => unwrap(commands.runFile(id, what)),
  runImport: (upload: string) => unwrap(commands.runImport(upload)),
  runPoolRows: (id: string) => unwrap(commands.runPoolRows(id)),
  batchStart: (spec: Shell.BatchSpec) => unwrap(commands.batchStart(spec)),
  batchList: () => unwrap(commands.batchList()),
  personGet: (id: string) => unwrap(commands.personGet(id)),
  personAudit: (id: string) => unwrap(commands.personAudit(id)),
  personExport: (id: string) => unwrap(commands.personExport(id)),
  personErasure: (id: string) => unwrap(commands.personErasure(id)),
  personErase: (id: string) => unwrap(commands.personErase(id)),
  personPurgeRaw: (id: string) => unwrap(commands.personPurgeRaw(id)),
  batchGet: (id: string) => unwrap(commands.batchGet(id)),
  batchRuns: (id: string) => unwrap(commands.batchRuns(id)),
  batchEffects: (id: string) => unwrap(commands.batchEffects(id)),
  batchFile: (id: string, format: Shell.ReportFormat) => unwrap(commands.batchFile(id, format)),
  batchCancel: (id: string) => unwrap(commands.batchCancel(id)),
  batchResume: (id: string) => unwrap(commands.batchResume(id)),
};
// Who last changed a table, for the quiet notice over an open form. Small: one entry for each table.
const lastWriters = new Map<string, { actor: string | null; at: string }>();

/** The last writer of any table whose name starts with `prefix`, as the change feed told. */
export function lastWriter(prefix: string): { actor: string | null; at: string } | null {
  let last: { actor: string | null; at: string } | null = null;
  for (const [table, entry] of lastWriters) if (table.startsWith(prefix) && (!last || entry.at > last.at)) last = entry;
  return last;
}

const rowListeners = new Set<(change: Shell.RowsChanged) => void>();
const taskListeners = new Set<(task: Shell.Task) => void>();
const noticeListeners = new Set<(ended: Shell.Ended) => void>();

/** Every change of every table as it comes, for whoever holds rows outside the cache (a grid of a million of them). */
export function onRowsChanged(listener: (change: Shell.RowsChanged) => void): () => void {
  rowListeners.add(listener);
  return () => void rowListeners.delete(listener);
}

/** Long work as it goes on. */
export function onTaskChanged(listener: (task: Shell.Task) => void): () => void {
  taskListeners.add(listener);
  return () => void taskListeners.delete(listener);
}

/** What is over and is to be told on the desktop, as soon as somebody words it. */
export function onNoticeDue(listener: (ended: Shell.Ended) => void): () => void {
  noticeListeners.add(listener);
  return () => void noticeListeners.delete(listener);
}

/** Waits for a piece of long work; throws what it failed with, and an error `Cancelled` when somebody stopped it early. */
export function taskEnd<T>(
  id: string,
  onProgress?: (task: Shell.Task) => void,
): Promise<{ result: T; cancelled: boolean }> {
  return new Promise((resolve, reject) => {
    // The list asked for below may be older than the end that was told meanwhile: what is over does not run again.
    let over = false;
    const settle = (task: Shell.Task) => {
      if (over || task.id !== id) return;
      if (task.state === "running") return onProgress?.(task);
      over = true;
      stop();
      if (task.state === "failed" && task.error) return reject(AppError.from(task.error));
      if (task.state === "cancelled" && task.result === null)
        return reject(new AppError({ code: "Cancelled", message: "the work was stopped", field: null, details: null }));
      resolve({ result: task.result as T, cancelled: task.state === "cancelled" });
    };
    const stop = onTaskChanged(settle);
    // It may have ended before anybody listened.
    void backend.taskList().then((tasks) => {
      for (const task of tasks) settle(task);
    }, reject);
  });
}

let connectionsTold = 0;

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
    for (const listener of rowListeners) listener(change);
    lastWriters.set(change.table, { actor: change.actor, at: new Date().toISOString() });
    const stale = staleKeys(change.table);
    if (stale === null) all = true;
    else for (const key of stale) pending.add(key);
    soon();
  };
  const onTask = (task: Shell.Task) => {
    client.setQueryData<Shell.Task[]>(keys.tasks, (known = []) => [...known.filter(({ id }) => id !== task.id), task]);
    for (const listener of taskListeners) listener(task);
  };
  const onConnection = (connection: Shell.Connection) => {
    connectionsTold++;
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
    events.taskChanged.listen((event) => onTask(event.payload)).then(keep),
    events.noticeDue
      .listen((event) => {
        for (const listener of noticeListeners) listener(event.payload);
      })
      .then(keep),
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
  // An answer may arrive after the news of what came later; nothing would correct it then.
  queryFn: async ({ client }) => {
    const before = connectionsTold;
    const answer = await backend.connectionGet();
    const told = client.getQueryData<Shell.Connection>(keys.connection);
    return connectionsTold === before || !told ? answer : told;
  },
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
