// The seven editors as one: writing, other people's changes, undo, moving, searching, findings, renaming.
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../backend";
import { edit, sectionsOf, showEditor } from "./testEditor";

const problem: Finding = {
  severity: "error",
  rule: "undeclared-variable",
  section: "past",
  snippet: null,
  line: 1,
  column: 3,
  endLine: 1,
  endColumn: 8,
  message: "there is no variable `nedes`; did you mean `needs`?",
  arguments: { name: "nedes", near: "needs", path: "nedes" },
  fix: { arguments: { to: "needs" }, edits: [edit("past", 2, 7, "needs")] },
};

describe("writing", () => {
  it("tells the page once, and the page's echo does nothing", async () => {
    const { page, write, textOf, editorOf } = await showEditor({ source: { sections: sectionsOf({ why: "나" }) } });
    const state = editorOf("how").state;
    await write("why", "는");
    await write("why", "!");
    expect(page.told.map(({ text }) => text)).toEqual(["나는", "나는!"]);
    expect(textOf("why")).toBe("나는!");
    expect(editorOf("how").state, "the other editors have nothing to do").toBe(state);
  });

  it("is never overwritten by an echo that comes late", async () => {
    const { page, write, textOf } = await showEditor({ source: { sections: sectionsOf({ why: "a" }) } });
    await write("why", "b");
    await write("why", "c");
    await act(async () => {
      // The page is two letters behind, and then catches up.
      page.setSource((source) => ({ ...source, sections: source.sections.with(0, { key: "why", text: "abc" }) }));
    });
    expect(textOf("why")).toBe("abc");
    expect(page.told).toHaveLength(2);
  });

  it("takes in what a colleague wrote without moving the cursor", async () => {
    const { page, editorOf, textOf, outside } = await showEditor({
      source: { sections: sectionsOf({ why: "one two three" }) },
    });
    act(() => editorOf("why").dispatch({ selection: { anchor: 9 } }));
    await outside(() => ({ why: "ONE MORE two three" }));
    expect(textOf("why")).toBe("ONE MORE two three");
    expect(editorOf("why").state.sliceDoc(editorOf("why").state.selection.main.head)).toBe("hree");
    expect(page.told, "the page knows it already").toEqual([]);
  });

  it("keeps a colleague's change waiting while a syllable is composed, and then keeps both", async () => {
    const { page, editorOf, textOf, outside, write } = await showEditor({
      source: { sections: sectionsOf({ why: "one two" }) },
    });
    const editor = editorOf("why");
    let composing = true;
    Object.defineProperty(editor, "compositionStarted", { get: () => composing, configurable: true });
    await outside(() => ({ why: "ONE two" }));
    expect(textOf("why"), "nothing moves under the syllable").toBe("one two");
    await write("why", "하");
    expect(textOf("why")).toBe("one two하");
    composing = false;
    act(() => {
      editor.contentDOM.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    });
    await waitFor(() => expect(textOf("why")).toBe("ONE two하"));
    expect(page.source.sections[0]?.text).toBe("ONE two하");
  });

  it("is refused where the version no longer changes", async () => {
    const { editorOf } = await showEditor({ readOnly: true });
    expect(editorOf("why").state.readOnly).toBe(true);
    expect(screen.queryByRole("button", { name: "Move Past up" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Add a variable" })).toBeNull();
  });
});

describe("undo", () => {
  it("goes through the sections in the order of writing, wherever the focus is", async () => {
    const { user, write, textOf, editorOf } = await showEditor({
      source: { sections: sectionsOf({ why: "", how: "" }) },
    });
    await write("why", "a");
    await write("how", "b");
    await write("why", "c");
    act(() => editorOf("past").focus());
    await user.keyboard("{Control>}z{/Control}");
    expect([textOf("why"), textOf("how")]).toEqual(["a", "b"]);
    await user.keyboard("{Control>}z{/Control}");
    expect([textOf("why"), textOf("how")]).toEqual(["a", ""]);
    await user.keyboard("{Control>}z{/Control}");
    expect([textOf("why"), textOf("how")]).toEqual(["", ""]);
    await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}{Control>}y{/Control}");
    expect([textOf("why"), textOf("how")]).toEqual(["a", "b"]);
  });

  it("does not take back what a colleague wrote", async () => {
    const { user, write, textOf, outside } = await showEditor({ source: { sections: sectionsOf({ why: "x" }) } });
    await write("why", "1");
    await outside(() => ({ why: "yx1" }));
    await user.keyboard("{Control>}z{/Control}");
    expect(textOf("why")).toBe("yx");
  });
});

describe("sections", () => {
  it("move within the rule, and say why not", async () => {
    const { user, page } = await showEditor();
    const keys = () => page.source.sections.map(({ key }) => key);
    await user.click(screen.getByRole("button", { name: "Move Past up" }));
    expect(keys().slice(0, 2)).toEqual(["past", "why"]);
    const down = screen.getByRole("button", { name: "Move Why down" });
    await user.click(down);
    await user.click(down);
    expect(keys().slice(0, 4)).toEqual(["past", "trauma", "why", "how"]);
    expect(down.hasAttribute("disabled")).toBe(true);
    expect(down.title).toBe("Why comes before How, and How before What.");
    screen.getByRole("button", { name: "Why why" }).focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(keys().slice(0, 2)).toEqual(["past", "why"]);
  });

  it("that are none of the seven are flagged, those that are missing can be added", async () => {
    const sections = [...sectionsOf({}).filter(({ key }) => key !== "how"), { key: "notes", text: "x" }];
    const { user, page } = await showEditor({ source: { sections } });
    expect(screen.getByRole("region", { name: "notes" }).textContent).toContain("left out of the prompt");
    await user.click(screen.getByRole("button", { name: "Add How" }));
    expect(page.told.at(-1)).toEqual({ key: "how", text: "## HOW\n\n" });
  });

  it("are walked over with the arrows, past those that are hidden", async () => {
    const { user, editorOf } = await showEditor({ source: { sections: sectionsOf({ why: "abc", trauma: "12345" }) } });
    await user.click(screen.getByRole("button", { name: "Past past" }));
    act(() => {
      editorOf("why").focus();
      editorOf("why").dispatch({ selection: { anchor: 2 } });
    });
    await user.keyboard("{ArrowDown}");
    expect(editorOf("trauma").hasFocus).toBe(true);
    expect(editorOf("trauma").state.selection.main.head).toBe(2);
    await user.keyboard("{ArrowUp}");
    expect(editorOf("why").hasFocus).toBe(true);
  });

  it("count their characters as people do", async () => {
    const { write } = await showEditor({ source: { sections: sectionsOf({ why: "가😀" }) } });
    const why = screen.getByRole("region", { name: "Why" });
    expect(why.textContent).toContain("2 characters");
    await write("why", "나");
    expect(why.textContent).toContain("3 characters");
  });
});

describe("find and replace", () => {
  it("goes over all sections, and undoes as one step", async () => {
    const { user, textOf, editorOf, settle } = await showEditor({
      source: { sections: sectionsOf({ why: "cat and cat", how: "Cat" }) },
    });
    act(() => editorOf("why").focus());
    await user.keyboard("{Control>}h{/Control}");
    await user.type(await screen.findByLabelText("Find"), "cat");
    const panel = screen.getByTestId("find-panel");
    await waitFor(() => expect(within(panel).getByRole("status").textContent).toBe("3 matches"));
    await user.keyboard("{Enter}");
    expect(within(panel).getByRole("status").textContent).toBe("1 of 3");
    await user.keyboard("{Shift>}{Enter}{/Shift}");
    expect(within(panel).getByRole("status").textContent).toBe("3 of 3");
    await user.keyboard("{Enter}");
    expect(within(panel).getByRole("status").textContent, "around the end").toBe("1 of 3");
    await user.type(screen.getByLabelText("Replace with"), "dog");
    await user.click(screen.getByRole("button", { name: "Replace" }));
    expect(textOf("why")).toBe("dog and cat");
    expect(within(panel).getByRole("status").textContent).toBe("1 of 2");
    await user.click(screen.getByRole("button", { name: "Replace all" }));
    await settle();
    expect([textOf("why"), textOf("how")]).toEqual(["dog and dog", "dog"]);
    expect(within(panel).getByRole("status").textContent).toBe("2 places replaced");
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("find-panel")).toBeNull();
    await user.keyboard("{Control>}z{/Control}");
    expect([textOf("why"), textOf("how")]).toEqual(["dog and cat", "Cat"]);
  });

  it("takes the selected words, and refuses a broken expression at its field", async () => {
    const { user, editorOf } = await showEditor({ source: { sections: sectionsOf({ why: "needs needs" }) } });
    act(() => {
      editorOf("why").focus();
      editorOf("why").dispatch({ selection: { anchor: 0, head: 5 } });
    });
    await user.keyboard("{Control>}f{/Control}");
    const field = (await screen.findByLabelText("Find")) as HTMLInputElement;
    expect(field.value).toBe("needs");
    expect(screen.getByTestId("find-panel").textContent).toContain("1 of 2");
    expect(screen.queryByLabelText("Replace with")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Regular expression" }));
    await user.type(field, "(");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("This is not a valid regular expression.")).toBeTruthy();
  });
});

describe("findings", () => {
  const source = {
    sections: sectionsOf({ past: "{{nedes}}" }),
    variables: [{ name: "needs", type: "array" as const }],
  };

  it("are counted at their section, gone to by key and said at the cursor", async () => {
    const { user, editorOf } = await showEditor({ source, findings: [problem] });
    expect(screen.getByRole("region", { name: "Past" }).textContent).toContain("1 error");
    act(() => editorOf("why").focus());
    await user.keyboard("{F8}");
    expect(editorOf("past").hasFocus).toBe(true);
    expect(editorOf("past").state.selection.main.head).toBe(2);
    expect(screen.getByTestId("finding-here").textContent).toContain(
      "There is no variable “nedes”. Did you mean “needs”?",
    );
  });

  it("are mended as one step, with the edits of the text as it is now", async () => {
    const { user, textOf, write, settle } = await showEditor({
      source,
      findings: [problem],
      prepare: (fake) => {
        // The text grew since it was looked at; the shell is asked again before anything is changed.
        fake.commands = {
          ...fake.commands,
          promptLint: (now) => {
            const at = now.sections[1]?.text.indexOf("nedes") ?? 0;
            const fix = { arguments: { to: "needs" }, edits: [edit("past", at, at + 5, "needs")] };
            return Promise.resolve({ status: "ok", data: [{ ...problem, fix }] });
          },
        };
      },
    });
    await write("past", " more");
    await user.click(within(screen.getByTestId("problems")).getByRole("button", { name: "Replace with needs" }));
    await settle();
    expect(textOf("past")).toBe("{{needs}} more");
    await user.click(screen.getByRole("button", { name: "Past past" }));
    await user.keyboard("{Control>}z{/Control}");
    expect(textOf("past")).toBe("{{nedes}} more");
  });

  it("are shown where somebody goes from the list, also in a section that was hidden", async () => {
    const { user, editorOf, settle } = await showEditor({ source, findings: [problem] });
    await user.click(screen.getByRole("button", { name: "Past past" }));
    expect(screen.getByRole("button", { name: "Past past" }).getAttribute("aria-expanded")).toBe("false");
    await user.click(within(screen.getByTestId("problems")).getByRole("button", { name: /There is no variable/ }));
    await settle();
    expect(screen.getByRole("button", { name: "Past past" }).getAttribute("aria-expanded")).toBe("true");
    expect(editorOf("past").state.selection.main).toMatchObject({ from: 2, to: 7 });
  });
});

describe("renaming a variable", () => {
  const source = {
    sections: sectionsOf({ why: "{{needs}}", past: "{{needs.length}}" }),
    variables: [
      { name: "needs", type: "array" as const },
      { name: "userName", type: "string" as const },
    ],
  };
  const edits = [edit("why", 2, 7, "wants"), edit("past", 2, 7, "wants")];

  it("changes texts and declaration together, and takes both back together", async () => {
    const { user, page, editorOf, textOf, settle } = await showEditor({
      source,
      prepare: (fake) => {
        fake.templates.edits = edits;
        fake.templates.paths = [
          {
            section: "why",
            snippet: null,
            written: "needs",
            way: "needs",
            variable: "needs",
            role: "printed",
            line: 1,
            column: 3,
            start: 2,
            end: 7,
          },
        ];
      },
    });
    act(() => {
      editorOf("why").focus();
      editorOf("why").dispatch({ selection: { anchor: 4 } });
    });
    await user.keyboard("{F2}");
    await settle();
    const field = (await screen.findByLabelText("New name")) as HTMLInputElement;
    expect(field.value).toBe("needs");
    await user.clear(field);
    await user.type(field, "userName");
    expect(screen.getByText("Another variable has this name.")).toBeTruthy();
    await user.clear(field);
    await user.type(field, "2 wants");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    await user.clear(field);
    await user.type(field, "wants{Enter}");
    await settle();
    expect([textOf("why"), textOf("past")]).toEqual(["{{wants}}", "{{wants.length}}"]);
    expect(page.source.variables?.map(({ name }) => name)).toEqual(["wants", "userName"]);
    act(() => editorOf("why").focus());
    await user.keyboard("{Control>}z{/Control}");
    expect([textOf("why"), textOf("past")]).toEqual(["{{needs}}", "{{needs.length}}"]);
    expect(page.source.variables?.map(({ name }) => name)).toEqual(["needs", "userName"]);
    await user.keyboard("{Control>}y{/Control}");
    expect(page.source.variables?.map(({ name }) => name)).toEqual(["wants", "userName"]);
  });
});
