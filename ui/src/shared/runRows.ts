// Runs as rows of their table, wherever some are looked for. The columns of that table are the keys of a RunSummary.
import { backend, type Filter, type RunSummary, type Sort, type TableRow } from "../backend";
import { addressOf } from "../routes";
import { ask, NO_FILTER, writeFilter } from "./tables/filters";

export const asRun = (row: TableRow) => row as unknown as RunSummary;

/** The order of runs nobody ordered. */
export const NEWEST: Sort = { column: "number", descending: true };

/** The newest runs a filter means. */
export async function findRuns(filter: Filter, limit: number): Promise<RunSummary[]> {
  return (await backend.tableRows("runs", filter, NEWEST, null, limit)).items.map(asRun);
}

/** What somebody types to find a run: its number, or words of what was in it. Deleted ones are not found. */
export function runFilter(text: string): Filter {
  const found = ask(NO_FILTER, "deletedAt", [{ test: "empty" }]);
  const number = /^#?(\d{1,15})$/.exec(text.trim())?.[1];
  if (number) return ask(found, "number", [{ test: "any", values: [Number(number)] }]);
  return { ...found, text: text.trim() || null };
}

/** Where the runs of a filter are listed. */
export function runListAddress(filter: Filter): string {
  const asked = writeFilter(filter);
  return addressOf({ page: "runs", view: asked ? { filter: asked } : {} });
}

/** Those that are not over yet. */
export const GOING_ON = ask(NO_FILTER, "status", [{ test: "any", values: ["pending", "running", "waiting"] }]);
