// Where several values differ, leaf by leaf: the same walk as the backend's over what runs made, for what it leaves out
// (the settings). No drawing here.
import type { RunDifference } from "../../../backend";

function gather(path: string, value: unknown, found: Map<string, unknown>): void {
  if (Array.isArray(value) && value.length > 0)
    for (const [place, item] of value.entries()) gather(`${path}[${place}]`, item, found);
  else if (typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0)
    for (const [key, item] of Object.entries(value)) gather(path === "" ? key : `${path}.${key}`, item, found);
  else found.set(path, value);
}

const alike = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

export const allAlike = (values: unknown[]) => values.every((value) => alike(value, values[0]));

export function differencesOf(values: unknown[]): { differences: RunDifference[]; same: number } {
  const leaves = values.map((value) => {
    const found = new Map<string, unknown>();
    gather("", value, found);
    return found;
  });
  const paths = [...new Set(leaves.flatMap((found) => [...found.keys()]))].sort();
  const all = paths.map((path) => ({ path, values: leaves.map((found) => found.get(path) ?? null) }));
  const differences = all.filter((one) => !allAlike(one.values));
  return { differences, same: all.length - differences.length };
}

/** The part a path begins with: `output.character.name` is of `output.character`, `input.meta.userName` of `input`. */
export function partOf(path: string): string {
  const [first = "", second] = path.split(/[.[]/);
  return first === "output" && second ? `output.${second}` : first;
}

/** Differences by part, in the order in which the parts first come. */
export function byPart(differences: RunDifference[]): { part: string; differences: RunDifference[] }[] {
  const parts = new Map<string, RunDifference[]>();
  for (const one of differences) {
    const part = partOf(one.path);
    parts.set(part, [...(parts.get(part) ?? []), one]);
  }
  return [...parts].map(([part, found]) => ({ part, differences: found }));
}
