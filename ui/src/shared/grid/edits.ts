// Edits on their way to the database, row by row: shown at once, sent at once, and only the columns that changed. A row
// is written once at a time and always with its newest revision; what was edited meanwhile goes with the next write.
// A value that is refused, overtaken or not sent stays where it was typed until somebody decides. It draws nothing.
import { type Entry, entryFor, entryOf, has, mineOf, type PendingEdit, pendingOf, shownOf, without } from "./rowEntry";
import type { GridRow, Values } from "./types";
import { UndoSteps } from "./undoSteps";

export interface RowEdit {
  id: string | null;
  revision: string | null;
  set: Values;
}

export interface WriteError {
  code: string;
  message: string;
  field: string | null;
  /** Why, for whoever says it in the reader's language. */
  reason?: unknown;
}

export type Outcome = { row: GridRow } | { error: WriteError };

export interface EditBackend {
  write: (edits: RowEdit[]) => Promise<{ changeSet: string; outcomes: Outcome[] }>;
  undo: (changeSet: string) => Promise<{ changeSet: string }>;
}

export interface EditEvents {
  /** The row as it was saved; the list takes it in. */
  onRow: (row: GridRow) => void;
  /** Rows that an undo changed. */
  onRefresh: (ids: string[]) => void;
  /** Somebody saved first. `base`: what I saw in those columns when I began. */
  onStale?: ((id: string, mine: Values, base: Values) => void) | undefined;
  /** An undo or a new row that failed. */
  onFailure?: ((error: WriteError) => void) | undefined;
  /** A refusal in the reader's language. */
  explain?: ((error: WriteError) => string) | undefined;
}

const plain = (name: string) => name.replaceAll("_", "").toLowerCase();

export function writeError(thrown: unknown): WriteError {
  const error = (typeof thrown === "object" && thrown !== null ? thrown : {}) as Partial<WriteError>;
  return {
    code: typeof error.code === "string" ? error.code : "Internal",
    message: typeof error.message === "string" ? error.message : String(thrown),
    field: typeof error.field === "string" ? error.field : null,
    reason: error.reason ?? null,
  };
}

export class SaveQueue {
  private readonly listeners = new Set<() => void>();
  private readonly entries = new Map<string, Entry>();
  private readonly flights = new Set<Promise<void>>();
  private readonly steps: UndoSteps;
  private changes = 0;

  constructor(
    private readonly backend: EditBackend,
    private readonly events: EditEvents,
  ) {
    this.steps = new UndoSteps({
      idle: () => this.idle(),
      undo: (token) => this.backend.undo(token),
      onUndone: (ids) => this.events.onRefresh(ids),
      onFailure: (thrown) => this.events.onFailure?.(writeError(thrown)),
      onChange: () => this.tell(),
    });
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  version = () => this.changes;
  entry = (id: string) => this.entries.get(id);

  shown = (row: GridRow, column: string): unknown => shownOf(this.entries.get(row.id), row, column);

  get canUndo() {
    return this.steps.canUndo;
  }

  get canRedo() {
    return this.steps.canRedo;
  }

  pending(): PendingEdit[] {
    return [...this.entries].map(([id, entry]) => pendingOf(id, entry));
  }

  edit(row: GridRow, set: Values) {
    this.apply([{ row, set }]);
  }

  /** Many rows in one write, and so in one step of undo. */
  apply(edits: { row: GridRow; set: Values }[]) {
    for (const { row, set } of edits) {
      const entry = entryFor(row, set, this.entries.get(row.id));
      // Mine and the newest revision are brought together by whoever settles a stale row, not by typing on.
      this.put(row.id, {
        ...entry,
        waiting: { ...entry.waiting, ...set },
        refused: without(entry.refused, Object.keys(set)),
        held: false,
      });
    }
    this.flush();
  }

  /** Keeps a value that cannot be sent as it is, with the reason, in its cell. */
  refuse(row: GridRow, column: string, value: unknown, reason: string) {
    const entry = entryFor(row, { [column]: value }, this.entries.get(row.id));
    this.put(row.id, {
      ...entry,
      waiting: without(entry.waiting, [column]),
      refused: { ...entry.refused, [column]: { value, reason } },
    });
    this.tell();
  }

  /** Gives up what is unsaved in these columns, or in the whole row. */
  drop(id: string, columns?: string[]) {
    const entry = this.entries.get(id);
    if (!entry) return;
    const gone = columns ?? Object.keys(mineOf(entry));
    this.put(id, {
      ...entry,
      waiting: without(entry.waiting, gone),
      refused: without(entry.refused, gone),
      stale: columns ? entry.stale : false,
    });
    this.tell();
  }

  /** Ends a stale row: `keep` of mine goes over `row`, the newest one; nothing kept is theirs taken. */
  settle(row: GridRow, keep: Values) {
    this.entries.delete(row.id);
    this.events.onRow(row);
    if (has(keep)) this.edit(row, keep);
    else this.tell();
  }

  /** Sends again what could not be sent while the database was away. */
  retry() {
    for (const [id, entry] of this.entries) if (entry.held) this.entries.set(id, { ...entry, held: false });
    this.flush();
  }

  /** Takes edits of an earlier session back in; they wait for retry(). */
  restore(edits: PendingEdit[]) {
    for (const edit of edits) this.put(edit.id, entryOf(edit));
    this.tell();
  }

  /** Adds a row. It is a step of undo like any other. */
  async create(set: Values): Promise<Outcome> {
    try {
      const { changeSet, outcomes } = await this.backend.write([{ id: null, revision: null, set }]);
      const outcome = outcomes[0] ?? { error: writeError("nothing came back") };
      if ("row" in outcome) this.remember(changeSet, [outcome.row.id]);
      this.tell();
      return outcome;
    } catch (thrown) {
      return { error: writeError(thrown) };
    }
  }

  /** A change set that was written elsewhere (bulk edit, import) joins the steps of undo. */
  remember(token: string, ids: string[]) {
    this.steps.add(token, ids);
    this.tell();
  }

  /** A change set that was undone elsewhere is no step any more. */
  forget(token: string) {
    this.steps.forget(token);
    this.tell();
  }

  undo = () => this.steps.undo();
  redo = () => this.steps.redo();

  /** Resolves when nothing is on its way. */
  async idle(): Promise<void> {
    while (this.flights.size > 0) await Promise.all(this.flights);
  }

  private put(id: string, entry: Entry) {
    if (entry.sending || has(entry.waiting) || has(entry.refused)) this.entries.set(id, entry);
    else this.entries.delete(id);
  }

  private flush() {
    const ready = [...this.entries].filter(
      ([, entry]) => has(entry.waiting) && !entry.sending && !entry.stale && !entry.held,
    );
    if (ready.length > 0) {
      const sent = ready.map(([id, { revision, waiting }]) => ({ id, revision, set: waiting }));
      for (const [id, entry] of ready) this.entries.set(id, { ...entry, sending: entry.waiting, waiting: {} });
      const flight = this.send(sent).then(() => {
        this.flights.delete(flight);
        this.flush();
      });
      this.flights.add(flight);
    }
    this.tell();
  }

  private async send(sent: { id: string; revision: string; set: Values }[]) {
    let outcomes: Outcome[];
    try {
      const answer = await this.backend.write(sent);
      outcomes = answer.outcomes;
      const written = outcomes.flatMap((outcome) => ("row" in outcome ? [outcome.row.id] : []));
      if (written.length > 0) this.remember(answer.changeSet, written);
    } catch (thrown) {
      const error = writeError(thrown);
      outcomes = sent.map(() => ({ error }));
    }
    sent.forEach(({ id, set }, index) => {
      const entry = this.entries.get(id);
      const outcome = outcomes[index] ?? { error: writeError("nothing came back") };
      if ("row" in outcome) this.events.onRow(outcome.row);
      if (!entry) return;
      if ("row" in outcome) this.saved(id, entry, outcome.row);
      else this.failed(id, entry, set, outcome.error);
    });
  }

  private saved(id: string, entry: Entry, row: GridRow) {
    const base = Object.fromEntries(Object.keys(entry.base).map((column) => [column, row[column] ?? null]));
    this.put(id, { ...entry, revision: row.revision, base, sending: null });
  }

  private failed(id: string, entry: Entry, sent: Values, error: WriteError) {
    const back = { ...entry, sending: null, waiting: { ...sent, ...entry.waiting } };
    if (error.code === "Unreachable") return this.put(id, { ...back, held: true });
    if (error.code === "Stale") {
      this.put(id, { ...back, stale: true });
      this.events.onStale?.(id, mineOf(back), entry.base);
      return;
    }
    const field = error.field;
    const named = field === null ? undefined : Object.keys(sent).find((column) => plain(column) === plain(field));
    // One value is refused: the others are sent again without it. No value in particular: all of them wait.
    const wrong = error.code.startsWith("Invalid") && named !== undefined ? [named] : Object.keys(sent);
    const reason = this.events.explain?.(error) ?? error.message;
    // What was typed over meanwhile is not refused, it goes next.
    const refused = wrong.filter((column) => !(column in entry.waiting));
    this.put(id, {
      ...back,
      waiting: { ...without(sent, wrong), ...entry.waiting },
      refused: {
        ...entry.refused,
        ...Object.fromEntries(refused.map((column) => [column, { value: sent[column], reason }])),
      },
    });
  }

  private tell() {
    this.changes++;
    for (const listener of this.listeners) listener();
  }
}
