// The runs that are ticked, as they are now: named one by one, or all that a filter means, up to a number.
import { backend, type Filter, type RunSummary, type Target } from "../../../backend";
import { asRun, NEWEST } from "../../../shared/runRows";

export const MOST = 5000;
const PAGE = 1000;

export interface Meant {
  runs: RunSummary[];
  /** There are more than were taken. */
  more: boolean;
}

export async function meantRuns(target: Target): Promise<Meant> {
  if (target.ids) return named(target.ids);
  const { filter, ids } = target.except ?? { filter: target.filter, ids: [] };
  const except = new Set(ids);
  const runs: RunSummary[] = [];
  let after: string | null = null;
  do {
    const page = await pageOf(filter, after);
    runs.push(...page.items.map(asRun).filter((run) => !except.has(run.id)));
    after = page.next;
  } while (after !== null && runs.length < MOST);
  return { runs: runs.slice(0, MOST), more: after !== null || runs.length > MOST };
}

const pageOf = (filter: Filter, after: string | null) => backend.tableRows("runs", filter, NEWEST, after, PAGE);

async function named(ids: string[]): Promise<Meant> {
  const runs: RunSummary[] = [];
  for (let from = 0; from < Math.min(MOST, ids.length); from += PAGE)
    runs.push(...(await backend.tableRowsById("runs", ids.slice(from, from + PAGE))).map(asRun));
  return { runs: runs.slice(0, MOST), more: ids.length > MOST };
}
