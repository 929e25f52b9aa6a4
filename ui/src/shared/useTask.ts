// One piece of long work at a time: started, watched, stopped. Its failure is returned to be shown where it was started.
import { useCallback, useEffect, useRef, useState } from "react";
import { AppError, backend, type Task, taskEnd } from "../backend";

export interface TaskState {
  running: boolean;
  done: number;
  total: number | null;
  error: AppError | null;
}

/** Neither a result nor an error: it was stopped before it did anything, or asked for anew. */
export interface Ended<T> {
  result: T | null;
  error: AppError | null;
}

const IDLE: TaskState = { running: false, done: 0, total: null, error: null };

export function useTask() {
  const [state, setState] = useState<TaskState>(IDLE);
  const id = useRef<string | null>(null);
  // Whoever asks a second time no longer wants the first answer.
  const turn = useRef(0);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);

  const run = useCallback(async <T>(start: () => Promise<string>): Promise<Ended<T>> => {
    const mine = ++turn.current;
    const put = (next: TaskState) => {
      if (shown.current && turn.current === mine) setState(next);
    };
    put({ ...IDLE, running: true });
    try {
      const started = await start();
      id.current = started;
      const onProgress = (task: Task) => put({ running: true, done: task.done, total: task.total, error: null });
      const ended = await taskEnd<T>(started, onProgress);
      if (turn.current !== mine) return { result: null, error: null };
      put(IDLE);
      return { result: ended.result, error: null };
    } catch (thrown) {
      const error = AppError.from(thrown);
      const stopped = error.code === "Cancelled" || turn.current !== mine;
      put(stopped ? IDLE : { ...IDLE, error });
      return { result: null, error: stopped ? null : error };
    }
  }, []);

  const cancel = useCallback(() => {
    if (id.current) void backend.taskCancel(id.current).catch(() => undefined);
  }, []);
  const clear = useCallback(() => setState(IDLE), []);
  return { ...state, run, cancel, clear };
}
