// The list: everything in its folder, found by any text, opened by key; new versions and folders begin here.
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { settle } from "../../testing/openWindow";
import { forgetDrafts } from "./draft";
import { callsOf, dialog, here, openTemplates, versionOf } from "./testTemplates";

vi.mock("./lazyParts", async () => (await import("./plainParts")).plainParts);
afterEach(forgetDrafts);

const lines = () => screen.getAllByRole("treeitem").map((line) => line.textContent);

describe("the list of templates", () => {
  it("shows folders, templates and versions with their state in words", async () => {
    await openTemplates();
    expect(lines()).toEqual([
      "방",
      "여름",
      "밤의 목소리",
      "1.2Draft",
      "1.1Published Defaultmade 12 characters",
      "1.0Archivedmade 3 characters",
      "시장 골목",
      "2.0In review",
      "1.0Published",
    ]);
    expect(screen.getByRole("treeitem", { selected: true }).textContent).toBe("1.2Draft");
  });

  it("opens the default where the address names no version", async () => {
    await openTemplates("");
    await waitFor(() => expect(here()?.section).toBe("night-11"));
  });

  it("searches all texts, asked once when the typing rests", async () => {
    const { user, fake } = await openTemplates();
    await user.type(screen.getByTestId("template-search"), "목청이 커요");
    await waitFor(() => expect(lines()).toEqual(["시장 골목", "2.0In review"]));
    const asked = callsOf(fake, "templateList").filter(({ args }) => (args[0] as { text?: string }).text);
    expect(asked.map(({ args }) => args[0])).toEqual([{ text: "목청이 커요" }]);
    expect(here()?.view.find).toBe("목청이 커요");
  });

  it("filters by state and tag, and says when nothing is left", async () => {
    const { user, fake } = await openTemplates();
    await user.selectOptions(screen.getByLabelText("State"), "archived");
    await settle(fake);
    expect(lines().at(-1)).toContain("1.0Archived");
    await user.selectOptions(screen.getByLabelText("Tag"), "시끌벅적");
    expect(await screen.findByTestId("no-match")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    await waitFor(() => expect(lines()).toHaveLength(9));
  });

  it("is walked by arrows, folded by left and right, opened by Enter", async () => {
    const { user, fake } = await openTemplates();
    screen.getByRole("treeitem", { selected: true }).focus();
    await user.keyboard("{ArrowDown}{Enter}");
    await settle(fake);
    expect(here()?.section).toBe("night-11");
    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(document.activeElement?.textContent).toContain("밤의 목소리");
    expect(document.activeElement?.getAttribute("aria-expanded")).toBe("false");
    await user.keyboard("{Home}");
    expect(document.activeElement?.textContent).toBe("방");
  });

  it("makes the next version of a template and opens it", async () => {
    const { user, fake } = await openTemplates();
    await user.click(screen.getByRole("button", { name: "Actions for 시장 골목" }));
    await user.click(await screen.findByRole("menuitem", { name: "New version" }));
    await waitFor(() => expect(here()?.section).toBe("made-1"));
    expect(versionOf(fake, "made-1")).toMatchObject({ name: "시장 골목", state: "draft", basedOn: "market-20" });
  });

  it("files all versions of a template under a folder, which must be one", async () => {
    const { user, fake } = await openTemplates();
    await user.click(screen.getByRole("button", { name: "Actions for 시장 골목" }));
    await user.click(await screen.findByRole("menuitem", { name: "Folder and tags…" }));
    const folder = await screen.findByLabelText("Folder");
    await user.type(folder, "방//");
    expect(dialog().getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
    await user.clear(folder);
    await user.type(folder, "거리");
    await user.click(dialog().getByRole("button", { name: "Save" }));
    await waitFor(() => expect(versionOf(fake, "market-10")?.folder).toBe("거리"));
    expect(callsOf(fake, "templateFileUnder")[0]?.args).toEqual(["시장 골목", "거리", ["시끌벅적"]]);
  });

  it("begins a template by its name, and refuses one without", async () => {
    const { user, fake } = await openTemplates();
    await user.click(within(screen.getByTestId("template-list")).getByRole("button", { name: "New" }));
    await user.click(await screen.findByRole("menuitem", { name: "New template…" }));
    await user.click(await screen.findByRole("button", { name: "Create" }));
    expect(await screen.findByText("A template needs a name.")).toBeTruthy();
    await user.type(screen.getByLabelText("Name"), "새벽");
    await user.click(screen.getByRole("button", { name: "Create" }));
    await waitFor(() => expect(here()?.section).toBe("made-1"));
    expect(versionOf(fake, "made-1")?.name).toBe("새벽");
  });

  it("imports a text, and says at which line it is no template", async () => {
    const { user } = await openTemplates();
    await user.click(within(screen.getByTestId("template-list")).getByRole("button", { name: "New" }));
    await user.click(await screen.findByRole("menuitem", { name: "Import…" }));
    const text = await screen.findByLabelText("Or paste its text");
    await user.type(text, "hello");
    await user.click(dialog().getByRole("button", { name: "Import" }));
    expect((await screen.findByTestId("import-failed")).textContent).toMatch(/Line 1:.*hello/);
    await user.clear(text);
    await user.click(text);
    await user.paste('{"name": "들여온 것"}');
    await user.click(dialog().getByRole("button", { name: "Import" }));
    await waitFor(() => expect(here()?.section).toBe("made-1"));
  });

  it("teaches what a template is where there is none", async () => {
    await openTemplates("", (fake) => {
      fake.templates.versions = [];
    });
    expect(await screen.findByTestId("no-templates")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Write the first" })).toBeTruthy();
  });

  it("leads from the palette to the version", async () => {
    const { user } = await openTemplates("night-12", (fake) => {
      fake.hits = [{ kind: "template", id: "market-10", title: "시장 골목", subtitle: "1.0" }];
    });
    await user.keyboard("{Control>}k{/Control}");
    await user.type(dialog().getByRole("combobox"), "시장");
    await user.click(await screen.findByRole("option", { name: /시장 골목/ }));
    expect(here()).toMatchObject({ page: "templates", section: "market-10", row: null });
  });
});
