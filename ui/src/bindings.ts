// Stand-in written by hand from the contract, in the shape tauri-specta will generate. Replaced by the generated file.
import { invoke } from "@tauri-apps/api/core";
import * as TAURI_API_EVENT from "@tauri-apps/api/event";

export const commands = {
  appInfo: () => invoke<AppInfo>("app_info"),
  windowOpen: (address: string) => typedError<null, AppError>(invoke("window_open", { address })),
  windowReady: () => invoke<void>("window_ready"),
  connectionGet: () => invoke<Connection>("connection_get"),
  connectionRetry: () => typedError<null, AppError>(invoke("connection_retry")),
  connectionMigrate: () => typedError<null, AppError>(invoke("connection_migrate")),
  homeGet: (since: string | null) => typedError<Home, AppError>(invoke("home_get", { since })),
  search: (text: string) => typedError<Hit[], AppError>(invoke("search", { text })),
  rowGet: (kind: RowKind, id: string) => typedError<Row, AppError>(invoke("row_get", { kind, id })),
  historyList: (filter: HistoryFilter) => typedError<ChangePage, AppError>(invoke("history_list", { filter })),
  poolCoverage: (pool: CoveragePool) => typedError<Coverage, AppError>(invoke("pool_coverage", { pool })),
  settingsGet: () => typedError<TeamSettings, AppError>(invoke("settings_get")),
  settingsUpdate: (revision: string, edit: TeamSettingsEdit) => typedError<TeamSettings, AppError>(invoke("settings_update", { revision, edit })),
  scenarioList: () => typedError<Scenario[], AppError>(invoke("scenario_list")),
  scenarioLoad: (name: string) => typedError<SeedReport, AppError>(invoke("scenario_load", { name })),
  draftList: () => typedError<Draft[], AppError>(invoke("draft_list")),
  draftSave: (key: string, revision: string | null, value: unknown) => typedError<null, AppError>(invoke("draft_save", { key, revision, value })),
  draftDiscard: (key: string) => typedError<null, AppError>(invoke("draft_discard", { key })),
};

export const events = {
  connectionChanged: makeEvent<Connection>("connection-changed"),
  rowsChanged: makeEvent<RowsChanged>("rows-changed"),
};

export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };
export type ErrorCode = "Invalid" | "Stale" | "NotFound" | "Unreachable" | "Forbidden" | "Conflict" | "Internal"
  | "DiskFull" | "PortTaken" | "DataDamaged" | "OtherMajor" | "NoServerProgram" | "ServerTooOld" | "SchemaNewer" | "SchemaBehind" | "Stopped";
export type AppError = { code: ErrorCode; message: string; field: string | null; details: string | null };
export type AppInfo = { version: string; dataDir: string; logDir: string; actor: string; operatingSystem: string };
export type ConnectionState = "starting" | "ready" | "lost" | "stopped" | "behind" | "failed";
//  starting: first connection under way (step says what); lost: was ready, retries by itself; stopped: someone stopped the
//  embedded database on purpose; behind: an external database needs migrating; failed: needs a person (problem says why)
export type StartStep = "unpacking" | "creating" | "starting" | "migrating" | "connecting";
export type Connection = {
  state: ConnectionState; step: StartStep | null; profile: Profile; server: Server | null;
  problem: AppError | null; since: string; nextAttempt: string | null;
};
export type ProfileKind = "embedded" | "external";
export type Profile = { name: string; kind: ProfileKind; address: string; production: boolean; readOnly: boolean };
export type SchemaState = { system: string; applied: string | null; latest: string; pending: number };
export type Server = { version: string; database: string; user: string; vector: boolean; trigram: boolean; sizeBytes: number | null; schemas: SchemaState[] };
export type RowsChanged = { table: string; operation: "insert" | "update" | "delete" | "truncate" | "refresh"; ids: string[]; count: number; actor: string | null };
//  table is "knock.data_pool_experiences" etc.; table "*" + operation "refresh" after a reconnect: everything may have changed
export type Tally = { active: number; total: number };
export type Content = { experiences: Tally; archetypes: Tally; visuals: Tally; traumaTypes: Tally; templates: Tally; people: number; sampleInputs: number; characters: number; rooms: number };
export type Day = { runs: number; completed: number; failed: number; running: number; successRate: number | null; meanQuality: number | null; p95Ms: number | null; tokens: number; costUsd: number };
export type RecentRun = { id: string; number: number; status: string; person: string | null; startedAt: string | null; message: string | null };
export type Home = {
  content: Content; day: Day; running: RecentRun[]; failures: RecentRun[];
  coverage: Coverage[]; changes: ChangeSummary[]; templateDefault: string | null; lastBackupAt: string | null;
};
export type ChangeSummary = { actor: string; table: string; count: number; lastAt: string; labels: string[] }; // since `since`, newest first
export type Need = "survival" | "belonging" | "recognition" | "autonomy" | "growth" | "meaning";
export type CoveragePool = "experiences" | "visuals";
export type CoverageCell = { need: Need; column: string; active: number; target: number };   // column: intensity or element type
export type Coverage = { pool: CoveragePool; columns: string[]; cells: CoverageCell[]; targetPerNeed: number; gaps: number };
export type RowKind = "experience" | "archetype" | "visual" | "traumaType" | "template" | "person" | "sampleInput";
export type Hit = { kind: RowKind; id: string; title: string; subtitle: string };
export type Row = { kind: RowKind; id: string; title: string; revision: string; updatedAt: string; fields: unknown /* object */; changes: Change[] };
export type HistoryFilter = { table?: string | null; rowId?: string | null; actor?: string | null; since?: string | null; after?: string | null; limit?: number | null };
export type Change = { id: string; at: string; table: string; rowId: string; label: string; operation: "insert" | "update" | "delete"; actor: string; origin: string; fields: string[]; old: unknown; new: unknown };
export type ChangePage = { items: Change[]; next: string | null; total: { value: number; exact: boolean } };
export type TeamSettings = { revision: string; experiencesPerNeed: number; experiencesPerIntensity: number; visualsPerNeed: number; visualsPerElement: number; updatedAt: string };
export type TeamSettingsEdit = { experiencesPerNeed: number; experiencesPerIntensity: number; visualsPerNeed: number; visualsPerElement: number };
export type Scenario = { name: string; title: { ko: string; en: string }; rows: number; loaded: boolean };
export type SeedReport = { scenario: string; inserted: number; unchanged: number; tables: { table: string; inserted: number; unchanged: number }[] };
export type Draft = { key: string; revision: string | null; savedAt: string; value: unknown };

async function typedError<T, E>(result: Promise<T>): Promise<Result<T, E>> {
  try {
    return { status: "ok", data: await result };
  } catch (e) {
    if (e instanceof Error) throw e;
    return { status: "error", error: e as E };
  }
}

function makeEvent<T>(name: string) {
  return { listen: (cb: TAURI_API_EVENT.EventCallback<T>) => TAURI_API_EVENT.listen<T>(name, cb) };
}
