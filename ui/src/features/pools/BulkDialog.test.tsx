// Many rows at once: changed, deleted, searched and replaced.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow, settle } from "../../testing/openWindow";
import * as samples from "../../testing/samples";
import { callsOf, lastArgs, tick } from "./testPool";

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
    await user.click(screen.getByRole("button", { name: "Latest work" }));
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
    await waitFor(() => expect(screen.getByText("This is not a valid regular expression.")).toBeTruthy());
    expect(screen.getByLabelText("Find").getAttribute("aria-invalid")).toBe("true");
    await user.type(screen.getByLabelText("Find"), "{Backspace}");
    await settle(fake);
    await user.click(await screen.findByRole("button", { name: "Replace in 2 rows" }));
    await settle(fake);
    expect(fake.tables.rows.experiences.find((row) => row.id === "e2")?.title).toBe("첫차를 놓친 밤");
  });
});
