// The running and the latest work of this program, as the shell tells of it.
import { queryOptions } from "@tanstack/react-query";
import { backend, keys, type Task } from "../../backend";
import type { Format } from "../../shared/format";
import { refusalText } from "../../shared/reasons";
import type { Words } from "../../words/words";

export const tasksQuery = queryOptions({
  queryKey: keys.tasks,
  queryFn: () => backend.taskList(),
  staleTime: Number.POSITIVE_INFINITY,
  // What was told while the list was under way is newer than the list.
  structuralSharing: (before, now) => newest((before ?? []) as Task[], now as Task[]),
});

/** Of two accounts of a task the one that is further; work that nobody remembers any more is dropped. */
export function newest(before: Task[], now: Task[]): Task[] {
  const known = new Map(before.map((task) => [task.id, task]));
  return now.map((task) => {
    const other = known.get(task.id);
    return other && task.state === "running" && (other.state !== "running" || other.done > task.done) ? other : task;
  });
}

export function taskName(words: Words, task: Task): string {
  const kind = words.tasks.kinds[task.kind] ?? task.kind;
  const table = words.tables[task.table]?.(2) ?? "";
  return table === "" ? kind : words.tasks.of(kind, table);
}

const number = (result: Record<string, unknown>, key: string) =>
  typeof result[key] === "number" ? (result[key] as number) : 0;

/** What came of it, in one line. */
export function taskOutcome(words: Words, format: Format, task: Task): string {
  const say = words.tasks;
  if (task.state === "running") {
    const done = format.number(task.done);
    return task.total === null ? say.soFar(done) : say.progress(done, format.number(task.total));
  }
  if (task.error) return refusalText(words, format, task.error);
  const result = (task.result ?? {}) as Record<string, unknown>;
  const count = (key: string) => format.count(number(result, key));
  const parts: string[] = [];
  if (task.state === "cancelled") parts.push(say.stopped);
  if (task.result === null) return parts.join(" · ");
  if (task.kind === "bulk") parts.push(say.changed(count("changed")));
  else if (task.kind === "undo") parts.push(say.undone(count("changed")));
  else if (task.kind === "export") parts.push(say.exported(count("rows")));
  else if (task.kind === "duplicates") parts.push(say.pairs(count("found")));
  else if (task.kind === "import") parts.push(say.imported(count("inserted"), count("updated")));
  if (number(result, "refusedCount") > 0) parts.push(say.refused(count("refusedCount")));
  if (number(result, "errorCount") > 0) parts.push(say.refused(count("errorCount")));
  if (number(result, "keptCount") > 0) parts.push(say.kept(count("keptCount")));
  return parts.join(" · ");
}

/** The token that undoes it, if there is one. */
export function undoOf(task: Task): string | null {
  const token = (task.result as { undo?: unknown } | null)?.undo;
  return typeof token === "string" && task.kind !== "undo" ? token : null;
}
