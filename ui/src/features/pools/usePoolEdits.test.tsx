// Cells of a pool as they are edited, and rows that somebody else saved first.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../testing/fakeBackend";
import { openWindow, settle } from "../../testing/openWindow";
import { callsOf, editCell, lastArgs } from "./testPool";

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
