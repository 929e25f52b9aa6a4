// What people say of a run: a note that saves itself, how far somebody has looked, tags.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { AppError, backend, type Run, type RunMarks } from "../../../backend";
import { toastError } from "../../../shared/toast";
import { keepUnsaved, unsaved } from "../../../shared/unsaved";
import { useWords } from "../../../words/words";
import { runKey } from "./useRun";

/** Shown as changed at once; what is refused is told, and the run read anew. */
export function useMark(run: Run) {
  const words = useWords();
  const client = useQueryClient();
  const { id } = run;
  return useCallback(
    async (marks: RunMarks, shown: Partial<Run>) => {
      client.setQueryData<Run>(runKey(id), (now) => now && { ...now, ...shown });
      try {
        await backend.runMark([id], marks);
      } catch (thrown) {
        toastError(words.runs.page.actFailed, AppError.from(thrown));
      }
      void client.invalidateQueries({ queryKey: runKey(id) });
    },
    [client, id, words],
  );
}

const PAUSE = 600;

export interface NoteState {
  text: string;
  set: (text: string) => void;
  state: "saved" | "typing" | "saving" | "failed";
  error: AppError | null;
  /** At once: when the field is left, or after a failure. */
  save: () => void;
}

/** A note is written where it stands and saved at each pause. What somebody else writes meanwhile does not move it. */
export function useNote(run: Run): NoteState {
  const { id } = run;
  const name = `run-note/${id}`;
  const stored = run.note ?? "";
  const [text, setText] = useState(() => (unsaved(name)?.value as string | undefined) ?? stored);
  const [state, setState] = useState<NoteState["state"]>(() => (unsaved(name) ? "typing" : "saved"));
  const [error, setError] = useState<AppError | null>(null);
  const now = useRef(text);
  const sent = useRef(stored);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    if (busy.current || now.current === sent.current) return;
    busy.current = true;
    setState("saving");
    try {
      // What was typed while saving goes after it.
      while (now.current !== sent.current) {
        const note = now.current;
        await backend.runMark([id], { note });
        sent.current = note;
      }
      keepUnsaved(name, null);
      setState("saved");
      setError(null);
    } catch (thrown) {
      setState("failed");
      setError(AppError.from(thrown));
    } finally {
      busy.current = false;
    }
  }, [id, name]);

  useEffect(() => {
    if (now.current !== sent.current) return;
    sent.current = stored;
    now.current = stored;
    setText(stored);
  }, [stored]);
  // Leaving the page within the pause must not lose the last word.
  useEffect(() => () => void save(), [save]);

  const set = (next: string) => {
    now.current = next;
    setText(next);
    setState("typing");
    keepUnsaved(name, { revision: "", value: next });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), PAUSE);
  };
  return { text, set, state, error, save: () => void save() };
}
