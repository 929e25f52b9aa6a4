// Where the runs pages are, as the address says: the list, or the open run and its step; and whether a new run is being put
// together, and from what. How the list is shown is the list's (list/useListPlace.ts).
import { useEffect, useMemo } from "react";
import { addressOf, placeOf } from "../../routes";
import { keepPlace } from "../../shared/lastPlaces";
import { address, go, replace, useAddress } from "../../shared/navigation";

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

  useEffect(() => {
    // The sidebar leads back to the list, not to the run that was looked at last.
    const { new: _, ...list } = JSON.parse(written) as Record<string, string>;
    if (mine?.section === null) keepPlace("runs", addressOf({ page: "runs", view: list }));
  }, [mine?.section, written]);

  const to = useMemo(() => {
    const change = (part: Record<string, string | null>, quietly: boolean) => {
      const at = placeOf(address());
      if (at?.page !== "runs") return;
      const next = Object.entries({ ...at.view, ...part }).filter((one): one is [string, string] => one[1] !== null);
      (quietly ? replace : go)(addressOf({ ...at, view: Object.fromEntries(next) }));
    };
    return {
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
    step: Number.isInteger(step) && step >= 1 && step <= 5 ? step : null,
    starting: view.new ?? null,
    to,
  };
}
