// Long work that outlives the page it was started on: it is followed to its end wherever one has gone meanwhile, told
// with one toast, and can be undone from there. The status bar shows it while it runs.
import { useSyncExternalStore } from "react";
import { AppError, backend, type Task, taskEnd, type Undone } from "../backend";
import { languageOf, type Words, wordsFor } from "../words/words";
import { type Format, makeFormat } from "./format";
import { preferences } from "./preferences";
import { type ToastAction, toast, toastError } from "./toast";

export interface Told {
  title: string;
  text?: string;
  lines?: string[];
  actions?: ToastAction[];
  /** The tokens that undo it, in the order in which it was done. */
  undo?: string[];
}

interface Work {
  start: () => Promise<string>;
  onProgress?: (task: Task) => void;
  onStarted?: (id: string) => void;
}

/** The words and formats of now, for what is said outside any component. */
export function speech(): { words: Words; format: Format } {
  const language = languageOf(preferences().language);
  return { words: wordsFor(language), format: makeFormat(language, preferences().timeZone) };
}

export async function followWork<T>(work: Work): Promise<{ result: T; cancelled: boolean }> {
  const id = await work.start();
  work.onStarted?.(id);
  return taskEnd<T>(id, work.onProgress);
}

const undone = new Set<string>();
const listeners = new Set<() => void>();
const forgetters = new Set<(token: string) => void>();
let version = 0;

function mark(token: string) {
  undone.add(token);
  version++;
  for (const forget of forgetters) forget(token);
  for (const listener of listeners) listener();
}

/** Tells of every change set that was undone outside the steps of a table. */
export function onUndone(forget: (token: string) => void): () => void {
  forgetters.add(forget);
  return () => void forgetters.delete(forget);
}

/** Whether a change set was undone in this window. */
export function useUndone(): (token: string) => boolean {
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => version,
  );
  return (token) => undone.has(token);
}

/** Undoes change sets as work of its own, the last one first, and gives back what undoes the undoing. */
export async function undoWork(tokens: string[]): Promise<{ changed: number; redo: string[] }> {
  let changed = 0;
  let kept: Undone["kept"] = [];
  let keptCount = 0;
  const redo: string[] = [];
  for (const token of [...tokens].reverse()) {
    const { result } = await followWork<Undone>({ start: () => backend.changeUndoStart(token) });
    mark(token);
    changed += result.changed;
    kept = [...kept, ...result.kept];
    keptCount += result.keptCount;
    redo.push(result.undo);
  }
  const { words, format } = speech();
  toast({
    tone: "good",
    title: words.tasks.undone(format.count(changed)),
    ...(keptCount > 0 ? { text: words.tasks.kept(format.count(keptCount)), lines: kept.map((one) => one.label) } : {}),
  });
  return { changed, redo };
}

/** The same from a button: whoever pressed it hears of a failure. */
export function undoFromButton(tokens: string[]): void {
  void undoWork(tokens).catch((thrown) => toastError(speech().words.tasks.undoFailed, AppError.from(thrown)));
}

/** Says what was done, with a button that undoes it. */
export function tellDone({ title, text, lines, actions = [], undo = [] }: Told): void {
  const { words } = speech();
  toast({
    tone: "good",
    title,
    ...(text ? { text } : {}),
    ...(lines ? { lines } : {}),
    actions: [
      ...(undo.length > 0 ? [{ label: words.tasks.undo, testId: "undo-done", run: () => undoFromButton(undo) }] : []),
      ...actions,
    ],
  });
}
