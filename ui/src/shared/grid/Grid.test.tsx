// The grid under the hands: keys, typing, Hangul, the clipboard, refusals, layout.
import { MantineProvider } from "@mantine/core";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { ChangePreview } from "./ChangePreview";
import { GridMenu } from "./GridMenu";
import { columns, makeRow, naming, openGrid, settle } from "./testGrid";
import type { Column, GridLayout } from "./types";

const CTRL = "{Control>}";
const END = "{/Control}";

/** What the clipboard event carries. */
function clipboard(text = "") {
  const data: Record<string, string> = { "text/plain": text };
  return {
    data,
    clipboardData: {
      getData: (type: string) => data[type] ?? "",
      setData: (type: string, value: string) => {
        data[type] = value;
      },
    },
  };
}

async function paste(pen: HTMLElement, text: string) {
  fireEvent.paste(pen, clipboard(text));
  await settle();
}

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

describe("editing", () => {
  it("begins by typing, which replaces the value, and Enter moves on below", async () => {
    const { user, backend, cell, active } = await openGrid();
    await user.keyboard("Neu{Enter}");
    expect(active()).toBe("1 0");
    expect(cell(0, "title").textContent).toContain("Neu");
    expect(backend.write).toHaveBeenCalledWith([{ id: "r0", revision: "1", set: { title: "Neu" } }]);
  });

  it("begins with F2 at the end of the value; Tab keeps it and moves sideways; Escape gives it up", async () => {
    const { user, backend, active, cell } = await openGrid();
    await user.keyboard("{F2}!{Tab}");
    await settle();
    expect(backend.write.mock.calls[0]?.[0][0]?.set).toEqual({ title: "Row 0!" });
    expect(active()).toBe("0 1");
    await user.keyboard("x{Escape}");
    expect(cell(0, "description").textContent).toBe("");
    expect(backend.write).toHaveBeenCalledTimes(1);
  });

  it("writes nothing when nothing changed", async () => {
    const { user, backend } = await openGrid();
    await user.keyboard("{F2}{Enter}{Enter}{Enter}");
    expect(backend.write).not.toHaveBeenCalled();
  });

  it("breaks lines with Alt+Enter where many fit, and only there", async () => {
    const { user, backend, pen } = await openGrid();
    await user.keyboard("{ArrowRight}one{Alt>}{Enter}{/Alt}two");
    expect(pen.value).toBe("one\ntwo");
    await user.keyboard("{Enter}");
    expect(backend.write.mock.calls[0]?.[0][0]?.set).toEqual({ description: "one\ntwo" });
  });

  it("counts characters near the end of what fits", async () => {
    const { user } = await openGrid();
    await user.keyboard("12345678901234567");
    expect(screen.getByText("17 of 20 characters")).toBeTruthy();
  });

  it("edits the next cell of a row while the first is still on its way, without a false conflict", async () => {
    const { user, backend, table, onStale } = await openGrid();
    await user.keyboard("A{Tab}");
    await user.keyboard("B{Enter}");
    await settle();
    expect(onStale).not.toHaveBeenCalled();
    expect(backend.write.mock.calls.map(([edits]) => edits[0]?.revision)).toEqual(["1", "2"]);
    expect(table.rows[0]).toMatchObject({ title: "A", description: "B" });
  });

  it("writes over what it showed: a value changed by somebody else meanwhile is not overwritten unseen", async () => {
    const { user, backend, table, rows } = await openGrid();
    await user.keyboard("{F2}");
    const theirs = { ...(table.rows[0] as (typeof table.rows)[0]), title: "Theirs", revision: "9" };
    table.rows[0] = theirs;
    await act(() => rows.refresh(["r0"]));
    await user.keyboard("mine{Enter}");
    expect(backend.write.mock.calls[0]?.[0][0]?.revision).toBe("1");
  });

  it("chooses from a closed list by typing a part of a name", async () => {
    const { user, backend } = await openGrid();
    await user.keyboard("{ArrowRight}{ArrowRight}hi");
    expect(screen.getByRole("option", { name: "High" }).getAttribute("aria-selected")).toBe("true");
    await user.keyboard("{Enter}");
    expect(backend.write.mock.calls[0]?.[0][0]?.set).toEqual({ intensity: "high" });
  });

  it("adds and takes away tags, refuses one that is there, and suggests what others used", async () => {
    const suggest = vi.fn(async () => [{ value: "가족", count: 12 }]);
    const { user, backend } = await openGrid(5, { lookups: { suggest } });
    await user.keyboard("{ArrowRight>4/}{Enter}");
    await settle();
    expect(screen.getByRole("option", { name: /가족\s*12 rows/ })).toBeTruthy();
    await user.keyboard("b,a{Enter}");
    expect(screen.getByRole("alert").textContent).toContain("there already");
    await user.keyboard("{Backspace}{Backspace}{ArrowDown}{Enter}{Enter}");
    await settle();
    expect(backend.write.mock.calls[0]?.[0][0]?.set).toEqual({ tags: ["a", "가족"] });
  });

  it("answers a yes-or-no cell at once, by Space and by click", async () => {
    const { user, backend, cell } = await openGrid();
    await user.keyboard("{ArrowRight>5/} ");
    expect(backend.write.mock.calls[0]?.[0][0]?.set).toEqual({ is_active: false });
    fireEvent.pointerDown(cell(2, "is_active").querySelector("[data-toggle]") as Element);
    expect(backend.write.mock.calls[1]?.[0][0]).toMatchObject({ id: "r2", set: { is_active: false } });
  });

  it("steps a number by arrows within its range", async () => {
    const { user, backend } = await openGrid();
    await user.keyboard("{ArrowRight>3/}{F2}{ArrowUp}{ArrowUp}{ArrowDown}{Enter}");
    expect(backend.write.mock.calls[0]?.[0][0]?.set).toEqual({ weight: 1 });
  });

  it("edits JSON as a form that keeps what it does not know", async () => {
    const { user, backend } = await openGrid();
    await user.keyboard("{ArrowRight>6/}{Enter}");
    const field = screen.getByRole("spinbutton", { name: "growth" });
    fireEvent.change(field, { target: { value: "2" } });
    expect(screen.getByText(/at most 1/)).toBeTruthy();
    fireEvent.change(field, { target: { value: "0.7" } });
    await user.click(screen.getByRole("button", { name: "Apply" }));
    expect(backend.write.mock.calls[0]?.[0][0]?.set).toEqual({ profile: { growth: 0.7, extra: 1 } });
  });

  it("says where JSON breaks", async () => {
    const { user } = await openGrid();
    await user.keyboard("{ArrowRight>6/}{Enter}");
    await user.click(screen.getByRole("radio", { name: "JSON" }));
    fireEvent.change(screen.getByRole("textbox", { name: "profile" }), { target: { value: '{"growth": }' } });
    expect(screen.getByText("Not valid JSON: line 1, column 12.")).toBeTruthy();
  });

  it("finds a row of another table by its words, and takes its id", async () => {
    const lookUp = vi.fn(async (_: string, text: string) =>
      [
        { id: "p1", label: "지우" },
        { id: "p2", label: "하늘" },
      ].filter((one) => one.label.includes(text)),
    );
    const own = columns.map((one) =>
      one.key === "description" ? { ...one, kind: { kind: "reference" as const, to: "people" } } : one,
    );
    const { user, backend } = await openGrid(5, { columns: own, lookups: { lookUp } });
    await user.keyboard("{ArrowRight}하");
    await settle();
    expect(screen.getAllByRole("option").map((one) => one.textContent)).toEqual(["하늘"]);
    await user.keyboard("{Enter}");
    await settle();
    expect(backend.write.mock.calls[0]?.[0][0]?.set).toEqual({ description: "p2" });
  });

  it("takes a colour from the system's picker or as a word", async () => {
    const own = columns.map((one) => (one.key === "description" ? { ...one, kind: { kind: "color" as const } } : one));
    const { user, backend, pen } = await openGrid(5, { columns: own });
    await user.keyboard("{ArrowRight}warm grey");
    fireEvent.change(screen.getByLabelText("Pick a colour"), { target: { value: "#3a7446" } });
    expect(pen.value).toBe("#3a7446");
    await user.keyboard("{Enter}");
    await user.keyboard("dusk{Enter}");
    await settle();
    expect(backend.write.mock.calls.map(([edits]) => edits[0]?.set)).toEqual([
      { description: "#3a7446" },
      { description: "dusk" },
    ]);
  });

  it("writes nothing into a read-only grid", async () => {
    const { user, backend, pen } = await openGrid(5, { readOnly: true });
    await user.keyboard("abc{Delete}{F2}");
    await paste(pen, "x");
    expect(backend.write).not.toHaveBeenCalled();
    expect(pen.value).toBe("");
  });
});

describe("Hangul", () => {
  /** What an input method does: it writes into the focused field and tells about its word. */
  const compose = (pen: HTMLTextAreaElement, steps: string[]) => {
    fireEvent.keyDown(pen, { key: "Process", keyCode: 229, isComposing: false });
    fireEvent.compositionStart(pen);
    for (const step of steps) {
      pen.value = step;
      fireEvent.input(pen, { isComposing: true });
    }
  };

  it("keeps the first jamo: the field that holds it becomes the editor", async () => {
    const { pen, backend } = await openGrid();
    compose(pen, ["ㄱ", "가"]);
    expect([pen.value, pen.dataset.editing, document.activeElement]).toEqual(["가", "true", pen]);
    fireEvent.compositionEnd(pen, { data: "가" });
    fireEvent.keyDown(pen, { key: "Enter", keyCode: 13 });
    await settle();
    expect(backend.write.mock.calls[0]?.[0][0]?.set).toEqual({ title: "가" });
  });

  it("does not commit, move or choose with the Enter that ends a word", async () => {
    const { pen, backend, active, user } = await openGrid();
    compose(pen, ["ㄴ", "나"]);
    fireEvent.keyDown(pen, { key: "Enter", keyCode: 229, isComposing: true });
    fireEvent.compositionEnd(pen, { data: "나" });
    // WebKit tells of the same Enter once more, after the word.
    fireEvent.keyDown(pen, { key: "Enter", keyCode: 229, isComposing: false });
    expect([active(), pen.dataset.editing, backend.write.mock.calls.length]).toEqual(["0 0", "true", 0]);
    await user.keyboard("{Enter}");
    expect(active()).toBe("1 0");
  });

  it("lets no line break slip into a word's end", async () => {
    const { pen } = await openGrid();
    compose(pen, ["ㄷ"]);
    fireEvent.compositionEnd(pen, { data: "ㄷ" });
    const event = new InputEvent("beforeinput", { inputType: "insertLineBreak", cancelable: true, bubbles: true });
    pen.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });

  it("moves nothing and clears nothing while a word is composed", async () => {
    const { pen, active } = await openGrid();
    compose(pen, ["ㄹ"]);
    for (const key of ["ArrowDown", "Tab", "Delete", "Escape"]) {
      fireEvent.keyDown(pen, { key, keyCode: 229, isComposing: true });
    }
    expect([active(), pen.value, pen.dataset.editing]).toEqual(["0 0", "ㄹ", "true"]);
  });

  it("is forgotten on a cell in which nothing can be written", async () => {
    const { pen, user, backend } = await openGrid();
    await user.keyboard("{End}");
    compose(pen, ["ㅁ"]);
    fireEvent.compositionEnd(pen, { data: "ㅁ" });
    expect([pen.value, pen.dataset.editing]).toEqual(["", undefined]);
    expect(backend.write).not.toHaveBeenCalled();
  });

  it("finds choices and ends a tag by its comma", async () => {
    const { pen, user, backend } = await openGrid();
    await user.keyboard("{ArrowRight>2/}");
    compose(pen, ["ㄴ", "노", "높"]);
    expect(screen.getByRole("option", { name: "High" })).toBeTruthy();
    fireEvent.compositionEnd(pen, { data: "높" });
    await user.keyboard("{Enter}{ArrowUp}{ArrowRight}{ArrowRight}");
    await settle();
    compose(pen, ["여행,"]);
    expect(pen.value).toBe("여행,");
    fireEvent.compositionEnd(pen, { data: "여행," });
    expect(pen.value).toBe("");
    await user.keyboard("{Enter}");
    await settle();
    expect(backend.write.mock.calls.map(([edits]) => edits[0]?.set)).toEqual([
      { intensity: "high" },
      { tags: ["a", "여행"] },
    ]);
  });
});

describe("the clipboard", () => {
  it("takes a range as text and as a table", async () => {
    const { user, pen } = await openGrid();
    await user.keyboard("{Shift>}{ArrowDown}{ArrowRight>4/}{/Shift}");
    const event = clipboard();
    fireEvent.copy(pen, event);
    expect(event.data["text/plain"]).toBe("Row 0\t\tLow\t0\ta\r\nRow 1\t\tLow\t1\ta");
    expect(event.data["text/html"]).toContain("<td>Row 1</td>");
    expect(screen.getByText("10 cells copied")).toBeTruthy();
  });

  it("writes a single pasted cell at once", async () => {
    const { pen, backend } = await openGrid();
    await paste(pen, "Neu");
    expect(backend.write.mock.calls[0]?.[0]).toEqual([{ id: "r0", revision: "1", set: { title: "Neu" } }]);
  });

  it("shows a block first, refuses bad numbers with their reason and writes the rest in one go", async () => {
    const { user, pen, backend, cell } = await openGrid();
    await user.keyboard("{ArrowRight>3/}");
    await paste(pen, "7\r\nx\r\n8");
    const dialog = await screen.findByRole("dialog", { name: "Paste" });
    expect(backend.write).not.toHaveBeenCalled();
    expect(within(dialog).getByText("This is not a number.")).toBeTruthy();
    expect(within(dialog).getByText("2 cells change in 2 rows")).toBeTruthy();
    await user.click(within(dialog).getByRole("button", { name: "Change 2 cells" }));
    await settle();
    expect(backend.write.mock.calls.map(([edits]) => edits.map(({ id, set }) => [id, set]))).toEqual([
      [
        ["r0", { weight: 7 }],
        ["r2", { weight: 8 }],
      ],
    ]);
    expect(cell(1, "weight").textContent).toBe("1");
  });

  it("fills down and clears through the same preview, and steps back with one key", async () => {
    const { user, backend, cell, table } = await openGrid();
    await user.keyboard(`{ArrowRight>3/}{Shift>}{ArrowDown>3/}{/Shift}${CTRL}d${END}`);
    await settle();
    await user.click(await screen.findByRole("button", { name: "Change 3 cells" }));
    await settle();
    expect(table.rows.slice(0, 4).map((row) => row.weight)).toEqual([0, 0, 0, 0]);
    await user.keyboard(`${CTRL}z${END}`);
    await settle();
    expect(backend.undo).toHaveBeenCalledWith("set1");
    expect(cell(3, "weight").textContent).toBe("3");
    await user.keyboard(`${CTRL}{Shift>}z{/Shift}${END}`);
    await settle();
    expect(cell(3, "weight").textContent).toBe("0");
    await user.keyboard("{Delete}");
    await settle();
    expect(screen.getByRole("dialog", { name: "Clear" })).toBeTruthy();
  });

  it("names the rows that found no place", async () => {
    const { pen, user } = await openGrid(2);
    await user.keyboard("{ArrowDown}");
    await paste(pen, "a\r\nb\r\nc");
    expect(await screen.findByText("2 copied rows lie beyond the end")).toBeTruthy();
  });
});

describe("a refusal", () => {
  it("stays in its cell, marked, with its reason within reach, until it is given up", async () => {
    const { user, cell, pen, backend } = await openGrid();
    await user.keyboard("{ArrowRight>3/}12a{Enter}{ArrowUp}");
    const wrong = cell(0, "weight");
    expect(wrong.textContent).toContain("12a");
    expect(wrong.getAttribute("aria-invalid")).toBe("true");
    const why = (element: HTMLElement) =>
      document.getElementById(element.getAttribute("aria-describedby") ?? "")?.textContent;
    expect([why(wrong), why(pen)]).toEqual(["This is not a number.", "This is not a number."]);
    expect(backend.write).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect([cell(0, "weight").textContent, cell(0, "weight").getAttribute("aria-invalid")]).toEqual(["0", null]);
  });

  it("by the database is corrected where it stands", async () => {
    const { user, cell, backend, seen, pen } = await openGrid();
    backend.write.mockResolvedValueOnce({
      changeSet: "",
      outcomes: [{ error: { code: "Invalid", message: "title is taken", field: "title" } }],
    });
    await user.keyboard("Twice{Enter}{ArrowUp}");
    await settle();
    expect(cell(0, "title").textContent).toContain("Twice");
    expect(cell(0, "title").getAttribute("title")).toBe("title is taken");
    expect(seen.edits?.pending).toMatchObject([{ id: "r0", state: "refused", set: { title: "Twice" } }]);
    await user.keyboard("{F2}");
    expect(pen.value).toBe("Twice");
    await user.keyboard(" no more{Enter}");
    await settle();
    expect(seen.edits?.pending).toEqual([]);
  });

  it("of an overtaken row keeps mine and calls for a decision", async () => {
    const { user, cell, backend, onStale } = await openGrid();
    backend.write.mockResolvedValueOnce({
      changeSet: "",
      outcomes: [{ error: { code: "Stale", message: "saved before", field: null } }],
    });
    await user.keyboard("Mine{Enter}");
    await settle();
    expect(onStale).toHaveBeenCalledWith("r0", { title: "Mine" }, { title: "Row 0" });
    expect(cell(0, "title").dataset.mark).toBe("stale");
    expect(cell(0, "title").textContent).toContain("Mine");
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

describe("the preview", () => {
  it("shows two hundred cells and counts the others", async () => {
    const changes = Array.from({ length: 230 }, (_, index) => ({
      row: makeRow(index),
      column: columns[3] as Column,
      old: 1,
      now: 2,
      problem: null,
    }));
    render(
      <MantineProvider env="test">
        <ChangePreview
          opened
          title="Replace"
          changes={changes}
          naming={naming}
          rowLabel={(row) => String(row.title)}
          onConfirm={() => undefined}
          onClose={() => undefined}
        />
      </MantineProvider>,
    );
    expect(screen.getByText("and 30 more")).toBeTruthy();
    expect(screen.getAllByRole("rowheader")).toHaveLength(200);
  });
});

describe("the layout menu", () => {
  it("hides, orders and heightens, and never hides the title", async () => {
    const onLayout = vi.fn();
    const layout: GridLayout = { columns: [], rowHeight: "small" };
    render(
      <MantineProvider env="test">
        <GridMenu columns={columns} titleColumn="title" layout={layout} onLayout={onLayout} naming={naming} />
      </MantineProvider>,
    );
    fireEvent.click(screen.getByRole("button", { name: "Columns and row height" }));
    expect((screen.getByRole("checkbox", { name: "title" }) as HTMLInputElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole("checkbox", { name: "weight" }));
    const last = (): GridLayout => onLayout.mock.lastCall?.[0];
    expect(last().columns.find((column) => column.key === "weight")?.hidden).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Move weight up" }));
    expect(
      last()
        .columns.map((column) => column.key)
        .indexOf("weight"),
    ).toBe(2);
    fireEvent.click(screen.getByRole("radio", { name: "Large" }));
    expect(last().rowHeight).toBe("large");
  });
});

describe("the layout", () => {
  it("sorts up, down and not at all by Enter on a title", async () => {
    const { user, seen } = await openGrid();
    const title = screen.getByRole("button", { name: "weight" });
    await user.click(title);
    expect(seen.sort).toEqual({ column: "weight", descending: false });
    expect(screen.getByRole("columnheader", { name: /weight/ }).getAttribute("aria-sort")).toBe("ascending");
    act(() => title.focus());
    await user.keyboard("{Enter}");
    expect(seen.sort).toEqual({ column: "weight", descending: true });
    await user.keyboard("{Enter}");
    expect(seen.sort).toBeNull();
  });

  it("resizes and moves a column by keys", async () => {
    const { seen } = await openGrid();
    const title = screen.getByRole("button", { name: "intensity" });
    fireEvent.keyDown(title, { key: "ArrowRight", shiftKey: true });
    const width = () => seen.layout?.columns.find((column) => column.key === "intensity")?.width;
    expect(width()).toBe(122);
    fireEvent.keyDown(title, { key: "ArrowLeft", altKey: true });
    expect(seen.layout?.columns.map((column) => column.key).slice(0, 3)).toEqual(["title", "intensity", "description"]);
  });

  it("leaves hidden columns out and puts new ones at the end", async () => {
    const { container } = await openGrid(3, {}, [
      { key: "weight", width: 60, hidden: false },
      { key: "title", width: 100, hidden: true },
      { key: "gone", width: 60, hidden: false },
      { key: "tags", width: 60, hidden: true },
    ]);
    const titles = [...container.querySelectorAll("[data-title]")].map((title) => title.textContent);
    expect(titles.slice(0, 3)).toEqual(["title", "weight", "description"]);
    expect(titles).not.toContain("tags");
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
