// The runs that wait for a person, for whoever counts or lists them. One answer for the whole window, kept up to date by
// whoever is always there (the status bar).
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { backend, keys, onRowsChanged, useReady } from "../backend";

/** A batch changes many runs a second; nobody decides as fast. */
const OFTEN = 1000;
const MOST = 200;

export function useWaitingRuns() {
  return useQuery({
    queryKey: keys.waiting,
    queryFn: () => backend.runList({ states: ["waiting"] }, MOST, null),
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
