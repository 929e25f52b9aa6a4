// The run list, loaded page by page and kept up to date: changes are asked for a moment after they are told, in one go.
import { useCallback, useEffect, useReducer, useRef } from "react";
import { AppError, backend, onRowsChanged, type RunFilter, useReady } from "../../../backend";
import { firstPage, type Loaded, refreshed, released, withMore } from "./rows";

const PAGE = 100;
const MOST = 1000;
const SOON = 250;

interface State {
  loaded: Loaded | null;
  error: AppError | null;
  loadingMore: boolean;
}

type Part = Partial<State>;

export function useRunList(filter: RunFilter, hold: () => boolean) {
  const ready = useReady();
  const [state, put] = useReducer(
    (before: State, part: Part | ((before: State) => Part)): State => {
      return { ...before, ...(typeof part === "function" ? part(before) : part) };
    },
    { loaded: null, error: null, loadingMore: false },
  );
  const now = useRef(state);
  now.current = state;
  const holds = useRef(hold);
  holds.current = hold;
  const turn = useRef(0);

  const load = useCallback(async () => {
    const mine = ++turn.current;
    try {
      const page = await backend.runList(filter, PAGE, null);
      if (turn.current === mine) put({ loaded: firstPage(page), error: null });
    } catch (thrown) {
      if (turn.current === mine) put({ error: AppError.from(thrown) });
    }
  }, [filter]);

  const refresh = useCallback(async () => {
    const mine = turn.current;
    const count = now.current.loaded?.rows.length ?? 0;
    const head = await backend.runList(filter, Math.min(MOST, Math.max(PAGE, count)), null).catch(() => null);
    if (head === null || turn.current !== mine) return;
    put(({ loaded }) => ({ loaded: loaded ? refreshed(loaded, head, holds.current()) : firstPage(head), error: null }));
  }, [filter]);

  // A new filter, or a connection that is back: from the beginning.
  useEffect(() => {
    if (ready) void load();
  }, [ready, load]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let busy = false;
    let again = false;
    const run = async () => {
      timer = undefined;
      busy = true;
      again = false;
      await refresh();
      busy = false;
      if (again) timer = setTimeout(run, SOON);
    };
    const stop = onRowsChanged(({ table, ids }) => {
      if (table !== "knock.agent_jobs" && table !== "*" && !(table === "knock.agent_job_events" && shown(ids))) return;
      if (busy) again = true;
      else timer ??= setTimeout(run, SOON);
    });
    // A step's end is told by its events only.
    const shown = (ids: string[]) =>
      ids.length === 0 || now.current.loaded?.rows.some((one) => one.status !== "completed" && ids.includes(one.id));
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [refresh]);

  const more = useCallback(async () => {
    const { loaded, loadingMore } = now.current;
    if (!loaded?.next || loadingMore) return;
    const mine = turn.current;
    put({ loadingMore: true });
    const page = await backend.runList(filter, PAGE, loaded.next).catch(() => null);
    put((before) => ({
      loadingMore: false,
      loaded: page && before.loaded && turn.current === mine ? withMore(before.loaded, page) : before.loaded,
    }));
  }, [filter]);

  const release = useCallback(() => put(({ loaded }) => ({ loaded: loaded && released(loaded) })), []);
  return { ...state, more, release, reload: load };
}
