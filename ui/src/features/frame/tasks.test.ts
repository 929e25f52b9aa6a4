// Accounts of long work that cross: the one that is further counts.
import { describe, expect, it } from "vitest";
import type { Task } from "../../backend";
import { makeFormat } from "../../shared/format";
import { en } from "../../words/en";
import { newest, taskOutcome, undoOf } from "./tasks";

const task = (more: Partial<Task>): Task => ({
  id: "t1",
  kind: "bulk",
  table: "knock.data_pool_experiences",
  state: "running",
  done: 0,
  total: 100,
  result: null,
  error: null,
  startedAt: "2026-03-02T09:00:00Z",
  ...more,
});

describe("the list of tasks", () => {
  it("keeps what was told while it was being asked for", () => {
    expect(newest([task({ state: "done", done: 100 })], [task({ done: 40 })])[0]?.state).toBe("done");
    expect(newest([task({ done: 60 })], [task({ done: 40 })])[0]?.done).toBe(60);
    expect(newest([task({ done: 10 })], [task({ done: 40 })])[0]?.done).toBe(40);
    expect(newest([task({ id: "old" })], [])).toEqual([]);
  });

  it("says what came of it, and offers to undo what can be undone", () => {
    const format = makeFormat("en", "utc");
    const done = task({ state: "done", result: { changed: 12, refused: [], refusedCount: 2, undo: "s1" } });
    expect(taskOutcome(en, format, done)).toBe("12 rows changed · 2 rows were refused");
    expect(undoOf(done)).toBe("s1");
    expect(undoOf(task({ kind: "undo", state: "done", result: { changed: 1, undo: "s2" } }))).toBeNull();
    expect(taskOutcome(en, format, task({ done: 40 }))).toBe("40 of 100");
    expect(taskOutcome(en, format, task({ state: "cancelled" }))).toBe("Stopped before the end");
  });
});
