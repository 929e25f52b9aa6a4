// The life of one form's draft. The form owns its values: no refetch and no change feed ever touches them.
// Kept through a stale save, a lost connection, leaving the page (unsaved.ts) and a crash (the shell's draft folder);
// undone step by step; saved with the revision the row was opened at.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { AppError, backend } from "../backend";
import { keepUnsaved, unsaved } from "./unsaved";

export type Values = Record<string, unknown>;

/** A row as a form sees it: its values, and the revision they belong to. */
export interface Revised<T extends Values> {
  value: T;
  revision: string;
  /** Who wrote it, where known. */
  by?: string | null;
}

export interface DraftOptions<T extends Values> {
  /** Names the form's subject, e.g. "coverage-targets" or "experience/<id>". */
  name: string;
  opened: Revised<T>;
  save: (value: T, revision: string) => Promise<Revised<T>>;
  /** Fetches the row as it is now, for comparing after a stale save. */
  reload: () => Promise<Revised<T>>;
  /** The row was saved or theirs was taken: the caller opens it anew. */
  onOpened: (row: Revised<T>) => void;
  /** What is wrong with the values before the database is asked. */
  check?: (value: T) => Partial<Record<keyof T & string, string>>;
  /** The database's refusal of a field, in the reader's language. */
  explain?: (error: AppError) => string;
  /** Asked before each write, e.g. on production, or when it would take something away from others. */
  mayWrite?: (value: T) => Promise<boolean>;
}

export interface DraftState<T extends Values> {
  value: T;
  set: <K extends keyof T & string>(field: K, value: T[K]) => void;
  dirty: boolean;
  edited: (keyof T & string)[];
  errors: Partial<Record<keyof T & string, string>>;
  /** A failure that belongs to no field. */
  failure: AppError | null;
  saving: boolean;
  save: () => Promise<void>;
  discard: () => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  stale: Revised<T> | null;
  /** Saves `choice` over theirs. */
  settle: (choice: T) => Promise<void>;
  takeTheirs: () => void;
  /** A draft from before a crash. */
  found: { value: T; savedAt: string; older: boolean } | null;
  restoreFound: () => void;
  dropFound: () => void;
}

const WRITE_AFTER = 400;
// Letters typed in one go are one step of undo.
const ONE_STEP = 700;
// Writes to the draft folder go one after another: a removal must not be overtaken by an older write, and the folder is
// read only after both, or a draft just saved would be offered again.
let folder: Promise<unknown> = Promise.resolve();
const waiting = new Set<() => void>();

function inFolder(work: () => Promise<unknown>) {
  folder = folder.then(work).catch(() => undefined);
}

/** Writes what is still waiting to be written; before the window closes. */
export async function flushDrafts(): Promise<void> {
  for (const write of [...waiting]) write();
  await folder;
}

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export function editedFields<T extends Values>(value: T, base: T): (keyof T & string)[] {
  return Object.keys(value).filter((field) => !same(value[field], base[field]));
}

function remove(name: string) {
  keepUnsaved(name, null);
  inFolder(() => backend.draftDiscard(name));
}

export function useDraft<T extends Values>(options: DraftOptions<T>): DraftState<T> {
  const { name, opened } = options;
  const [kept] = useState(() => unsaved(name));
  // A draft from this session carries the revision it was begun at, so that a change meanwhile is found when saving.
  const [base] = useState(() => kept?.revision ?? opened.revision);
  const [value, setValue] = useState<T>(() => ({ ...opened.value, ...(kept?.value as T | undefined) }));
  const [past, setPast] = useState<T[]>([]);
  const [future, setFuture] = useState<T[]>([]);
  const [errors, setErrors] = useState<DraftState<T>["errors"]>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const [saving, setSaving] = useState(false);
  const [stale, setStale] = useState<Revised<T> | null>(null);
  const [found, setFound] = useState<DraftState<T>["found"]>(null);
  const lastEdit = useRef<{ field: string; at: number }>({ field: "", at: 0 });
  const onDisk = useRef(false);
  const pending = useRef<(() => void) | null>(null);
  const busy = useRef(false);
  const latest = useRef({ options, value });
  useEffect(() => {
    latest.current = { options, value };
  });

  const edited = useMemo(() => editedFields(value, opened.value), [value, opened.value]);
  const dirty = edited.length > 0;

  // Kept in memory at once, in the folder soon after; a draft that is as saved is removed from both.
  useEffect(() => {
    if (!dirty) {
      if (onDisk.current) remove(name);
      else keepUnsaved(name, null);
      onDisk.current = false;
      pending.current = null;
      return;
    }
    keepUnsaved(name, { revision: base, value });
    onDisk.current = true;
    const write = () => {
      clearTimeout(timer);
      waiting.delete(write);
      pending.current = null;
      inFolder(() => backend.draftSave(name, base, value));
    };
    const timer = setTimeout(write, WRITE_AFTER);
    waiting.add(write);
    pending.current = write;
    return () => {
      clearTimeout(timer);
      waiting.delete(write);
    };
  }, [dirty, value, name, base]);

  // Leaving the page within those moments must not lose the last word. After a save nothing is unsaved any more.
  useEffect(
    () => () => {
      if (unsaved(name)) pending.current?.();
    },
    [name],
  );

  useEffect(() => {
    if (unsaved(name)) return;
    let left = false;
    folder
      .then(() => backend.draftList())
      .then((drafts) => {
        const draft = drafts.find((one) => one.key === name);
        if (left || !draft || typeof draft.value !== "object" || draft.value === null) return;
        const whole = { ...opened.value, ...(draft.value as T) };
        if (editedFields(whole, opened.value).length === 0) return;
        setFound({ value: whole, savedAt: draft.savedAt, older: draft.revision !== opened.revision });
      })
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, [name, opened]);

  const put = useCallback((next: T, from: T) => {
    setPast((steps) => [...steps.slice(-99), from]);
    setFuture([]);
    setValue(next);
  }, []);

  const set: DraftState<T>["set"] = (field, next) => {
    if (same(value[field], next)) return;
    const now = Date.now();
    const continued = lastEdit.current.field === field && now - lastEdit.current.at < ONE_STEP && past.length > 0;
    lastEdit.current = { field, at: now };
    const changed = { ...value, [field]: next };
    if (continued) {
      setFuture([]);
      setValue(changed);
    } else put(changed, value);
    setErrors(({ [field]: _gone, ...rest }) => rest as DraftState<T>["errors"]);
  };

  const step = (from: T[], setFrom: typeof setPast, setTo: typeof setPast) => {
    const target = from.at(-1);
    if (!target) return;
    lastEdit.current = { field: "", at: 0 };
    setFrom(from.slice(0, -1));
    setTo((steps) => [...steps, value]);
    setValue(target);
    setErrors({});
  };

  const write = async (sent: T, revision: string) => {
    if (busy.current) return;
    const { options } = latest.current;
    const wrong = options.check?.(sent) ?? {};
    if (Object.keys(wrong).length > 0) {
      setErrors(wrong as DraftState<T>["errors"]);
      return;
    }
    if (options.mayWrite && !(await options.mayWrite(sent))) return;
    busy.current = true;
    setSaving(true);
    setFailure(null);
    setErrors({});
    try {
      const row = await options.save(sent, revision);
      const typedMeanwhile = latest.current.value;
      onDisk.current = false;
      remove(name);
      // What was typed while saving goes on as a draft over the new revision.
      if (typedMeanwhile !== value && !same(typedMeanwhile, sent)) {
        keepUnsaved(name, { revision: row.revision, value: typedMeanwhile });
      }
      options.onOpened(row);
    } catch (thrown) {
      const error = AppError.from(thrown);
      const field = error.field === null ? "" : camel(error.field);
      if (error.code === "Invalid" && field in sent) {
        setErrors({ [field]: options.explain?.(error) ?? error.message } as DraftState<T>["errors"]);
      } else if (error.code === "Stale") {
        try {
          setStale(await options.reload());
        } catch (again) {
          setFailure(AppError.from(again));
        }
      } else setFailure(error);
    } finally {
      busy.current = false;
      setSaving(false);
    }
  };

  return {
    value,
    set,
    dirty,
    edited,
    errors,
    failure,
    saving,
    save: () => write(value, stale?.revision ?? base),
    discard: () => {
      if (dirty) put(opened.value, value);
      setErrors({});
      setFailure(null);
      setStale(null);
      if (stale) latest.current.options.onOpened(stale);
    },
    undo: () => step(past, setPast, setFuture),
    redo: () => step(future, setFuture, setPast),
    canUndo: past.length > 0,
    stale,
    settle: (choice) => write(choice, stale?.revision ?? base),
    takeTheirs: () => {
      if (!stale) return;
      onDisk.current = false;
      remove(name);
      latest.current.options.onOpened(stale);
    },
    found,
    restoreFound: () => {
      if (found) put(found.value, value);
      setFound(null);
    },
    dropFound: () => {
      setFound(null);
      // With edits of this session under way the file already holds those.
      if (!dirty) remove(name);
    },
  };
}
