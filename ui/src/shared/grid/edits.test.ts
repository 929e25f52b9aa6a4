// Edits on their way: in order, merged, and never lost.
import { describe, expect, it, vi } from "vitest";
import { type Outcome, type RowEdit, SaveQueue, type WriteError } from "./edits";
import { markOf } from "./rowEntry";
import { makeRow } from "./testGrid";
import type { GridRow } from "./types";

type Answer = { changeSet: string; outcomes: Outcome[] };

/** A backend that answers when the test says so. */
function held() {
  const calls: {
    edits: RowEdit[];
    answer: (answer: Answer) => Promise<void>;
    fail: (error: WriteError) => Promise<void>;
  }[] = [];
  const write = (edits: RowEdit[]) =>
    new Promise<Answer>((resolve, reject) => {
      const after = () => new Promise<void>((done) => setTimeout(done, 2));
      calls.push({
        edits,
        answer: (answer) => {
          resolve(answer);
          return after();
        },
        fail: (error) => {
          reject(error);
          return after();
        },
      });
    });
  const undo = vi.fn(async (changeSet: string) => ({ changeSet: `un-${changeSet}` }));
  const events = { onRow: vi.fn(), onRefresh: vi.fn(), onStale: vi.fn(), onFailure: vi.fn() };
  const queue = new SaveQueue({ write, undo }, events);
  return { queue, calls, undo, events };
}

const row = makeRow(1);
const saved = (set: object, revision: string): GridRow => ({ ...row, ...set, revision });
const error = (code: string, field: string | null = null): { error: WriteError } => ({
  error: { code, message: `${code} it is`, field },
});

describe("the save queue", () => {
  it("shows an edit at once and sends only what changed", () => {
    const { queue, calls } = held();
    queue.edit(row, { title: "새 제목" });
    expect(queue.shown(row, "title")).toBe("새 제목");
    expect(calls.map((call) => call.edits)).toEqual([[{ id: "r1", revision: "1", set: { title: "새 제목" } }]]);
    expect(markOf(queue.entry("r1"), "title")?.kind).toBe("saving");
  });

  it("writes a row once at a time, with its newest revision, and takes along what was edited meanwhile", async () => {
    const { queue, calls } = held();
    queue.edit(row, { title: "a" });
    queue.edit(row, { weight: 5 });
    queue.edit(row, { title: "b" });
    expect(calls).toHaveLength(1);
    expect(queue.shown(row, "title")).toBe("b");
    await calls[0]?.answer({ changeSet: "s1", outcomes: [{ row: saved({ title: "a" }, "2") }] });
    expect(calls[1]?.edits).toEqual([{ id: "r1", revision: "2", set: { weight: 5, title: "b" } }]);
    await calls[1]?.answer({ changeSet: "s2", outcomes: [{ row: saved({ title: "b", weight: 5 }, "3") }] });
    expect(queue.pending()).toEqual([]);
  });

  it("writes many rows in one go, and other rows do not wait for a slow one", () => {
    const { queue, calls } = held();
    queue.apply([1, 2, 3].map((at) => ({ row: makeRow(at), set: { weight: 9 } })));
    queue.edit(makeRow(4), { weight: 1 });
    expect(calls.map((call) => call.edits.map((edit) => edit.id))).toEqual([["r1", "r2", "r3"], ["r4"]]);
  });

  it("keeps a refused value in its cell with its reason, and saves the rest of the row", async () => {
    const { queue, calls } = held();
    queue.edit(row, { ageMin: 200, title: "b" });
    await calls[0]?.answer({ changeSet: "", outcomes: [error("Invalid", "age_min")] });
    expect(calls[1]?.edits[0]?.set).toEqual({ title: "b" });
    expect(queue.shown(row, "ageMin")).toBe(200);
    expect(markOf(queue.entry("r1"), "ageMin")).toEqual({ kind: "refused", reason: "Invalid it is" });
    await calls[1]?.answer({ changeSet: "s1", outcomes: [{ row: saved({ title: "b" }, "2") }] });
    expect(queue.pending()).toMatchObject([{ state: "refused", set: { ageMin: 200 } }]);
    // Corrected, it goes with the row's newest revision.
    queue.edit(saved({ title: "b" }, "2"), { ageMin: 20 });
    expect(calls[2]?.edits).toEqual([{ id: "r1", revision: "2", set: { ageMin: 20 } }]);
  });

  it("keeps what was refused until it is given up", async () => {
    const { queue, calls } = held();
    queue.refuse(row, "weight", "12a", "no number");
    expect([queue.shown(row, "weight"), calls.length]).toEqual(["12a", 0]);
    queue.drop("r1", ["weight"]);
    expect(queue.shown(row, "weight")).toBe(1);
    expect(queue.pending()).toEqual([]);
  });

  it("marks an overtaken row, tells who must decide, and sends nothing until then", async () => {
    const { queue, calls, events } = held();
    queue.edit(row, { title: "mine" });
    await calls[0]?.answer({ changeSet: "", outcomes: [error("Stale")] });
    expect(events.onStale).toHaveBeenCalledWith("r1", { title: "mine" }, { title: "Row 1" });
    queue.edit(row, { weight: 3 });
    expect([calls.length, queue.shown(row, "title")]).toEqual([1, "mine"]);
    expect(queue.pending()[0]?.state).toBe("stale");
    queue.settle(saved({ title: "theirs" }, "7"), { title: "mine" });
    expect(calls[1]?.edits).toEqual([{ id: "r1", revision: "7", set: { title: "mine" } }]);
  });

  it("keeps an edit while the database is away and sends it when told", async () => {
    const { queue, calls } = held();
    queue.edit(row, { title: "b" });
    await calls[0]?.fail({ code: "Unreachable", message: "away", field: null });
    expect(markOf(queue.entry("r1"), "title")?.kind).toBe("unsaved");
    expect(calls).toHaveLength(1);
    queue.retry();
    expect(calls[1]?.edits[0]).toEqual({ id: "r1", revision: "1", set: { title: "b" } });
  });

  it("takes drafts of an earlier session back in, with their revision and their reasons", () => {
    const { queue, calls } = held();
    queue.edit(row, { title: "b" });
    queue.refuse(row, "weight", "x", "no number");
    const later = held();
    later.queue.restore(queue.pending());
    expect([later.queue.shown(row, "title"), later.queue.shown(row, "weight")]).toEqual(["b", "x"]);
    expect(later.calls).toHaveLength(0);
    later.queue.retry();
    expect(later.calls[0]?.edits).toEqual(calls[0]?.edits);
  });

  it("steps back and forth by change sets, after all edits have landed", async () => {
    const { queue, calls, undo, events } = held();
    queue.edit(row, { title: "b" });
    const stepped = queue.undo();
    expect(undo).not.toHaveBeenCalled();
    await calls[0]?.answer({ changeSet: "s1", outcomes: [{ row: saved({ title: "b" }, "2") }] });
    await stepped;
    expect(undo).toHaveBeenCalledWith("s1");
    expect(events.onRefresh).toHaveBeenCalledWith(["r1"]);
    await queue.redo();
    expect(undo).toHaveBeenLastCalledWith("un-s1");
    expect([queue.canUndo, queue.canRedo]).toEqual([true, false]);
  });

  it("keeps a step whose undoing failed", async () => {
    const { queue, calls, undo, events } = held();
    undo.mockRejectedValueOnce({ code: "Stale", message: "changed since", field: null });
    queue.edit(row, { title: "b" });
    await calls[0]?.answer({ changeSet: "s1", outcomes: [{ row: saved({}, "2") }] });
    await queue.undo();
    expect(events.onFailure).toHaveBeenCalled();
    expect(queue.canUndo).toBe(true);
  });
});
