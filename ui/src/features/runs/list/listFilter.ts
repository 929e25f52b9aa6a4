// What the list shows of a filter. Runs that were put away, archived or deleted, are shown only where they are asked for.
import type { Condition, Filter } from "../../../backend";
import { about, ask } from "../../../shared/tables/filters";

/** Where runs lie: in the list, in the archive, in the trash. */
export type Shelf = "list" | "archive" | "trash";

const holds = (filter: Filter, column: string) => about(filter, column).some(({ test }) => test === "filled");

export function shelfOf(filter: Filter): Shelf {
  if (holds(filter, "deletedAt")) return "trash";
  return holds(filter, "archivedAt") ? "archive" : "list";
}

export function onShelf(filter: Filter, shelf: Shelf): Filter {
  const filled = (is: boolean) => (is ? [{ test: "filled" as const }] : []);
  return ask(ask(filter, "archivedAt", filled(shelf === "archive")), "deletedAt", filled(shelf === "trash"));
}

/** The filter with what it leaves unsaid: nothing deleted; and nothing archived, but in the trash. */
export function shownOf(filter: Filter): Filter {
  if (about(filter, "deletedAt").length > 0) return filter;
  const present = ask(filter, "deletedAt", [{ test: "empty" }]);
  return about(filter, "archivedAt").length > 0 ? present : ask(present, "archivedAt", [{ test: "empty" }]);
}

/** Conditions that the quick chips show. */
export const isQuick = ({ column, test, values = [] }: Condition): boolean =>
  (column === "status" && test === "any") ||
  (column === "degraded" && values[0] === true) ||
  ((column === "archivedAt" || column === "deletedAt") && test === "filled");

/** Runs up to a number: what came after it waits to be let in. */
export const upTo = (filter: Filter, number: number): Filter => ({
  ...filter,
  conditions: [...(filter.conditions ?? []), { column: "number", test: "atMost", values: [number] }],
});

export const after = (filter: Filter, number: number): Filter => ({
  ...filter,
  conditions: [...(filter.conditions ?? []), { column: "number", test: "atLeast", values: [number + 1] }],
});
