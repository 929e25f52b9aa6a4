// Which runs are compared and how, as the address says: #/runs/compare?ids=a,b,c.
import { useMemo } from "react";
import { addressOf, placeOf } from "../../../routes";
import { replace, useAddress } from "../../../shared/navigation";

/** What stands where a run's id stands otherwise. */
export const COMPARE = "compare";
export const MOST_COMPARED = 4;

export const compareAddress = (ids: string[]): string =>
  addressOf({ page: "runs", section: COMPARE, view: ids.length === 0 ? {} : { ids: ids.join(",") } });

export function useComparePlace() {
  const { ids: written = "", only } = placeOf(useAddress())?.view ?? {};
  const ids = useMemo(
    () => [...new Set(written.split(",").filter((id) => id !== ""))].slice(0, MOST_COMPARED),
    [written],
  );
  const onlyDifferences = only === "1";
  const put = (next: string[], differencesOnly = onlyDifferences) =>
    replace(`${compareAddress(next)}${differencesOnly ? `${next.length === 0 ? "?" : "&"}only=1` : ""}`);
  return {
    ids,
    onlyDifferences,
    add: (id: string) => put([...ids, id]),
    remove: (id: string) => put(ids.filter((one) => one !== id)),
    showOnlyDifferences: (only: boolean) => put(ids, only),
  };
}
