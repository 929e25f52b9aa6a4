// The runs that wait for a person, for whoever counts or lists them. One answer for the whole window, kept up to date by
// whoever is always there (the status bar).
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { backend, keys, onRowsChanged, type RunSummary, useReady } from "../backend";
import { findRuns } from "./runRows";
import { ask, NO_FILTER } from "./tables/filters";

/** A batch changes many runs a second; nobody decides as fast. */
const OFTEN = 1000;
const MOST = 200;

const WAITING = ask(NO_FILTER, "status", [{ test: "any", values: ["waiting"] }]);

export interface Waiting {
  items: RunSummary[];
  total: number;
}

export function useWaitingRuns() {
  return useQuery({
    queryKey: keys.waiting,
    queryFn: async (): Promise<Waiting> => {
      const items = await findRuns(WAITING, MOST);
      // Most of the time that is all of them, and nobody need count.
      return { items, total: items.length < MOST ? items.length : (await backend.tableCount("runs", WAITING)).value };
    },
    enabled: useReady(),
  });
}

/** Asks again when runs have changed: a run that begins or ends to wait is touched, too. */
export function useWaitingFresh(): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onRowsChanged(({ table }) => {
      if (table !== "knock.agent_jobs" && table !== "*") return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: keys.waiting });
      }, OFTEN);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
}
