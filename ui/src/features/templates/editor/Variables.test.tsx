// The panels beside the editor: what is wrong, and which variables there are.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Finding, PathUse } from "../../../backend";
import { showEditor } from "./testEditor";

const use = (variable: string, part: Partial<PathUse> = {}): PathUse => ({
  section: "why",
  snippet: null,
  written: variable,
  way: variable,
  variable,
  role: "printed",
  line: 1,
  column: 1,
  start: 0,
  end: variable.length,
  ...part,
});

const variables = [
  { name: "needs", type: "array" as const, required: true },
  { name: "userName", type: "string" as const, required: false, default: "손님" },
];

const table = () => screen.getByRole("table", { name: "Variables" });
const row = (name: string) => table().querySelector(`[data-variable="${name}"]`) as HTMLElement;

async function show(uses: PathUse[], findings: Finding[] = []) {
  const shown = await showEditor({
    source: { variables },
    findings,
    prepare: (fake) => {
      fake.templates.paths = uses;
      fake.templates.known = [{ name: "needs", type: "array", producer: "agent1", sample: [] }];
    },
  });
  await waitFor(() => expect(shown.fake.calls.some(({ name }) => name === "promptPaths")).toBe(true));
  await shown.settle();
  return { ...shown, names: () => shown.page.source.variables?.map(({ name }) => name) };
}

describe("variables", () => {
  it("are shown with who makes them and how often they are used; a click goes from use to use", async () => {
    const { user, editorOf, settle } = await show([
      use("needs", { section: "why", line: 3, column: 1 }),
      use("needs", { section: "how", line: 1, column: 4 }),
      use("needs", { section: null, snippet: "part" }),
    ]);
    expect(row("needs").textContent).toContain("Needs");
    expect(row("userName").textContent).toContain("손님");
    expect(row("userName").textContent).toContain("nobody");
    const times = within(row("needs")).getByRole("button", { name: "3 times" });
    await user.click(times);
    await settle();
    expect(editorOf("why").hasFocus).toBe(true);
    await user.click(times);
    await settle();
    expect(editorOf("how").state.selection.main).toMatchObject({ from: 3, to: 6 });
  });

  it("are added, with the reason at the field where something is wrong", async () => {
    const { user, page } = await show([]);
    await user.click(screen.getByRole("button", { name: "Add a variable" }));
    const form = screen.getByRole("form", { name: "New variable" });
    const name = within(form).getByLabelText("Name");
    expect(document.activeElement).toBe(name);
    await user.type(name, "needs");
    expect(form.textContent).toContain("Another variable has this name.");
    await user.clear(name);
    await user.type(name, "mood");
    await user.selectOptions(within(form).getByLabelText("Type"), "number");
    const value = within(form).getByLabelText("Default");
    await user.type(value, "three");
    await user.click(within(form).getByRole("button", { name: "Done" }));
    expect(form.textContent).toContain("This is no readable JSON.");
    expect(document.activeElement).toBe(value);
    await user.clear(value);
    await user.type(value, "3");
    await user.click(within(form).getByRole("button", { name: "Done" }));
    expect(page.source.variables?.at(-1)).toEqual({
      name: "mood",
      type: "number",
      required: true,
      description: "",
      default: 3,
    });
  });

  it("are changed without losing what the form does not show", async () => {
    const { user, page } = await show([]);
    await user.click(screen.getByRole("button", { name: "Edit userName" }));
    const form = screen.getByRole("form", { name: "Edit userName" });
    await user.clear(within(form).getByLabelText("Default"));
    await user.type(within(form).getByLabelText("Description"), "부르는 이름{Enter}");
    expect(page.source.variables?.[1]).toEqual({
      name: "userName",
      type: "string",
      required: false,
      description: "부르는 이름",
    });
  });

  it("that are used are removed only after a warning, and come back with undo", async () => {
    const { user, names, settle } = await show([use("needs")]);
    await user.click(screen.getByRole("button", { name: "Remove needs" }));
    expect((await screen.findByRole("dialog")).textContent).toContain("1 place asks for needs.");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(names()).toEqual(["needs", "userName"]);
    await user.click(screen.getByRole("button", { name: "Remove needs" }));
    await user.click(await screen.findByRole("button", { name: "Remove anyway" }));
    await settle();
    expect(names()).toEqual(["userName"]);
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(names()).toEqual(["needs", "userName"]);
  });

  it("that are used without being declared are declared with one click", async () => {
    const { user, page, settle } = await show([use("experiences", { role: "list" }), use("needs")]);
    await user.click(screen.getByRole("button", { name: "Declare experiences" }));
    await settle();
    expect(page.source.variables?.at(-1)).toMatchObject({ name: "experiences", type: "array", required: true });
    expect(screen.queryByRole("button", { name: "Declare experiences" })).toBeNull();
  });

  it("are sorted by their headings, and a third click brings their own order back", async () => {
    const { user } = await show([use("userName")]);
    const order = () =>
      [...table().querySelectorAll("[data-variable]")].map((one) => one.getAttribute("data-variable"));
    const head = screen.getByRole("button", { name: "Used" });
    await user.click(head);
    expect(order()).toEqual(["needs", "userName"]);
    await user.click(head);
    expect(order()).toEqual(["userName", "needs"]);
    expect(head.closest("th")?.getAttribute("aria-sort")).toBe("descending");
    await user.click(head);
    expect(head.closest("th")?.getAttribute("aria-sort")).toBe("none");
  });
});

describe("problems", () => {
  const base = { line: 1, column: 1, endLine: 1, endColumn: 1, message: "said", fix: null };
  const findings: Finding[] = [
    { ...base, severity: "error", rule: "secret", section: "why", snippet: null, arguments: { kind: "api-key" } },
    { ...base, severity: "warning", rule: "html-entity", section: null, snippet: "hi", arguments: { entity: "&lt;" } },
    { ...base, severity: "info", rule: "unused-variable", section: null, snippet: null, arguments: { name: "needs" } },
  ];

  it("say where they are, and are walked through with the arrows", async () => {
    const { user } = await show([], findings);
    const lines = within(screen.getByRole("list", { name: "Problems" })).getAllByRole("button");
    expect(lines.map((line) => line.textContent)).toEqual([
      "ErrorThis looks like a secret (API key); it does not belong into a promptWhy 1:1",
      "Warning“&lt;” is meant for web pages; a model reads it as it standsPart hi",
      "HintNothing uses the variable “needs”Template",
    ]);
    lines[0]?.focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(document.activeElement).toBe(lines[1]);
    expect(row("needs").textContent, "and those of a variable stand beside it").toContain("Nothing uses");
  });

  it("are a good sign where there are none", async () => {
    await show([]);
    expect(screen.getByText("No problems")).toBeTruthy();
  });
});
