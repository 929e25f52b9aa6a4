// Where the templates page is, as its address says: the open version, the tab below, what is compared, what the list shows.
// The address is the only place where these stand, so back and forward and a copied link need nothing of their own.
import { useEffect, useMemo } from "react";
import type { TemplateState } from "../../backend";
import { addressOf, placeOf } from "../../routes";
import { keepPlace } from "../../shared/lastPlaces";
import { address, go, replace, useAddress } from "../../shared/navigation";

export const TABS = ["problems", "variables", "contexts", "details", "usage", "history", "preview"] as const;
export type TabName = (typeof TABS)[number];

export interface ListFilter {
  text: string;
  state: TemplateState | null;
  tag: string | null;
}

const STATES: TemplateState[] = ["draft", "review", "published", "archived"];

export function useTemplatePlace() {
  const here = useAddress();
  const place = placeOf(here);
  const mine = place?.page === "templates" ? place : null;
  const id = mine?.section ?? null;
  const { panel = "", compare = null, find = "", state = "", tag = null } = mine?.view ?? {};
  const tab = TABS.find((name) => name === panel) ?? "problems";

  useEffect(() => {
    const at = placeOf(here);
    if (at?.page === "templates") keepPlace("templates", addressOf({ ...at, row: null }));
  }, [here]);

  const list = useMemo<ListFilter>(
    () => ({ text: find, state: STATES.find((one) => one === state) ?? null, tag }),
    [find, state, tag],
  );

  // What is changed is changed over the address of this very moment.
  const to = useMemo(() => {
    const now = () => {
      const at = placeOf(address());
      return at?.page === "templates" ? at : null;
    };
    const view = (part: Record<string, string | null>, quietly = true) => {
      const at = now();
      // The page may hear of it last that it was left: it must not come back.
      if (!at) return;
      const next = Object.entries({ ...at.view, ...part }).filter((one): one is [string, string] => !!one[1]);
      (quietly ? replace : go)(addressOf({ ...at, view: Object.fromEntries(next) }));
    };
    return {
      open: (version: string | null, quietly = false) => {
        const at = now();
        if (!at) return;
        const { compare: _, ...kept } = at.view;
        (quietly ? replace : go)(addressOf({ ...at, section: version, view: kept }));
      },
      tab: (name: TabName) => view({ panel: name === "problems" ? null : name }),
      compare: (other: string | null) => view({ compare: other }, false),
      list: ({ text, state, tag }: ListFilter) => view({ find: text, state, tag }),
    };
  }, []);

  return { id, tab, compare, list, to };
}
