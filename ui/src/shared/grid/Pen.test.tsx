// Editing a cell: keys, Hangul, and values that are refused.
import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { columns, openGrid, paste, settle } from "./testGrid";

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
