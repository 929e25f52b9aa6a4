// Where the runs pages are, as the address says: the open run and its step, or the list's filter; and whether a new run is
// being put together, and from what.
import { useEffect, useMemo } from "react";
import type { RunFilter, RunState } from "../../backend";
import { addressOf, placeOf } from "../../routes";
import { keepPlace } from "../../shared/lastPlaces";
import { address, go, replace, useAddress } from "../../shared/navigation";
import { STATES } from "./run";

export interface ListView {
  text: string;
  states: RunState[];
  engine: string | null;
  degraded: boolean;
  archived: boolean;
}

export const EVERYTHING: ListView = { text: "", states: [], engine: null, degraded: false, archived: false };

export const isFiltered = (view: ListView) =>
  view.text !== "" || view.states.length > 0 || view.engine !== null || view.degraded;

export const filterOf = ({ text, states, engine, degraded, archived }: ListView): RunFilter => ({
  text: text === "" ? null : text,
  states,
  engine,
  degraded: degraded ? true : null,
  archived,
});

function readList(view: Record<string, string>): ListView {
  const states = (view.state ?? "").split(",");
  return {
    text: view.find ?? "",
    states: STATES.filter((state) => states.includes(state)),
    engine: view.engine ?? null,
    degraded: view.degraded === "1",
    archived: view.archived === "1",
  };
}

export const writeList = ({ text, states, engine, degraded, archived }: ListView): Record<string, string> => ({
  ...(text === "" ? {} : { find: text }),
  ...(states.length === 0 ? {} : { state: states.join(",") }),
  ...(engine === null ? {} : { engine }),
  ...(degraded ? { degraded: "1" } : {}),
  ...(archived ? { archived: "1" } : {}),
});

/** What stands where a run's id would: the runs that wait for a person. */
const INBOX = "inbox";

export const inboxAddress = addressOf({ page: "runs", section: INBOX });

export const runAddress = (id: string) => addressOf({ page: "runs", section: id });

export function useRunsPlace() {
  const here = useAddress();
  const place = placeOf(here);
  const mine = place?.page === "runs" ? place : null;
  const written = JSON.stringify(mine?.view ?? {});
  const view = useMemo(() => JSON.parse(written) as Record<string, string>, [written]);
  const list = useMemo(() => readList(view), [view]);

  useEffect(() => {
    // The sidebar leads back to the list, not to the run that was looked at last.
    if (mine?.section === null) keepPlace("runs", addressOf({ page: "runs", view: writeList(list) }));
  }, [mine?.section, list]);

  const to = useMemo(() => {
    const change = (part: Record<string, string | null>, quietly: boolean) => {
      const at = placeOf(address());
      if (at?.page !== "runs") return;
      const next = Object.entries({ ...at.view, ...part }).filter((one): one is [string, string] => one[1] !== null);
      (quietly ? replace : go)(addressOf({ ...at, view: Object.fromEntries(next) }));
    };
    return {
      list: (next: ListView) => replace(addressOf({ page: "runs", view: writeList(next) })),
      run: (id: string) => go(runAddress(id)),
      inbox: () => go(inboxAddress),
      step: (step: number) => change({ step: String(step) }, true),
      /** Opens the form of a new run; `like` is an earlier one. */
      start: (like?: string) => change({ new: like ? `like:${like}` : "1" }, false),
      startEnds: () => change({ new: null }, true),
    };
  }, []);

  const step = Number(view.step);
  return {
    id: mine?.section === INBOX ? null : (mine?.section ?? null),
    inbox: mine?.section === INBOX,
    list,
    step: Number.isInteger(step) && step >= 1 && step <= 5 ? step : null,
    starting: view.new ?? null,
    to,
  };
}
