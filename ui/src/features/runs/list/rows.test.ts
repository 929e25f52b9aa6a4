// New runs come in above without moving what one reads, and pages join without a gap or a double row.
import { describe, expect, it } from "vitest";
import type { RunPage } from "../../../backend";
import { summary } from "../../../testing/runSamples";
import { firstPage, refreshed, released, withMore } from "./rows";

const page = (from: number, to: number, next: string | null = String(to)): RunPage => ({
  items: Array.from({ length: from - to + 1 }, (_, at) => summary({ id: `run-${from - at}`, number: from - at })),
  next,
  total: 500,
});
const numbers = (loaded: { rows: { number: number }[] }) => loaded.rows.map((run) => run.number);

describe("the loaded runs", () => {
  it("join pages without a double row", () => {
    const loaded = withMore(firstPage(page(10, 6)), page(6, 3));
    expect(numbers(loaded)).toEqual([10, 9, 8, 7, 6, 5, 4, 3]);
    expect(loaded.next).toBe("3");
  });

  it("show new runs at once where somebody is at the top", () => {
    const loaded = refreshed(firstPage(page(10, 6)), page(12, 8), false);
    expect(numbers(loaded)).toEqual([12, 11, 10, 9, 8, 7, 6]);
    expect(loaded.waiting).toEqual([]);
  });

  it("keep new runs waiting where somebody reads further down, until they are asked for", () => {
    const loaded = refreshed(firstPage(page(10, 6)), page(12, 8), true);
    expect(numbers(loaded)).toEqual([10, 9, 8, 7, 6]);
    expect(loaded.waiting.map((run) => run.number)).toEqual([12, 11]);
    expect(numbers(released(loaded))).toEqual([12, 11, 10, 9, 8, 7, 6]);
  });

  it("take changed runs over in their place, and let go of those that no longer fit", () => {
    const before = firstPage(page(10, 6));
    const head = page(10, 6);
    head.items = head.items.filter((run) => run.number !== 8).map((run) => ({ ...run, status: "failed" }));
    const loaded = refreshed(before, head, true);
    expect(numbers(loaded)).toEqual([10, 9, 7, 6]);
    expect(loaded.rows.every((run) => run.status === "failed")).toBe(true);
  });

  it("know that nothing is below when the answer was all there is", () => {
    const loaded = refreshed(firstPage(page(10, 6)), page(10, 9, null), false);
    expect(numbers(loaded)).toEqual([10, 9]);
    expect(loaded.next).toBeNull();
  });
});
