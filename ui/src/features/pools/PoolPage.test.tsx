// The page of a pool as it is worked with: filters, cells, conflicts, many rows at once, views, and words in both languages.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { placeOf } from "../../routes";
import { setPreference } from "../../shared/preferences";
import type { FakeBackend } from "../../testing/fakeBackend";
import { openWindow, settle } from "../../testing/openWindow";
import * as samples from "../../testing/samples";

const filterNow = () => JSON.parse(placeOf(window.location.hash)?.view.filter ?? "null");
const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);
const lastArgs = (fake: FakeBackend, name: string) => callsOf(fake, name).at(-1)?.args;

function cell(key: string, text: string): HTMLElement {
  const title = screen.getAllByText(text).find((one) => one.closest('[role="row"]'));
  const row = title?.closest('[role="row"]');
  const found = row?.querySelector<HTMLElement>(`[data-column$="${key}"], [id$="-${key}"]`);
  if (!found) throw new Error(`no cell ${key} beside ${text}`);
  return found;
}

/** In the menu of what can be filtered by. */
const menuItem = (name: string) => within(screen.getByRole("dialog")).getByRole("button", { name });

async function tick(user: Awaited<ReturnType<typeof openWindow>>["user"], ...titles: string[]) {
  for (const title of titles) {
    const row = screen
      .getAllByText(title)
      .find((one) => one.closest('[role="row"]'))
      ?.closest('[role="row"]');
    await user.click(within(row as HTMLElement).getByRole("checkbox"));
  }
}

async function editCell(view: Awaited<ReturnType<typeof openWindow>>, key: string, title: string, text: string) {
  await view.user.dblClick(cell(key, title));
  const pen = document.querySelector<HTMLTextAreaElement>('[data-testid="grid"] textarea');
  if (!pen) throw new Error("no pen");
  await view.user.clear(pen);
  await view.user.type(pen, text);
  await view.user.keyboard("{Enter}");
  await settle(view.fake);
}

describe("the pool page", () => {
  it("lists the rows with their number, and opens one by its address", async () => {
    const { fake } = await openWindow({ at: "/experiences" });
    expect(screen.getByTestId("count").textContent).toBe("12 rows");
    expect(screen.getByText("막차를 놓친 밤")).toBeTruthy();
    expect(lastArgs(fake, "tableRows")?.slice(0, 3)).toEqual([
      "experiences",
      { text: null, conditions: [] },
      { column: "createdAt", descending: false },
    ]);
    expect(within(screen.getByTestId("sidebar")).getByText("Pools")).toBeTruthy();
  });

  it("marks what is not in use with a word, not with colour alone", async () => {
    await openWindow({ at: "/experiences" });
    expect(screen.getAllByText(/· draft/).length).toBe(2);
  });

  it("shows no control that writes on a read-only profile", async () => {
    await openWindow({
      at: "/experiences",
      prepare: (fake) => {
        fake.connection = { ...samples.ready, profile: { ...samples.ready.profile, readOnly: true } };
      },
    });
    expect(screen.queryByTestId("new")).toBeNull();
    expect(screen.queryByTestId("open-import")).toBeNull();
    expect(screen.getByTestId("open-coverage")).toBeTruthy();
  });

  it("teaches when there are no rows at all, and offers to clear a filter that matches none", async () => {
    const empty = await openWindow({
      at: "/visuals",
      prepare: (fake) => {
        fake.tables.rows.visuals = [];
      },
    });
    const none = screen.getByTestId("no-rows");
    expect(none.textContent).toContain("No visuals yet");
    expect(within(none).getByRole("button", { name: "Load demo content" })).toBeTruthy();
    empty.unmount();

    const { user, fake } = await openWindow({
      at: `/experiences?filter=${encodeURIComponent(JSON.stringify({ text: "없는말" }))}`,
    });
    await user.click(within(screen.getByTestId("no-match")).getByRole("button", { name: "Clear filters" }));
    await settle(fake);
    expect(screen.getByTestId("count").textContent).toBe("12 rows");
  });
});

describe("filters", () => {
  it("are made from the table's columns and stand in the address", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await user.click(screen.getByTestId("add-filter"));
    await user.click(menuItem("Need"));
    await settle(fake);
    await user.click(screen.getByRole("checkbox", { name: /Belonging/ }));
    await user.click(screen.getByRole("checkbox", { name: /Growth/ }));
    await settle(fake);
    expect(filterNow()).toEqual({
      conditions: [{ column: "needType", test: "any", values: ["belonging", "growth"] }],
    });
    expect(screen.getByTestId("chips").textContent).toContain("Need: Belonging, Growth");
    expect(screen.getByTestId("count").textContent).toBe("4 rows");
  });

  it("ask tags for any, all or none, with how often each occurs", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await user.click(screen.getByTestId("add-filter"));
    await user.click(menuItem("Tags"));
    await settle(fake);
    const school = screen.getByRole("checkbox", { name: /school/ });
    expect(school.closest("label")?.textContent).toMatch(/school\d+/);
    await user.click(school);
    await user.click(screen.getByRole("radio", { name: "none of" }));
    await settle(fake);
    expect(filterNow()).toEqual({ conditions: [{ column: "tags", test: "none", values: ["school"] }] });
  });

  it("ask numbers for bounds, and what was never chosen with one click", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await user.click(screen.getByTestId("add-filter"));
    await user.click(menuItem("Never chosen"));
    await user.click(menuItem("Weight"));
    await user.type(screen.getByLabelText("At least"), "120");
    await settle(fake);
    expect(filterNow()).toEqual({
      conditions: [
        { column: "timesChosen", test: "atMost", values: [0] },
        { column: "weight", test: "atLeast", values: [120] },
      ],
    });
    const chips = screen.getByTestId("chips");
    expect(chips.textContent).toContain("Never chosen");
    await user.keyboard("{Escape}");
    await user.click(within(chips).getByRole("button", { name: "Remove filter: Never chosen" }));
    await settle(fake);
    expect(filterNow().conditions).toHaveLength(1);
  });

  it("search words, and / leads there", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    const field = screen.getByRole("textbox", { name: "Search" });
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard("/");
    expect(document.activeElement).toBe(field);
    await user.type(field, "라디오");
    await waitFor(() => expect(filterNow()).toEqual({ text: "라디오" }));
    await settle(fake);
    expect(lastArgs(fake, "tableRows")?.[1]).toMatchObject({ text: "라디오" });
  });
});

describe("an edited cell", () => {
  it("is written with only the column that changed", async () => {
    const view = await openWindow({ at: "/experiences" });
    await editCell(view, "weight", "막차를 놓친 밤", "140");
    expect(lastArgs(view.fake, "tableWrite")).toEqual([
      "experiences",
      [{ id: "e2", revision: "1", set: { weight: 140 } }],
    ]);
  });

  it("keeps a value the database refuses, with the reason in the reader's language", async () => {
    const view = await openWindow({
      at: "/experiences",
      prepare: (fake) => {
        fake.tables.refuse = { field: "title", reason: { reason: "taken" } };
      },
    });
    await editCell(view, "title", "막차를 놓친 밤", "첫차");
    expect(screen.getByTestId("refused-notice")).toBeTruthy();
    expect(document.body.textContent).toContain("Another row has this already.");
    await waitFor(() => expect(view.fake.drafts.some((draft) => draft.key === "grid:experiences")).toBe(true));
  });

  it("offers edits of an earlier session again", async () => {
    const edit = {
      id: "e2",
      revision: "1",
      state: "unsaved",
      set: { weight: 77 },
      base: { weight: 110 },
      reasons: {},
    };
    const { user, fake } = await openWindow({
      at: "/experiences",
      prepare: (fake) => {
        fake.drafts = [{ key: "grid:experiences", revision: null, value: [edit], savedAt: new Date().toISOString() }];
      },
    });
    await user.click(within(screen.getByTestId("drafts-found")).getByRole("button", { name: "Take them up again" }));
    await settle(fake);
    expect(lastArgs(fake, "tableWrite")?.[1]).toEqual([{ id: "e2", revision: "1", set: { weight: 77 } }]);
    expect(screen.queryByTestId("drafts-found")).toBeNull();
  });

  it("that takes the last row out of a cell of the coverage asks first", async () => {
    const view = await openWindow({
      at: "/experiences",
      prepare: (fake) => {
        const cell = { need: "belonging" as const, column: "medium", before: 1, after: 0, target: 10 };
        fake.tables.impact = { active: 1, emptied: [cell], thinned: [], references: [], referenceCount: 0 };
      },
    });
    await editCell(view, "reviewState", "막차를 놓친 밤", "Draft");
    expect(screen.getByRole("dialog").textContent).toContain("Belonging, Medium: 1 → 0, target 10");
    await view.user.click(screen.getByRole("button", { name: "Cancel" }));
    await settle(view.fake);
    expect(callsOf(view.fake, "tableWrite")).toHaveLength(0);
    expect(screen.getByTestId("refused-notice"), "what was typed stays to be given up or tried again").toBeTruthy();
  });

  it("shows what others change in its place", async () => {
    const { fake, say } = await openWindow({ at: "/experiences" });
    await say(() => {
      fake.tables.rows.experiences = fake.tables.rows.experiences.map((row) =>
        row.id === "e2" ? { ...row, title: "첫차를 기다린 새벽", revision: "2" } : row,
      );
      fake.tellRows({ table: "knock.data_pool_experiences", ids: ["e2"] });
    });
    expect(screen.getByText("첫차를 기다린 새벽")).toBeTruthy();
  });
});

describe("a row somebody saved first", () => {
  async function conflicted() {
    const view = await openWindow({ at: "/experiences" });
    // Saved by somebody else without this window having heard of it.
    view.fake.tables.rows.experiences = view.fake.tables.rows.experiences.map((row) =>
      row.id === "e2" ? { ...row, weight: 500, revision: "7" } : row,
    );
    await editCell(view, "weight", "막차를 놓친 밤", "140");
    expect(screen.getByTestId("conflict-notice")).toBeTruthy();
    return view;
  }
  const weight = (fake: FakeBackend) => fake.tables.rows.experiences.find((row) => row.id === "e2")?.weight;

  it("is shown with mine, theirs and where both began, and theirs can be kept", async () => {
    const { user, fake } = await conflicted();
    const dialog = screen.getByRole("dialog");
    for (const value of ["110", "140", "500"]) expect(dialog.textContent).toContain(value);
    await user.click(within(dialog).getByRole("button", { name: "Keep theirs" }));
    await settle(fake);
    expect(weight(fake)).toBe(500);
    expect(callsOf(fake, "tableWrite")).toHaveLength(1);
    expect(screen.queryByTestId("conflict-notice")).toBeNull();
  });

  it("takes mine over their newest revision", async () => {
    const { user, fake } = await conflicted();
    await user.click(screen.getByRole("button", { name: "Keep mine" }));
    await settle(fake);
    expect(lastArgs(fake, "tableWrite")?.[1]).toEqual([{ id: "e2", revision: "7", set: { weight: 140 } }]);
    expect(weight(fake)).toBe(140);
  });

  it("takes what is chosen field by field", async () => {
    const { user, fake } = await conflicted();
    await user.click(screen.getByRole("radio", { name: "Weight: Theirs" }));
    await user.click(screen.getByRole("button", { name: "Save chosen" }));
    await settle(fake);
    expect(weight(fake)).toBe(500);
  });

  it("can be created anew when it is gone", async () => {
    const view = await openWindow({ at: "/experiences" });
    const gone = view.fake.tables.rows.experiences.find((row) => row.id === "e2");
    view.fake.tables.rows.experiences = view.fake.tables.rows.experiences.filter((row) => row.id !== "e2");
    view.fake.tables.trash.experiences = [
      { change: "c1", id: "e2", label: "막차를 놓친 밤", at: "2026-03-02T09:00:00Z", actor: "jiwoo", row: gone },
    ];
    view.fake.failNext("tableWrite", { code: "Stale" });
    await editCell(view, "weight", "막차를 놓친 밤", "140");
    await view.user.click(screen.getByRole("button", { name: "Create it anew with my edits" }));
    await settle(view.fake);
    await view.user.click(screen.getByRole("button", { name: "Create" }));
    await settle(view.fake);
    const created = view.fake.tables.rows.experiences.find((row) => row.title === "막차를 놓친 밤");
    expect(created).toMatchObject({ weight: 140, needType: "belonging" });
    expect(screen.queryByTestId("conflict-notice")).toBeNull();
  });
});

describe("many rows at once", () => {
  it("are previewed, changed as work, told once and undone", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await tick(user, "막차를 놓친 밤", "할머니의 라디오");
    const bar = screen.getByTestId("bulk-bar");
    expect(bar.textContent).toContain("2 selected");
    await user.click(within(bar).getByRole("button", { name: "Weight" }));
    await user.type(await screen.findByLabelText("Factor"), "2");
    await settle(fake);
    expect(lastArgs(fake, "tableBulkPreview")).toEqual([
      "experiences",
      { ids: ["e2", "e3"] },
      { kind: "multiply", column: "weight", factor: 2 },
    ]);
    expect(screen.getByTestId("preview-counts").textContent).toContain("2 rows change");
    await user.click(screen.getByRole("button", { name: "Change 2 rows" }));
    await settle(fake);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(fake.tables.rows.experiences.find((row) => row.id === "e2")?.weight).toBe(220);
    const toast = (await screen.findByText("2 rows changed")).closest('[role="status"]') as HTMLElement;
    await user.click(within(toast).getByRole("button", { name: "Undo" }));
    await settle(fake);
    expect(fake.tables.rows.experiences.find((row) => row.id === "e2")?.weight).toBe(110);
  });

  it("reach everything the filter matches with one click, and Ctrl+Z undoes the whole", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await tick(user, "막차를 놓친 밤");
    await user.click(screen.getByRole("button", { name: "Select all 12 rows that match" }));
    await user.click(within(screen.getByTestId("bulk-bar")).getByRole("button", { name: "Tags" }));
    await user.click(await screen.findByRole("menuitem", { name: "Add tags…" }));
    const field = await screen.findByRole("combobox", { name: "Tags" });
    await user.type(field, "winter{Enter}");
    await settle(fake);
    await user.click(screen.getByTestId("bulk-confirm"));
    await settle(fake);
    expect(lastArgs(fake, "tableBulkStart")).toEqual([
      "experiences",
      { filter: { text: null, conditions: [] } },
      { kind: "addTags", column: "tags", tags: ["winter"] },
    ]);
    const tagged = () => fake.tables.rows.experiences.filter((row) => (row.tags as string[]).includes("winter")).length;
    expect(tagged()).toBe(12);
    const pen = document.querySelector<HTMLTextAreaElement>('[data-testid="grid"] textarea');
    pen?.focus();
    await user.keyboard("{Control>}z{/Control}");
    await settle(fake);
    expect(callsOf(fake, "changeUndoStart")).toHaveLength(1);
    expect(tagged()).toBe(0);
  });

  it("say before deleting what would break", async () => {
    const { user, fake } = await openWindow({
      at: "/experiences",
      prepare: (fake) => {
        fake.tables.impact = {
          active: 1,
          emptied: [{ need: "belonging", column: "medium", before: 1, after: 0, target: 10 }],
          thinned: [],
          references: [{ kind: "character", id: "c1", label: "서연의 방" }],
          referenceCount: 1,
        };
      },
    });
    await tick(user, "막차를 놓친 밤");
    await user.click(within(screen.getByTestId("bulk-bar")).getByRole("button", { name: "Delete" }));
    await settle(fake);
    const impact = screen.getByTestId("impact").textContent ?? "";
    expect(impact).toContain("Belonging, Medium: 1 → 0, target 10");
    expect(impact).toContain("character: 서연의 방");
    await user.click(screen.getByRole("button", { name: "Delete 1 row" }));
    await settle(fake);
    expect(fake.tables.rows.experiences).toHaveLength(11);
    expect(screen.queryByTestId("bulk-bar"), "what is gone is not selected").toBeNull();
  });

  it("ask once on production", async () => {
    const { user, fake } = await openWindow({
      at: "/experiences",
      prepare: (fake) => {
        fake.connection = { ...samples.ready, profile: { ...samples.ready.profile, production: true } };
      },
    });
    await tick(user, "막차를 놓친 밤");
    await user.click(within(screen.getByTestId("bulk-bar")).getByRole("button", { name: "Delete" }));
    await settle(fake);
    await user.click(screen.getByTestId("bulk-confirm"));
    expect(callsOf(fake, "tableBulkStart")).toHaveLength(0);
    await user.click(await screen.findByRole("button", { name: "Save to production" }));
    await settle(fake);
    expect(callsOf(fake, "tableBulkStart")).toHaveLength(1);
  });

  it("go on in the status bar when the dialog is closed, and can be stopped there", async () => {
    const { user, fake, say } = await openWindow({
      at: "/experiences",
      prepare: (fake) => {
        fake.tables.holdTasks = true;
      },
    });
    await tick(user, "막차를 놓친 밤");
    await user.click(within(screen.getByTestId("bulk-bar")).getByRole("button", { name: "Delete" }));
    await settle(fake);
    await user.click(screen.getByTestId("bulk-confirm"));
    await settle(fake);
    await user.click(screen.getByRole("button", { name: "Go on in the background" }));
    const running = screen.getByTestId("task-running");
    expect(within(running).getByRole("progressbar", { name: "Changing rows: experiences" })).toBeTruthy();
    await user.click(within(running).getByRole("button", { name: "Stop: Changing rows: experiences" }));
    await say(() => undefined);
    expect(callsOf(fake, "taskCancel")).toHaveLength(1);
    expect(screen.queryByTestId("task-running")).toBeNull();
    expect(fake.tables.rows.experiences).toHaveLength(12);
    await user.click(screen.getByRole("button", { name: "Show running and finished work" }));
    expect((await screen.findByTestId("task-list")).textContent).toContain("stopped");
  });
});

describe("find and replace", () => {
  it("shows old and new over the rows shown, and says at the field what is wrong with an expression", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await user.keyboard("{Control>}h{/Control}");
    await user.type(await screen.findByLabelText("Find"), "막차");
    await user.type(screen.getByLabelText("Replace with"), "첫차");
    await waitFor(() => expect(screen.getByTestId("preview-counts").textContent).toContain("2 rows change"));
    await user.click(screen.getByRole("checkbox", { name: "Description" }));
    await user.click(screen.getByRole("switch", { name: "Regular expression" }));
    await user.type(screen.getByLabelText("Find"), "(");
    await waitFor(() => expect(screen.getByText("invalid regular expression")).toBeTruthy());
    expect(screen.getByLabelText("Find").getAttribute("aria-invalid")).toBe("true");
    await user.type(screen.getByLabelText("Find"), "{Backspace}");
    await settle(fake);
    await user.click(await screen.findByRole("button", { name: "Replace in 2 rows" }));
    await settle(fake);
    expect(fake.tables.rows.experiences.find((row) => row.id === "e2")?.title).toBe("첫차를 놓친 밤");
  });
});

describe("saved views", () => {
  it("keep filter and order under a name, say when they were changed, and bring both back", async () => {
    const filter = { conditions: [{ column: "needType", test: "any", values: ["growth"] }] };
    const { user, fake } = await openWindow({
      at: `/experiences?filter=${encodeURIComponent(JSON.stringify(filter))}&sort=weight:desc`,
    });
    await user.click(screen.getByTestId("views"));
    await user.click(await screen.findByRole("menuitem", { name: "Save as new view…" }));
    await user.type(await screen.findByLabelText("Name"), "성장만{Enter}");
    await settle(fake);
    expect(fake.tables.views[0]).toMatchObject({
      name: "성장만",
      isShared: false,
      table: "knock.data_pool_experiences",
      definition: { filter, sort: { column: "weight", descending: true } },
    });
    expect(screen.getByTestId("views").textContent).toContain("성장만");

    await user.click(screen.getByRole("button", { name: "Clear all filters" }));
    await settle(fake);
    expect(screen.getByTestId("views").textContent).toContain("changed");
    await user.click(screen.getByTestId("views"));
    await user.click(await screen.findByRole("menuitem", { name: "Back to the saved view" }));
    await settle(fake);
    expect(filterNow()).toEqual(filter);
    expect(screen.getByTestId("views").textContent).not.toContain("changed");

    await user.click(screen.getByTestId("views"));
    await user.click(await screen.findByRole("menuitem", { name: "Share with the team" }));
    await settle(fake);
    expect(fake.tables.views[0]).toMatchObject({ isShared: true, revision: "2" });
  });
});

describe("a new row", () => {
  it("asks for what must be filled, hints at what is like it, and opens when it is there", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await user.click(screen.getByTestId("new"));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Create" }));
    expect(callsOf(fake, "tableWrite"), "nothing is sent with a required field empty").toHaveLength(0);
    await user.type(within(dialog).getByLabelText("Title"), "막차");
    expect((await within(dialog).findByTestId("similar")).textContent).toContain("막차를 놓친 밤");
    await user.type(within(dialog).getByLabelText("Description"), "버스가 먼저 갔다.");
    await user.selectOptions(within(dialog).getByLabelText("Need"), "growth");
    await user.selectOptions(within(dialog).getByLabelText("Intensity"), "low");
    await user.click(within(dialog).getByRole("button", { name: "Create" }));
    await settle(fake);
    expect(fake.tables.rows.experiences.at(-1)).toMatchObject({ title: "막차", needType: "growth", weight: 100 });
    expect(placeOf(window.location.hash)?.row?.kind).toBe("experience");
  });
});

describe("export", () => {
  it("writes the rows shown and says where the file lies", async () => {
    const { user, fake } = await openWindow({ at: "/visuals" });
    await user.click(screen.getByRole("button", { name: "Export" }));
    await user.click(await screen.findByRole("menuitem", { name: /CSV/ }));
    await settle(fake);
    expect(lastArgs(fake, "exportStart")?.[2]).toBe("csv");
    await user.click(await screen.findByRole("button", { name: "Show in folder" }));
    expect(lastArgs(fake, "fileReveal")).toEqual(["/home/mina/Downloads/visuals.csv"]);
  });
});

describe("the words", () => {
  it("are Korean throughout when Korean is chosen", async () => {
    setPreference("language", "ko");
    const { user, fake } = await openWindow({ at: "/experiences" });
    expect(screen.getByTestId("count").textContent).toBe("12행");
    fireEvent.click(screen.getByTestId("add-filter"));
    await settle(fake);
    for (const column of ["욕구", "강도", "태그", "상태", "뽑힌 횟수", "뽑혔을 때 품질"]) {
      expect(menuItem(column)).toBeTruthy();
    }
    await user.click(menuItem("상태"));
    expect(await screen.findByRole("checkbox", { name: /초안/ })).toBeTruthy();
  });
});
