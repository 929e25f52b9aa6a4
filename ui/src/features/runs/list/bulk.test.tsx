// Many runs at once: what is done to those that are selected, what takes it back, and the keys for it.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { openWindow, settle } from "../../../testing/openWindow";
import { callsOf, filterNow, numbers, pause, row, tick, withRuns } from "./testList";

const bar = () => within(screen.getByTestId("run-bulk"));
const kept = (fake: FakeBackend, id: string) => fake.runs.runs.find((run) => run.id === id);
const undo = async (user: Awaited<ReturnType<typeof openWindow>>["user"], fake: FakeBackend) => {
  await user.click(await screen.findByTestId("undo-runs"));
  await settle(fake);
};

describe("the selected runs", () => {
  it("are cancelled, retried and archived only where it makes sense, and come back", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    tick("#1206");
    tick("#1201");
    expect(bar().getByRole("status").textContent).toBe("2 selected");
    await user.click(bar().getByRole("button", { name: "Cancel (1)" }));
    await settle(fake);
    expect(callsOf(fake, "runCancel").map((call) => call.args[0])).toEqual(["run-1206"]);
    await waitFor(() => expect(row("#1206").textContent).toContain("Cancelled"), { timeout: 3000 });
    await user.click(bar().getByRole("button", { name: "Archive" }));
    await waitFor(() => expect(numbers()).toEqual(["#1205", "#1204", "#1203", "#1202", "#1200"]), { timeout: 3000 });
    expect(screen.queryByTestId("run-bulk")).toBeNull();
    await undo(user, fake);
    await waitFor(() => expect(numbers()).toHaveLength(7), { timeout: 3000 });
  });

  it("are tagged, and lose in taking it back only what they did not have", async () => {
    const { user, fake } = await openWindow({
      at: "/runs",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.change("run-1203", { tags: ["비교"] });
      },
    });
    tick("#1203");
    tick("#1202");
    await user.click(bar().getByRole("button", { name: "Tags…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByRole("combobox", { name: "Add" }), "비교{Enter}");
    await user.click(dialog.getByRole("button", { name: "Change tags" }));
    await waitFor(() => expect(kept(fake, "run-1202")?.tags).toEqual(["비교"]));
    await undo(user, fake);
    expect(kept(fake, "run-1202")?.tags).toEqual([]);
    expect(kept(fake, "run-1203")?.tags).toEqual(["비교"]);
  });

  it("are sorted out, and each goes back to where it was", async () => {
    const { user, fake } = await openWindow({
      at: "/runs",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.change("run-1201", { triage: "looking" });
      },
    });
    tick("#1201");
    tick("#1200");
    await user.click(bar().getByRole("button", { name: "Triage" }));
    await user.click(await screen.findByRole("menuitem", { name: "Known" }));
    await waitFor(() => expect(kept(fake, "run-1201")?.triage).toBe("known"));
    await undo(user, fake);
    expect([kept(fake, "run-1201")?.triage, kept(fake, "run-1200")?.triage]).toEqual(["looking", "new"]);
  });

  it("may be all of the filter, and those that are refused are counted", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    tick("#1206");
    await user.click(bar().getByRole("button", { name: "Select all 7 runs" }));
    expect(bar().getByRole("status").textContent).toBe("7 selected");
    fake.failNext("runCancel", { code: "Conflict", message: "it is over already" });
    await user.click(bar().getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.getByText("2 runs cancelled")).toBeTruthy(), { timeout: 3000 });
    expect(screen.getByText("1 could not be changed.")).toBeTruthy();
    expect(callsOf(fake, "runCancel")).toHaveLength(3);
  });

  it("are compared, two to four of them", async () => {
    const { user } = await openWindow({ at: "/runs", prepare: withRuns });
    tick("#1203");
    expect(bar().getByRole<HTMLButtonElement>("button", { name: "Compare" }).disabled).toBe(true);
    tick("#1202");
    await user.click(bar().getByRole("button", { name: "Compare" }));
    expect(decodeURIComponent(window.location.hash)).toBe("#/runs/compare?ids=run-1203,run-1202");
  });

  it("leave the trash again", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    tick("#1203");
    await user.click(bar().getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(numbers()).not.toContain("#1203"), { timeout: 3000 });
    await user.click(screen.getByRole("button", { name: "Trash" }));
    await settle(fake);
    expect(filterNow()).toEqual({ conditions: [{ column: "deletedAt", test: "filled" }] });
    tick("#1203");
    await user.click(bar().getByRole("button", { name: "Take out of trash" }));
    await waitFor(() => expect(kept(fake, "run-1203")?.deletedAt).toBeNull());
  });
});

describe("the keys of the list", () => {
  const stand = (number: string) =>
    fireEvent.pointerDown(row(number).querySelector('[data-column="2"]') as Element, { button: 0 });

  it("move, select, open, archive and delete", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    stand("#1205");
    await user.keyboard("{ArrowDown}{ArrowDown} ");
    await pause(30);
    expect(row("#1203").getAttribute("aria-selected")).toBe("true");
    await user.keyboard("e");
    await waitFor(() => expect(kept(fake, "run-1203")?.archivedAt).not.toBeNull());
    await waitFor(() => expect(numbers()).not.toContain("#1203"), { timeout: 3000 });
    stand("#1201");
    await user.keyboard("#");
    await waitFor(() => expect(kept(fake, "run-1201")?.deletedAt).not.toBeNull());
    await waitFor(() => expect(numbers()).not.toContain("#1201"), { timeout: 3000 });
    stand("#1202");
    await user.keyboard("{Enter}");
    await settle(fake);
    expect(window.location.hash).toBe("#/runs/run-1202");
  });

  it("lead from the table to the search, and to a new run", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    stand("#1203");
    await user.keyboard("/");
    expect(document.activeElement?.getAttribute("data-testid")).toBe("run-search");
    (document.activeElement as HTMLElement).blur();
    stand("#1203");
    await user.keyboard("n");
    await settle(fake);
    expect(await screen.findByTestId("run-form")).toBeTruthy();
  });

  it("do nothing to runs on a read-only profile", async () => {
    const { user, fake } = await openWindow({
      at: "/runs",
      prepare: (fake) => {
        withRuns(fake);
        fake.connection = { ...fake.connection, profile: { ...fake.connection.profile, readOnly: true } };
      },
    });
    stand("#1203");
    await user.keyboard("e#{Delete}");
    await settle(fake);
    expect(callsOf(fake, "runArchive").concat(callsOf(fake, "runDelete"))).toEqual([]);
    tick("#1203");
    expect(bar().queryByRole("button", { name: "Delete" })).toBeNull();
  });
});

describe("the palette", () => {
  it("finds a run by its number and by who it was for", async () => {
    const { user, fake } = await openWindow({ at: "/home", prepare: withRuns });
    await user.keyboard("{Control>}k{/Control}");
    const field = await screen.findByRole("combobox");
    await user.type(field, "#1203");
    const hit = await screen.findByRole("option", { name: /Run 1203/ }, { timeout: 3000 });
    expect(hit.textContent).toContain("하람 · 서준 · Completed");
    await user.clear(field);
    await user.type(field, "하율");
    await user.click(await screen.findByRole("option", { name: /Run 1202/ }, { timeout: 3000 }));
    await settle(fake);
    expect(window.location.hash).toBe("#/runs/run-1202");
  });
});
