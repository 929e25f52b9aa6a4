// The grid under the hands: keys and pointer, what happens outside, and what screen readers hear.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { isTyping } from "../keys";
import { CTRL, columns, END, makeRow, openGrid, paste, settle } from "./testGrid";

describe("moving", () => {
  it("goes by arrows, pages and ends, and never past them", async () => {
    const { user, active } = await openGrid(500);
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowRight}");
    expect(active()).toBe("2 1");
    await user.keyboard("{Home}{ArrowLeft}{ArrowUp}");
    expect(active()).toBe("1 0");
    await user.keyboard("{End}");
    expect(active()).toBe("1 7");
    await user.keyboard(`${CTRL}{End}${END}`);
    expect(active()).toBe("499 7");
    await user.keyboard("{PageUp}");
    const [row = 0] = active().split(" ").map(Number);
    expect(row).toBeGreaterThan(470);
    expect(row).toBeLessThan(499);
    await user.keyboard(`${CTRL}{Home}${END}`);
    expect(active()).toBe("0 0");
  });

  it("goes sideways with Tab, on into the next row, and out of the grid after Escape", async () => {
    const { user, active, pen } = await openGrid();
    await user.keyboard("{End}{Tab}");
    expect(active()).toBe("1 0");
    await user.keyboard("{Shift>}{Tab}{/Shift}");
    expect(active()).toBe("0 7");
    await user.keyboard("{Escape}{Tab}");
    expect(document.activeElement).not.toBe(pen);
  });

  it("draws out a range with Shift, marks all with Ctrl+A, and tells screen readers which cell it is at", async () => {
    const { user, range, pen, cell } = await openGrid();
    await user.keyboard("{Shift>}{ArrowDown}{ArrowRight}{/Shift}");
    expect(range()).toBe(4);
    expect(pen.getAttribute("aria-activedescendant")).toBe(cell(1, "description").id);
    expect(cell(0, "title").getAttribute("aria-selected")).toBe("true");
    await user.keyboard(`${CTRL}a${END}`);
    expect(range()).toBeGreaterThan(100);
    await user.keyboard("{Escape}");
    expect(range()).toBe(0);
  });

  it("marks with the pointer, and draws on with Shift", async () => {
    const { active, range, cell, pen } = await openGrid();
    fireEvent.pointerDown(cell(2, "weight"), { button: 0 });
    fireEvent.pointerUp(window);
    expect(active()).toBe("2 3");
    fireEvent.pointerDown(cell(4, "tags"), { button: 0, shiftKey: true });
    fireEvent.pointerUp(window);
    expect([range(), document.activeElement]).toEqual([6, pen]);
  });

  it("reaches the last of a million rows", async () => {
    const { user, active, cell } = await openGrid(1_000_000);
    await user.keyboard(`${CTRL}{End}${END}`);
    await waitFor(() => expect(cell(999_999, "title").textContent).toContain("Row 999999"));
    expect(active()).toBe("999999 7");
  });

  it("ticks rows with Space, and all between with Shift on the box", async () => {
    const { user, seen } = await openGrid();
    await user.keyboard(" {ArrowDown} ");
    expect(seen.selection).toEqual({ all: false, ids: new Set(["r0", "r1"]) });
    fireEvent.click(screen.getByRole("checkbox", { name: "Select Row 4" }), { shiftKey: true });
    expect(seen.selection).toEqual({ all: false, ids: new Set(["r0", "r1", "r2", "r3", "r4"]) });
    fireEvent.click(screen.getByRole("checkbox", { name: "Select all rows" }));
    expect(seen.selection).toEqual({ all: true, except: new Set() });
  });

  it("opens a row with Ctrl+Enter and with its button", async () => {
    const onOpen = vi.fn();
    const { user } = await openGrid(5, { onOpen });
    await user.keyboard(`${CTRL}{Enter}${END}`);
    await user.click(screen.getByRole("button", { name: "Open Row 3" }));
    expect(onOpen.mock.calls.map(([row]) => row.id)).toEqual(["r0", "r3"]);
  });
});

describe("what happens outside", () => {
  it("flashes a row that somebody else changed, and not one of mine", async () => {
    const { user, cell, table, rows, container } = await openGrid();
    const flashes = () => [...container.querySelectorAll("[class*=flash]")].length;
    await user.keyboard("Mine{Enter}");
    await settle();
    expect(flashes()).toBe(0);
    table.rows[3] = { ...(table.rows[3] as (typeof table.rows)[0]), title: "Theirs", revision: "5" };
    await act(() => rows.refresh(["r0", "r3"]));
    expect([cell(3, "title").textContent, flashes()]).toEqual(["Theirs", 1]);
  });

  it("keeps an edit as not saved while the database is away, and sends it when told", async () => {
    const { user, cell, backend, seen, table } = await openGrid();
    backend.write.mockRejectedValueOnce({ code: "Unreachable", message: "away", field: null });
    await user.keyboard("Later{Enter}");
    await settle();
    expect([cell(0, "title").dataset.mark, seen.edits?.pending[0]?.state]).toEqual(["unsaved", "unsaved"]);
    expect(screen.getByText("Not saved yet: the database is away")).toBeTruthy();
    act(() => seen.edits?.queue.retry());
    await settle();
    expect([table.rows[0]?.title, seen.edits?.pending]).toEqual(["Later", []]);
  });

  it("keeps the active cell on its row when the list is measured anew", async () => {
    const { user, active, table, rows } = await openGrid(300);
    await user.keyboard("{ArrowDown>3/}");
    table.rows.splice(0, 2);
    await act(() => rows.measure());
    await settle();
    expect(active()).toBe("1 0");
  });

  it("commits what was typed when the focus goes elsewhere", async () => {
    const { user, backend, pen } = await openGrid();
    await user.keyboard("Gone");
    act(() => screen.getByRole("button", { name: "weight" }).focus());
    await settle();
    expect([backend.write.mock.calls[0]?.[0][0]?.set, pen.dataset.editing]).toEqual([{ title: "Gone" }, undefined]);
  });

  it("offers the cell's menu, with what the page adds", async () => {
    const history = vi.fn();
    const { user, cell } = await openGrid(5, {
      menuItems: (row) => [{ label: "History", run: () => history(row.id) }],
    });
    fireEvent.pointerDown(cell(2, "weight"), { button: 2 });
    fireEvent.contextMenu(cell(2, "weight"), { clientX: 50, clientY: 50 });
    await user.click(await screen.findByRole("menuitem", { name: "History" }));
    expect(history).toHaveBeenCalledWith("r2");
  });
});

describe("for screen readers the grid", () => {
  it("says its size and where each row and column stands", async () => {
    await openGrid(500);
    const grid = screen.getByRole("grid", { name: "Experiences" });
    expect([grid.getAttribute("aria-rowcount"), grid.getAttribute("aria-colcount")]).toEqual(["501", "9"]);
    const row = within(grid).getByRole("row", { name: /Row 3\b/ });
    expect(row.getAttribute("aria-rowindex")).toBe("5");
  });

  it("breaks no rule that axe knows, at rest, while editing and in the preview", async () => {
    const { user, container, pen } = await openGrid(5, { onOpen: () => undefined });
    const faults = async () =>
      (
        await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } })
      ).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
    expect(container.querySelector("[role=grid]")).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.keyboard("{ArrowRight}{ArrowRight}{Enter}");
    expect(await faults()).toEqual([]);
    await user.keyboard("{Escape}");
    await paste(pen, "high\tx\r\nlow\t2");
    expect(await faults()).toEqual([]);
  });
});

describe("a table in which nothing is edited", () => {
  const read = columns.map((column) => ({ ...column, editable: false }));

  it("opens its rows with Enter, ticks with Space everywhere, and leaves letters to the page", async () => {
    const onOpen = vi.fn();
    const { user, pen, seen, backend } = await openGrid(10, { columns: read, readOnly: true, onOpen });
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => void heard.push(event.key);
    window.addEventListener("keydown", listen);
    await user.keyboard("{ArrowDown}e{Delete}{Enter}");
    window.removeEventListener("keydown", listen);
    expect(onOpen.mock.calls.map(([row]) => row.id)).toEqual(["r1"]);
    expect(heard).toEqual(["e", "Delete"]);
    expect(isTyping(pen)).toBe(false);
    await user.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight} ");
    expect(seen.selection).toEqual({ all: false, ids: new Set(["r1"]) });
    await paste(pen, "x");
    expect(backend.write).not.toHaveBeenCalled();
  });

  it("keeps whoever stands on the first row there when something new comes in above", async () => {
    const { table, rows, active, user } = await openGrid(10, { columns: read, readOnly: true, newestFirst: true });
    const arrive = async (id: string) => {
      table.rows.unshift({ ...makeRow(0), id, title: id });
      await act(() => rows.measure());
      act(() => rows.want(0, 9));
      await settle();
    };
    await arrive("new");
    expect(active()).toBe("0 0");
    await user.keyboard("{ArrowDown}");
    await arrive("newer");
    expect(active(), "the active cell goes with its row").toBe("2 0");
  });
});
