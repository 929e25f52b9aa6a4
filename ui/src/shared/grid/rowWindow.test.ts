// A million rows of which only what is looked at is read.
import { describe, expect, it, vi } from "vitest";
import { RowWindow } from "./rowWindow";
import { type FakeTable, fakeTable, makeRow } from "./testGrid";
import type { GridRow } from "./types";

const quiet = () => new Promise((resolve) => setTimeout(resolve, 2));
const title = (rows: RowWindow, index: number) => (rows.row(index) as GridRow | undefined)?.title;

async function opened(table: FakeTable, limits?: { inFlight: number; keep: number }) {
  const rows = new RowWindow(table, limits);
  rows.start();
  await quiet();
  return rows;
}

describe("the row window", () => {
  it("shows the first rows before it knows how many there are", async () => {
    const table = fakeTable(1000);
    let measured: (ruler: Awaited<ReturnType<FakeTable["fetchRuler"]>>) => void = () => undefined;
    const ruler = await table.fetchRuler();
    table.fetchRuler = () => new Promise((resolve) => (measured = resolve));
    const rows = await opened(table);
    expect(title(rows, 0)).toBe("Row 0");
    expect(rows.state()).toMatchObject({ ready: true, estimated: true, total: 1000 });
    measured(ruler);
    await quiet();
    expect(rows.state()).toMatchObject({ estimated: false, total: 1000 });
  });

  it("needs no ruler when the first answer is everything", async () => {
    const table = fakeTable(20);
    table.fetchRuler = vi.fn(table.fetchRuler);
    const rows = await opened(table);
    expect(rows.state()).toMatchObject({ total: 20, estimated: false });
    expect(table.fetchRuler).not.toHaveBeenCalled();
  });

  it("reads again at once only what is looked at, and the rest when somebody comes to it", async () => {
    const table = fakeTable(1000);
    const rows = await opened(table);
    rows.want(0, 20);
    await quiet();
    for (const [at, row] of table.rows.entries()) table.rows[at] = { ...row, title: `${row.title}, changed` };
    table.fetchRows = vi.fn(async (ids) => table.rows.filter((row) => ids.includes(row.id)));
    await rows.refreshSeen(["r3", "r90", "r700"]);
    expect(table.fetchRows).toHaveBeenCalledWith(["r3"]);
    expect(title(rows, 3), "though its revision is the same").toBe("Row 3, changed");
    expect(rows.flash("r3"), "nobody wrote to it").toBe(0);
    expect(title(rows, 90)).toBe("Row 90");
    rows.want(80, 99);
    await quiet();
    expect(title(rows, 90)).toBe("Row 90, changed");
  });

  it("jumps into the depth with one read, of that block alone", async () => {
    const table = fakeTable(100_000);
    const rows = await opened(table);
    rows.want(70_010, 70_050);
    await quiet();
    expect(table.asked).toEqual(["r69999"]);
    expect(title(rows, 70_042)).toBe("Row 70042");
    expect(rows.row(50)).toBeDefined();
  });

  it("asks for the newest wish first, and forgets wishes that nobody has any more", async () => {
    const table = fakeTable(100_000);
    const gates: (() => void)[] = [];
    const { fetchBlock } = table;
    table.fetchBlock = (after, limit) =>
      new Promise((resolve) => gates.push(() => void fetchBlock(after, limit).then(resolve)));
    const rows = await opened(table, { inFlight: 2, keep: 50 });
    rows.want(1000, 1999);
    rows.want(50_000, 50_010);
    while (gates.length > 0) {
      gates.shift()?.();
      await quiet();
    }
    // Two were under way; of the other eight none was begun.
    expect(table.asked).toHaveLength(3);
    expect(table.asked.at(-1)).toBe("r49999");
  });

  it("remembers only so many blocks, the last used ones", async () => {
    const table = fakeTable(10_000);
    const rows = await opened(table, { inFlight: 4, keep: 3 });
    for (const start of [1000, 2000, 3000, 4000]) {
      rows.want(start, start + 50);
      await quiet();
    }
    expect(rows.row(1000)).toBeUndefined();
    expect(rows.row(4000)).toBeDefined();
    expect(rows.indexOf("r1000")).toBe(-1);
  });

  it("refreshes rows in their place and tells which were changed from outside", async () => {
    const table = fakeTable(1000);
    const rows = await opened(table);
    table.rows[7] = { ...makeRow(7), title: "Theirs", revision: "2" };
    await rows.refresh(["r7", "r999"]);
    expect(title(rows, 7)).toBe("Theirs");
    expect([rows.flash("r7"), rows.flash("r8")]).toEqual([1, 0]);
    rows.patch({ ...makeRow(8), title: "Mine", revision: "2" });
    expect([title(rows, 8), rows.flash("r8")]).toEqual(["Mine", 0]);
  });

  it("keeps every row where it stood when all are read again, and shows deleted ones as gone", async () => {
    const table = fakeTable(1000);
    const rows = await opened(table);
    rows.want(0, 50);
    table.rows.splice(3, 1);
    table.rows[3] = { ...makeRow(4), title: "Changed", revision: "2" };
    await rows.refresh(null);
    await quiet();
    expect(rows.row(3)).toBe("gone");
    expect([title(rows, 4), title(rows, 5), title(rows, 99)]).toEqual(["Changed", "Row 5", "Row 99"]);
    await rows.measure();
    await quiet();
    expect([rows.state().total, title(rows, 3)]).toEqual([999, "Changed"]);
  });

  it("shows no row twice when one was deleted since it was measured", async () => {
    const table = fakeTable(300);
    const rows = await opened(table);
    table.rows.splice(150, 1);
    rows.want(100, 299);
    await quiet();
    expect(title(rows, 200)).toBe("Row 200");
    expect(rows.row(199)).toBe("gone");
    expect(rows.indexOf("r200")).toBe(200);
  });

  it("shows a small list on while it is cut anew", async () => {
    const table = fakeTable(250, 300);
    const rows = await opened(table);
    table.fetchRuler = async () => ({ anchors: ["r99", "r199"], every: 100, total: 251 });
    table.rows.push(makeRow(250));
    rows.want(0, 40);
    const measured = rows.measure();
    await measured;
    expect([title(rows, 5), title(rows, 249)]).toEqual(["Row 5", "Row 249"]);
    rows.want(200, 250);
    await quiet();
    expect(title(rows, 250)).toBe("Row 250");
  });

  it("does not let an older answer undo what was just saved", async () => {
    const table = fakeTable(50);
    const rows = await opened(table);
    let answer: (rows: GridRow[]) => void = () => undefined;
    table.fetchRows = () => new Promise((resolve) => (answer = resolve));
    const refreshed = rows.refresh(["r1"]);
    rows.patch({ ...makeRow(1), title: "Saved", revision: "3" });
    answer([{ ...makeRow(1), title: "Before", revision: "2" }]);
    await refreshed;
    expect(title(rows, 1)).toBe("Saved");
  });

  it("says that a read failed, and reads again when asked", async () => {
    const table = fakeTable(1000);
    const { fetchBlock } = table;
    const rows = await opened(table);
    table.fetchBlock = () => Promise.reject(new Error("away"));
    rows.want(500, 550);
    await quiet();
    expect(rows.state().failure).toBeInstanceOf(Error);
    table.fetchBlock = fetchBlock;
    rows.retry();
    await quiet();
    expect([rows.state().failure, title(rows, 500)]).toEqual([null, "Row 500"]);
  });

  it("loads a whole range for copying, whatever was seen", async () => {
    const rows = await opened(fakeTable(1000));
    const found = await rows.load(90, 310);
    expect([found.length, found[0]?.id, found.at(-1)?.id]).toEqual([221, "r90", "r310"]);
  });
});
