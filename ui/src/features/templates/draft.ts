// A draft on its way to the database: what is being written, what the database said last, and everything between the two.
// Only changed fields are sent, each with what its writer saw. What somebody else changed comes in where I write nothing;
// where we both wrote, mine stays unsaved until somebody chooses. Every keystroke is kept on this machine meanwhile.
// It outlives the page: leaving while the connection is away loses nothing. It draws nothing.
import { AppError, backend, type DraftSaved, type FieldEdit, type TemplateVersion } from "../../backend";
import { keepUnsaved } from "../../shared/unsaved";
import { type Fields, fieldsOf, same } from "./fields";

export type SaveState =
  | "saved"
  | "waiting"
  | "saving"
  /** The database is away; it is tried again. */
  | "offline"
  /** Somebody said no when asked whether to write. */
  | "held"
  | "refused"
  | "conflict"
  | "failed"
  /** The version is no draft any more, or gone. */
  | "closed";

export interface FoundDraft {
  savedAt: string;
  fields: Record<string, { base: unknown; value: unknown }>;
}

export interface DraftView {
  version: TemplateVersion;
  fields: Fields;
  edited: string[];
  state: SaveState;
  /** By field, what somebody else left there. */
  conflicts: Fields;
  /** A value the database does not take. */
  refused: { field: string; error: AppError } | null;
  failure: AppError | null;
  /** Text from before a crash. */
  found: FoundDraft | null;
  gone: boolean;
}

const SAVE_AFTER = 800;
const TRY_AGAIN_AFTER = 5000;
// A name and its version are refused together: which of the two is meant, the database cannot know.
const IDENTITY = new Set(["name", "version"]);
const AWAY = new Set(["Unreachable", "Stopped", "Cancelled"]);

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
export const draftKey = (id: string) => `template/${id}`;

export class TemplateDraft {
  private version: TemplateVersion;
  private fields: Record<string, unknown>;
  private base: Record<string, unknown>;
  private conflicts: Record<string, unknown> = {};
  private refused: DraftView["refused"] = null;
  private failure: AppError | null = null;
  private found: FoundDraft | null = null;
  private gone = false;
  private held = false;
  private allowed = false;
  private flight: Promise<void> | null = null;
  /** What was read while a save was under way; of use only if that fails. */
  private missed: TemplateVersion | null = null;
  // What went out since the database last answered for a field: should it turn up there, it is mine and no conflict.
  private readonly sent = new Map<string, unknown[]>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly disk: MachineCopy;
  private shown: DraftView;
  /** Asked before the first write. */
  ask: () => Promise<boolean> = () => Promise.resolve(true);
  /** The version as it was just saved. */
  onSaved: (version: TemplateVersion) => void = () => undefined;
  /** The version is not what it was when it was opened: somebody should look again. */
  onClosed: () => void = () => undefined;

  constructor(version: TemplateVersion) {
    this.version = version;
    this.fields = { ...fieldsOf(version) };
    this.base = { ...this.fields };
    this.disk = new MachineCopy(version.id);
    this.shown = this.view();
    void this.disk.read().then((found) => this.offer(found));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  readonly snapshot = (): DraftView => this.shown;

  set(field: string, value: unknown): void {
    if (same(this.fields[field], value)) return;
    this.fields = { ...this.fields, [field]: value };
    if (this.refused?.field === field || (IDENTITY.has(field) && IDENTITY.has(this.refused?.field ?? "")))
      this.refused = null;
    this.failure = null;
    drafts.set(this.version.id, this);
    this.changed();
    this.soon(SAVE_AFTER);
  }

  /** The version as somebody read it. While a save is under way its answer says more. */
  receive(version: TemplateVersion): void {
    if (this.flight) this.missed = version;
    if (this.flight || version === this.version) return;
    this.gone = false;
    this.take(version);
    this.changed();
  }

  /** Nobody finds the version any more. */
  lost(): void {
    this.gone = true;
    this.changed();
  }

  /** Sends what has changed. */
  async save(): Promise<void> {
    clearTimeout(this.timer);
    if (this.flight) return this.flight;
    const edits = this.sendable();
    if (edits.length === 0) return;
    // Asked once for as long as the draft is open; a question that is open is not asked twice.
    this.flight = (this.allowed ? Promise.resolve(true) : this.ask())
      .then((yes) => {
        this.allowed = yes;
        this.held = !yes;
        return yes ? this.send(this.sendable()) : undefined;
      })
      .finally(() => {
        this.flight = null;
        if (this.missed) this.take(this.missed);
        this.missed = null;
        this.changed();
      });
    this.changed();
    return this.flight;
  }

  /** Saves until nothing is left that can be saved; says whether everything is. */
  async settle(): Promise<boolean> {
    if (this.flight) await this.flight;
    for (let round = 0; round < 5 && this.sendable().length > 0; round++) {
      await this.save();
      if (this.shown.state !== "saved" && this.shown.state !== "waiting") break;
    }
    return this.edited().length === 0;
  }

  keepMine(field: string): void {
    this.base = { ...this.base, [field]: this.conflicts[field] };
    this.dropConflict(field);
    this.changed();
    void this.save();
  }

  takeTheirs(field: string): void {
    const theirs = this.conflicts[field];
    this.base = { ...this.base, [field]: theirs };
    this.fields = { ...this.fields, [field]: theirs };
    this.dropConflict(field);
    this.changed();
  }

  takeUpFound(): void {
    if (!this.found) return;
    for (const [field, { base, value }] of Object.entries(this.found.fields)) {
      this.fields = { ...this.fields, [field]: value };
      this.base = { ...this.base, [field]: base };
    }
    this.found = null;
    drafts.set(this.version.id, this);
    this.take(this.version);
    this.changed();
    this.soon(SAVE_AFTER);
  }

  dropFound(): void {
    this.found = null;
    this.changed();
  }

  /** Gives up what was written and not saved. */
  discard(): void {
    this.fields = { ...fieldsOf(this.version) };
    this.base = { ...this.fields };
    this.conflicts = {};
    this.refused = null;
    this.failure = null;
    this.changed();
  }

  /** The page is left: what can be saved is saved, the rest waits here and on this machine. */
  leave(): void {
    void this.settle().then((whole) => {
      if (whole && this.listeners.size === 0 && drafts.get(this.version.id) === this) drafts.delete(this.version.id);
    });
  }

  private async send(edits: FieldEdit[]): Promise<void> {
    for (const { field, value } of edits) this.sent.set(field, [...(this.sent.get(field) ?? []), value]);
    try {
      this.answered(edits, await backend.templateSave(this.version.id, edits));
    } catch (thrown) {
      this.failed(edits, AppError.from(thrown));
    }
  }

  private answered(edits: FieldEdit[], { version, conflicts }: DraftSaved): void {
    const theirs = new Map(conflicts.map((one) => [one.field, one.theirs]));
    const now = fieldsOf(version);
    this.failure = null;
    for (const { field, value } of edits) {
      if (theirs.has(field)) continue;
      // As the database wrote it down, unless somebody typed on meanwhile.
      if (same(this.fields[field], value)) this.fields = { ...this.fields, [field]: now[field] ?? null };
      this.base = { ...this.base, [field]: now[field] ?? null };
      this.sent.delete(field);
    }
    this.take(version);
    this.missed = null;
    this.onSaved(version);
  }

  private failed(edits: FieldEdit[], error: AppError): void {
    const field = camel(error.field ?? "");
    const named = edits.find((edit) => edit.field === field || (IDENTITY.has(field) && IDENTITY.has(edit.field)));
    if (error.code === "Invalid" && named) {
      this.refused = { field: named.field, error };
      // The others need not wait for it.
      this.soon(0);
    } else if (error.code === "NotFound" || error.code === "Conflict") {
      this.gone = error.code === "NotFound";
      this.failure = this.gone ? null : error;
      this.onClosed();
    } else {
      this.failure = error;
      if (AWAY.has(error.code)) this.soon(TRY_AGAIN_AFTER);
    }
  }

  /** Puts a version underneath: it comes in where nothing was written, and stands beside where something was. */
  private take(version: TemplateVersion): void {
    const now = fieldsOf(version);
    this.version = version;
    if (version.state !== "draft") this.failure = null;
    for (const field of new Set([...Object.keys(this.fields), ...Object.keys(now)])) {
      const theirs = now[field] ?? null;
      const mine = this.fields[field] ?? null;
      const base = this.base[field] ?? null;
      const ours = this.sent.get(field)?.some((value) => same(value, theirs)) === true;
      if (same(mine, base) || same(mine, theirs)) {
        this.fields = { ...this.fields, [field]: theirs };
        this.base = { ...this.base, [field]: theirs };
        this.dropConflict(field);
      } else if (ours) {
        this.base = { ...this.base, [field]: theirs };
        this.dropConflict(field);
      } else if (!same(theirs, base)) this.conflicts = { ...this.conflicts, [field]: theirs };
      else this.dropConflict(field);
    }
  }

  private dropConflict(field: string): void {
    const { [field]: _gone, ...others } = this.conflicts;
    this.conflicts = others;
  }

  private edited(): string[] {
    return Object.keys(this.fields).filter((field) => !same(this.fields[field], this.base[field]));
  }

  private sendable(): FieldEdit[] {
    if (this.version.state !== "draft" || this.gone) return [];
    const refused = this.refused?.field ?? "";
    return this.edited()
      .filter((field) => !(field in this.conflicts))
      .filter((field) => field !== refused && !(IDENTITY.has(refused) && IDENTITY.has(field)))
      .map((field) => ({ field, base: this.base[field] ?? null, value: this.fields[field] ?? null }));
  }

  private offer(found: FoundDraft | null): void {
    if (!found) return;
    const fields = Object.fromEntries(
      Object.entries(found.fields).filter(([field, { value }]) => !same(value, this.fields[field])),
    );
    if (Object.keys(fields).length > 0) this.found = { ...found, fields };
    this.changed();
  }

  private soon(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), wait);
  }

  private state(edited: string[]): SaveState {
    if (edited.length === 0) return "saved";
    if (this.gone || this.version.state !== "draft") return "closed";
    if (this.flight) return "saving";
    if (this.failure) return AWAY.has(this.failure.code) ? "offline" : "failed";
    if (this.held) return "held";
    if (this.sendable().length > 0) return "waiting";
    return Object.keys(this.conflicts).length > 0 ? "conflict" : "refused";
  }

  private view(): DraftView {
    const edited = this.edited();
    const { version, fields, conflicts, refused, failure, found, gone } = this;
    return { version, fields, edited, conflicts, refused, failure, found, gone, state: this.state(edited) };
  }

  private changed(): void {
    this.shown = this.view();
    const written = this.shown.edited.map((field) => [
      field,
      { base: this.base[field] ?? null, value: this.fields[field] ?? null },
    ]);
    // What was found and not decided about stays there too.
    this.disk.keep(
      this.version.revision,
      { ...this.found?.fields, ...Object.fromEntries(written) },
      written.length > 0,
    );
    for (const listener of this.listeners) listener();
  }
}

/** The draft's copy on this machine. Writes go one after another, and only the last of those that wait. */
class MachineCopy {
  private readonly key: string;
  private wanted: (() => Promise<unknown>) | null = null;
  private writing = false;
  private kept = "{}";
  // Nothing is written over what was not read yet.
  private known: Promise<unknown> = Promise.resolve();

  constructor(id: string) {
    this.key = draftKey(id);
  }

  read(): Promise<FoundDraft | null> {
    const found = this.find();
    this.known = found;
    return found;
  }

  private async find(): Promise<FoundDraft | null> {
    try {
      const draft = (await backend.draftList()).find(({ key }) => key === this.key);
      const fields = (draft?.value as Partial<FoundDraft> | null | undefined)?.fields;
      if (!draft || typeof fields !== "object" || fields === null) return null;
      this.kept = JSON.stringify(fields);
      return { savedAt: draft.savedAt, fields };
    } catch {
      return null;
    }
  }

  keep(revision: string, fields: FoundDraft["fields"], unsaved: boolean): void {
    keepUnsaved(this.key, unsaved ? { revision, value: { fields } } : null);
    const text = JSON.stringify(fields);
    if (text === this.kept) return;
    this.kept = text;
    this.wanted =
      text === "{}" ? () => backend.draftDiscard(this.key) : () => backend.draftSave(this.key, revision, { fields });
    if (!this.writing) void this.write();
  }

  private async write(): Promise<void> {
    this.writing = true;
    await this.known;
    while (this.wanted) {
      const next = this.wanted;
      this.wanted = null;
      await next().catch(() => undefined);
    }
    this.writing = false;
  }
}

// Drafts with something unsaved stay, whoever looks at them.
const drafts = new Map<string, TemplateDraft>();

export function draftOf(version: TemplateVersion): TemplateDraft {
  return drafts.get(version.id) ?? new TemplateDraft(version);
}

/** For tests, which start each time from a clean slate. */
export function forgetDrafts(): void {
  for (const id of drafts.keys()) keepUnsaved(draftKey(id), null);
  drafts.clear();
}
