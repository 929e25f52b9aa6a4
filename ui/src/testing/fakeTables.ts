// A table kept in memory behind the commands that read, write, change and undo it; good enough for what the pages ask.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";
import { failed, fault, nextRevision, ok } from "./fakeAnswers";
import { fakeReads, type Shown } from "./fakeReads";
import { changed, differs, isEmpty, matching, targeted } from "./fakeRows";
import { poolRows, tables } from "./poolSamples";
import * as samples from "./samples";

type Answers = typeof Commands;
type Row = Shell.TableRow;
type Before = { pool: Shell.Pool; rows: Map<string, Row | null> };

export interface FakeTables {
  rows: Record<Shell.Pool, Row[]>;
  views: Shell.SavedView[];
  tasks: Shell.Task[];
  trash: Record<Shell.Pool, Shell.Trashed[]>;
  /** While true, started work goes on until `finishTasks` or until it is cancelled. */
  holdTasks: boolean;
  impact: Shell.Impact;
  /** A value that every write refuses, for a reason only the database knows. */
  refuse: { field: string; reason: Shell.Reason } | null;
  drawSettings: Shell.DrawSettings;
  /** What the next dry run and import answer. */
  imported: Shell.Import;
  duplicates: Shell.Duplicates;
}

interface Tell {
  rows: (change: Partial<Shell.RowsChanged> & { table: string }) => void;
  task: (task: Shell.Task) => void;
}

/** The first column that refuses its value. */
function refusal(pool: Shell.Pool, set: Row) {
  for (const [key, value] of Object.entries(set)) {
    const column = tables[pool].columns.find((one) => one.key === key);
    if (!column) return fault("Invalid", `${key} is no column`, key, { reason: "unknownColumn" });
    if (column.required && isEmpty(value) && column.kind.kind !== "tags")
      return fault("Invalid", `${key} may not be empty`, key, { reason: "required" });
    if (column.kind.kind === "number" && typeof value === "number") {
      const { min, max } = column.kind;
      if ((min !== null && value < min) || (max !== null && value > max))
        return fault("Invalid", `${key} is out of range`, key, { reason: "outOfRange", min, max });
    }
  }
  return null;
}

/** `others`: the tables whose rows are kept elsewhere. */
export function fakeTables(tell: Tell, others: Record<"runs" | "people", () => Shown>) {
  let tokens = 0;
  const undo = new Map<string, Before>();
  const running = new Map<string, () => unknown>();

  const state: FakeTables = {
    rows: poolRows(),
    views: [],
    tasks: [],
    trash: { experiences: [], archetypes: [], visuals: [] },
    holdTasks: false,
    impact: { active: 0, emptied: [], thinned: [], references: [], referenceCount: 0 },
    refuse: null,
    drawSettings: samples.drawSettings,
    imported: samples.imported,
    duplicates: { pairs: [], found: 0, compared: 12 },
  };

  const shown = (name: Shell.TableName): Shown =>
    name === "runs" || name === "people" ? others[name]() : { table: tables[name], rows: state.rows[name] };

  const put = (pool: Shell.Pool, next: Map<string, Row | null>): string => {
    const token = `set${++tokens}`;
    const before = new Map<string, Row | null>();
    let arrived = false;
    for (const [id, row] of next) {
      const at = state.rows[pool].findIndex((one) => one.id === id);
      before.set(id, at < 0 ? null : { ...state.rows[pool][at] });
      const old = state.rows[pool][at];
      if (row === null) state.rows[pool] = state.rows[pool].filter((one) => one.id !== id);
      else if (at < 0) state.rows[pool] = [...state.rows[pool], { ...row, id, revision: "1" }];
      else
        state.rows[pool] = state.rows[pool].map((one) =>
          one.id === id ? { ...one, ...row, id, revision: String(Number(old?.revision) + 1) } : one,
        );
      arrived ||= at < 0 || row === null;
    }
    undo.set(token, { pool, rows: before });
    const operation: Shell.Operation = arrived ? (next.values().next().value ? "insert" : "delete") : "update";
    tell.rows({ table: tables[pool].name, operation, ids: [...next.keys()], count: next.size });
    return token;
  };

  const takeBack = (token: string): Shell.Undone | null => {
    const before = undo.get(token);
    if (!before) return null;
    return { changed: before.rows.size, kept: [], keptCount: 0, undo: put(before.pool, before.rows) };
  };

  const end = (id: string, to: Shell.TaskState, result: unknown) => {
    running.delete(id);
    state.tasks = state.tasks.map((task) => {
      if (task.id !== id) return task;
      const ended = { ...task, state: to, done: to === "done" ? (task.total ?? task.done) : task.done, result };
      setTimeout(() => tell.task(ended), 0);
      return ended;
    });
  };

  const start = (kind: string, table: string, total: number, work: () => unknown) => {
    const id = `task${++tokens}`;
    const task: Shell.Task = {
      id,
      kind,
      table,
      state: "running",
      done: 0,
      total,
      result: null,
      error: null,
      startedAt: new Date().toISOString(),
    };
    state.tasks = [...state.tasks, task];
    running.set(id, work);
    tell.task(task);
    if (!state.holdTasks) end(id, "done", work());
    return ok(id);
  };

  const write = (pool: Shell.Pool, edit: Shell.RowEdit): { outcome: Shell.Outcome; next: [string, Row] | null } => {
    const own = state.refuse && state.refuse.field in edit.set ? state.refuse : null;
    const wrong = own ? fault("Invalid", "refused", own.field, own.reason) : refusal(pool, edit.set);
    if (wrong) return { outcome: { error: wrong }, next: null };
    const old = state.rows[pool].find((one) => one.id === edit.id);
    if (edit.id !== null && !old) return { outcome: { error: fault("NotFound", `writing ${edit.id}`) }, next: null };
    if (old && old.revision !== edit.revision)
      return { outcome: { error: fault("Stale", `writing ${edit.id}`) }, next: null };
    const blank = Object.fromEntries(tables[pool].columns.map((column) => [column.key, column.default]));
    const id = edit.id ?? `new${++tokens}`;
    const row = { ...(old ?? blank), ...edit.set, id };
    return { outcome: { row }, next: [id, row] };
  };

  const answers = {
    ...fakeReads(shown),
    tableWrite: (pool, edits) => {
      const all = edits.map((edit) => write(pool, edit));
      const next = new Map(all.flatMap((one) => (one.next ? [one.next] : [])));
      const changeSet = put(pool, next);
      const outcomes = all.map(({ outcome, next }): Shell.Outcome => {
        const row = next ? state.rows[pool].find((one) => one.id === next[0]) : undefined;
        return row ? { row } : outcome;
      });
      return ok({ changeSet, outcomes });
    },
    tableBulkPreview: (pool, target, change) => {
      if (change.kind === "replace" && change.regex) {
        try {
          new RegExp(change.find);
        } catch {
          return failed("Invalid", "invalid regular expression", "find");
        }
      }
      const rows = targeted(state.rows[pool], target);
      const touched = rows.filter((row) => differs(row, changed(row, change)));
      const exact = true;
      return ok({
        matched: { value: rows.length, exact },
        changed: { value: touched.length, exact },
        samples: touched.flatMap((row) =>
          Object.entries(changed(row, change) ?? {}).map(([column, value]) => ({
            id: String(row.id),
            label: String(row[tables[pool].title]),
            column,
            old: row[column],
            new: value,
            error: refusal(pool, { [column]: value }),
          })),
        ),
      });
    },
    tableBulkStart: (pool, target, change) => {
      const rows = targeted(state.rows[pool], target);
      return start("bulk", tables[pool].name, rows.length, (): Shell.BulkDone => {
        const touched = rows.filter((row) => differs(row, changed(row, change)));
        const refused = touched.flatMap((row) => {
          const error = refusal(pool, changed(row, change) ?? {});
          const label = String(row[tables[pool].title]);
          return error
            ? [{ id: String(row.id), label, field: error.field, message: error.message, reason: error.reason ?? null }]
            : [];
        });
        const good = touched.filter((row) => !refused.some((one) => one.id === row.id));
        const token = put(pool, new Map(good.map((row) => [String(row.id), changed(row, change)])));
        return { changed: good.length, refused, refusedCount: refused.length, undo: token };
      });
    },
    changeUndo: (token) => {
      const undone = takeBack(token);
      return undone ? ok(undone) : failed("NotFound", `change ${token}`);
    },
    changeUndoStart: (token) => start("undo", "", undo.get(token)?.rows.size ?? 0, () => takeBack(token)),
    tableTrash: (pool) => ok(state.trash[pool]),
    tableRestore: (pool, ids) => {
      const back = state.trash[pool].filter((one) => ids.includes(one.id));
      const rows = back.map(({ id, row }) => ({ ...(row as Row), id }));
      state.trash[pool] = state.trash[pool].filter((one) => !back.includes(one));
      return ok({ changeSet: put(pool, new Map(rows.map((row) => [row.id, row]))), rows });
    },
    tableRestoreVersion: (pool, id) => {
      const row = state.rows[pool].find((one) => one.id === id) ?? {};
      return ok({ changeSet: put(pool, new Map([[id, row]])), row });
    },
    taskList: () => Promise.resolve(state.tasks),
    taskCancel: (id) => {
      if (running.has(id)) end(id, "cancelled", null);
      return ok(null);
    },
    viewList: (table) => ok(state.views.filter((view) => view.table === table)),
    viewSave: (id, revision, edit) => {
      const old = state.views.find((view) => view.id === id);
      if (old && old.revision !== revision) return failed("Stale", "saving the view");
      if (state.views.some((view) => view.id !== id && view.table === edit.table && view.name === edit.name))
        return failed("Invalid", "the name is taken", "name", { reason: "taken" });
      const view: Shell.SavedView = {
        ...edit,
        id: id ?? `view${++tokens}`,
        revision: String(Number(old?.revision ?? 0) + 1),
        owner: old?.owner ?? samples.info.actor,
        updatedAt: new Date().toISOString(),
      };
      state.views = [...state.views.filter((one) => one.id !== view.id), view];
      return ok(view);
    },
    viewDelete: (id) => {
      state.views = state.views.filter((view) => view.id !== id);
      return ok(null);
    },
    poolUsage: () => ok(samples.usage),
    poolImpact: () => ok(state.impact),
    poolMerge: (pool, merge) => {
      const kept = state.rows[pool].find((row) => row.id === merge.keep) ?? {};
      const row = { ...kept, ...merge.set };
      const changeSet = put(
        pool,
        new Map<string, Row | null>([
          [merge.keep, row],
          [merge.remove, null],
        ]),
      );
      return ok({ changeSet, row: state.rows[pool].find((one) => one.id === merge.keep) ?? row });
    },
    poolDuplicatesStart: (pool) =>
      start("duplicates", tables[pool].name, state.rows[pool].length, () => state.duplicates),
    poolHints: (pool, typed, but) => {
      const like = (row: Row): Shell.Like => ({
        id: String(row.id),
        label: String(row[tables[pool].title]),
        text: String(row.description ?? ""),
      });
      const mine: Shell.Like = { id: but ?? "", label: typed, text: "" };
      return ok(
        state.rows[pool]
          .filter((row) => row.id !== but && typed !== "" && String(row[tables[pool].title]).includes(typed))
          .map((row) => ({ first: mine, second: like(row), similarity: 0.8, by: "title" })),
      );
    },
    poolDraw: (pool, request) => ok(samples.drawOf(pool, request, state.rows[pool])),
    drawSources: () => ok(samples.drawSources),
    drawSettingsGet: () => ok(state.drawSettings),
    drawSettingsUpdate: (revision, edit) => {
      if (revision !== state.drawSettings.revision) return failed("Stale", "saving the draw settings");
      state.drawSettings = { ...edit, revision: nextRevision(revision), updatedAt: new Date().toISOString() };
      return ok(state.drawSettings);
    },
    uploadBegin: () => ok(`upload${++tokens}`),
    uploadAppend: () => ok(null),
    uploadDiscard: () => ok(null),
    importDryRunStart: (pool) => start("import", tables[pool].name, state.imported.rows, () => state.imported),
    importStart: (pool) =>
      start("import", tables[pool].name, state.imported.rows, () => ({
        ...state.imported,
        undo: put(pool, new Map()),
      })),
    exportStart: (name, options, format) => {
      const { table, rows } = shown(name);
      const count = matching(rows, options.filter ?? {}).length;
      const result: Shell.Exported = { path: `/home/mina/Downloads/${name}.${format}`, rows: count };
      return start("export", table.name, count, () => result);
    },
    fileReveal: () => ok(null),
  } satisfies Partial<Answers>;

  /** Lets all work that was held come to its end. */
  const finishTasks = () => {
    for (const [id, work] of [...running]) end(id, "done", work());
  };
  const progress = (id: string, done: number) => {
    state.tasks = state.tasks.map((task) => (task.id === id ? { ...task, done } : task));
    const task = state.tasks.find((one) => one.id === id);
    if (task) tell.task(task);
  };
  return { answers, state, finishTasks, progress };
}
