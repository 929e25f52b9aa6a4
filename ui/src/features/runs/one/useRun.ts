// A run and its log, kept up to date. The log is asked for from the newest event on; only what changes how the run stands
// makes the run itself be asked for again.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { AppError, backend, keys, onRowsChanged, type Run, useReady } from "../../../backend";
import { EMPTY, type Log, movesOn, take } from "./log";

export const runKey = (id: string) => [...keys.runs, "one", id];

export function useRun(id: string) {
  return useQuery({ queryKey: runKey(id), queryFn: () => backend.runGet(id), enabled: useReady() });
}

const LIMIT = 2000;
const SOON = 60;

interface Told {
  log: Log;
  error: AppError | null;
  loaded: boolean;
}

export function useRunLog(run: Run): Told & { reload: () => void } {
  const { id, lastEvent } = run;
  const client = useQueryClient();
  const ready = useReady();
  const [told, setTold] = useState<Told>({ log: EMPTY, error: null, loaded: false });
  const log = useRef(EMPTY);
  const busy = useRef(false);
  const again = useRef(false);
  const shown = useRef(true);
  const known = useRef(lastEvent);
  known.current = lastEvent;

  const ask = useCallback(async () => {
    if (busy.current) {
      again.current = true;
      return;
    }
    busy.current = true;
    try {
      do {
        again.current = false;
        const events = await backend.runEvents(id, log.current.last, LIMIT);
        log.current = take(log.current, events);
        if (events.length === LIMIT) again.current = true;
        if (shown.current) setTold({ log: log.current, error: null, loaded: true });
        // What the run already knows of has not moved it on since.
        if (movesOn(events.filter((event) => event.seq > known.current)))
          void client.invalidateQueries({ queryKey: runKey(id) });
      } while (again.current && shown.current);
    } catch (thrown) {
      if (shown.current) setTold((now) => ({ ...now, error: AppError.from(thrown), loaded: true }));
    } finally {
      busy.current = false;
    }
  }, [id, client]);

  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onRowsChanged(({ table, ids }) => {
      const mine = ids.length === 0 || ids.includes(id);
      if (!mine && table !== "*") return;
      if (table === "knock.agent_job_events" || table === "*")
        timer ??= setTimeout(() => {
          timer = undefined;
          void ask();
        }, SOON);
      if (table === "knock.agent_jobs" || table === "*") void client.invalidateQueries({ queryKey: runKey(id) });
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [id, ask, client]);

  // At the beginning, when the connection is back, and when the run knows of more than was told.
  useEffect(() => {
    if (ready && (log.current.last === 0 || lastEvent > log.current.last)) void ask();
  }, [ready, lastEvent, ask]);

  return { ...told, reload: () => void ask() };
}
