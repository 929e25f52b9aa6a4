// The list of runs while others start runs: what it says of each, what it lets in, and what it is filtered by.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { faults } from "../../../testing/faults";
import { openWindow, settle } from "../../../testing/openWindow";
import { callsOf, filterNow, numbers, row, rows, scrollTo, viewNow, withMany, withRuns } from "./testList";

describe("the list of runs", () => {
  it("teaches when there are none, and starts the sample with one button", async () => {
    const { user, fake } = await openWindow({ at: "/runs" });
    await user.click(within(screen.getByTestId("no-runs")).getByRole("button", { name: "Run the sample" }));
    await settle(fake);
    expect(callsOf(fake, "runStart")[0]?.args).toEqual([
      { source: { kind: "sample", name: "default" }, config: { engine: "offline" } },
    ]);
    expect(window.location.hash).toBe("#/runs/run-1207");
  });

  it("says how each run stands in words, marks what is degraded, and links what it was made from", async () => {
    await openWindow({ at: "/runs", prepare: withRuns });
    expect(numbers()).toEqual(["#1206", "#1205", "#1204", "#1203", "#1202", "#1201", "#1200"]);
    expect(screen.getByTestId("run-total").textContent).toBe("7 runs");
    const text = rows().map((one) => one.textContent ?? "");
    const words = ["Running", "Queued", "Waiting for you", "Completed", "Completed", "Failed", "Cancelled"];
    for (const [at, word] of words.entries()) expect(text[at]).toContain(word);
    expect(text[0]).toContain("2/5");
    expect(text[3]).toContain("86 good");
    expect(text[4]).toContain("Degraded");
    expect(text[5]).toContain("Answer does not fit the schema");
    fireEvent.click(screen.getByRole("button", { name: "Columns and row height" }));
    fireEvent.click(await screen.findByRole("checkbox", { name: "Made from" }));
    scrollTo(0);
    const base = await waitFor(() => within(row("#1202")).getByRole("link", { name: "Run 1203, retry" }));
    expect(base.getAttribute("href")).toBe("#/runs/run-1203");
  });

  it("counts the time of what is running", async () => {
    await openWindow({ at: "/runs", prepare: withRuns });
    const time = () => row("#1206").querySelector('[data-column="7"]')?.textContent;
    const before = time();
    expect(before).toMatch(/\d/);
    await waitFor(() => expect(time()).not.toBe(before), { timeout: 3000 });
  });

  it("shows the first run of all, whoever began it", async () => {
    const { fake } = await openWindow({ at: "/runs" });
    await act(async () => void fake.runs.add({ person: "새봄" }));
    await waitFor(() => expect(numbers()).toEqual(["#1207"]), { timeout: 3000 });
    expect(screen.queryByTestId("no-runs")).toBeNull();
  });

  it("takes new runs in by itself at the top", async () => {
    const { fake } = await openWindow({ at: "/runs", prepare: withRuns });
    await act(async () => void fake.runs.add({ person: "새봄" }));
    await waitFor(() => expect(numbers()[0]).toBe("#1207"), { timeout: 3000 });
    expect(screen.queryByTestId("arrived")).toBeNull();
  });

  it("does not move under the eyes of somebody who reads further down, and keeps what is read up to date", async () => {
    const { fake, user } = await openWindow({ at: "/runs", prepare: withMany });
    act(() => scrollTo(400));
    await settle(fake);
    const before = numbers();
    await act(async () => {
      fake.runs.add({ person: "새봄" });
      fake.runs.add({ person: "가람" });
      fake.runs.change("run-1195", { status: "failed", errorKind: "timeout" });
    });
    await waitFor(() => expect(screen.getByTestId("arrived").textContent).toBe("2 new runs"), { timeout: 3000 });
    await waitFor(() => expect(row("#1195").textContent).toContain("Took too long"));
    expect(numbers()).toEqual(before);
    expect(callsOf(fake, "tableRuler"), "nothing was measured").toEqual([]);
    await user.click(screen.getByTestId("arrived"));
    await waitFor(() => expect(numbers()[0]).toBe("#1208"));
    expect(screen.queryByTestId("arrived")).toBeNull();
  });

  it("does not move under somebody who stands on a row further down", async () => {
    const { fake, user } = await openWindow({ at: "/runs", prepare: withRuns });
    fireEvent.pointerDown(row("#1203").querySelector('[data-column="2"]') as Element, { button: 0 });
    await act(async () => void fake.runs.add({ person: "새봄" }));
    await waitFor(() => expect(screen.getByTestId("arrived").textContent).toBe("1 new run"), { timeout: 3000 });
    expect(numbers()[0]).toBe("#1206");
    await user.click(screen.getByTestId("arrived"));
    await waitFor(() => expect(numbers()[0]).toBe("#1207"));
    // At the first row one stays there: the next one comes in by itself.
    await act(async () => void fake.runs.add({ person: "가람" }));
    await waitFor(() => expect(numbers()[0]).toBe("#1208"), { timeout: 3000 });
  });

  it("reads the steps of a running run anew as its events tell, and no list", async () => {
    const { fake } = await openWindow({ at: "/runs", prepare: withRuns });
    const measured = callsOf(fake, "tableRuler").length;
    await act(async () => fake.runs.step("run-1206", 3, { status: "completed" }));
    await act(async () => fake.runs.say("run-1206", { kind: "stepCompleted", step: 3, attempt: 1 }));
    await waitFor(() => expect(callsOf(fake, "tableRowsById")).toHaveLength(1), { timeout: 3000 });
    expect(callsOf(fake, "tableRowsById")[0]?.args).toEqual(["runs", ["run-1206"]]);
    expect(callsOf(fake, "tableRuler")).toHaveLength(measured);
  });

  it("is filtered by chips that stand in the address, and shows what was put away only when asked", async () => {
    const { user, fake } = await openWindow({
      at: "/runs",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.change("run-1203", { archivedAt: "2026-11-20T09:00:00Z" });
        fake.runs.change("run-1200", { deletedAt: "2026-11-20T09:00:00Z" });
      },
    });
    expect(numbers()).not.toContain("#1203");
    await user.click(screen.getByRole("button", { name: "Failed" }));
    await settle(fake);
    expect(numbers()).toEqual(["#1201"]);
    expect(filterNow()).toEqual({ conditions: [{ column: "status", test: "any", values: ["failed"] }] });
    await user.click(screen.getByRole("button", { name: "Degraded only" }));
    await settle(fake);
    await user.click(within(screen.getByTestId("no-match")).getByRole("button", { name: "Clear filter" }));
    await settle(fake);
    expect(numbers()).toHaveLength(5);
    await user.click(screen.getByRole("button", { name: "Archived" }));
    await settle(fake);
    expect(numbers()).toEqual(["#1203"]);
    await user.click(screen.getByRole("button", { name: "Trash" }));
    await settle(fake);
    expect(numbers()).toEqual(["#1200"]);
  });

  it("finds runs by what was in them, and chooses among the values there are", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    const field = screen.getByRole("textbox", { name: "Search inputs, prompts, answers, outputs and errors" });
    await user.type(field, "keywords:");
    await waitFor(() => expect(numbers()).toEqual(["#1201"]), { timeout: 3000 });
    await user.clear(field);
    await waitFor(() => expect(numbers()).toHaveLength(7), { timeout: 3000 });
    await user.click(screen.getByTestId("add-filter"));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Engine" }));
    await settle(fake);
    await user.click(await screen.findByRole("checkbox", { name: /gemini/ }));
    await settle(fake);
    expect(numbers()).toEqual(["#1206", "#1202"]);
    expect(screen.getByTestId("chips").textContent).toContain("Engine: gemini");
  });

  it("is ordered by any column", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    await user.click(screen.getByRole("columnheader", { name: "Person" }).querySelector("button") as Element);
    await settle(fake);
    expect(viewNow().sort).toBe("person");
    expect(numbers()[0]).toBe("#1205");
  });

  it("says what the runs come to, and shows one span of them", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    const survey = within(screen.getByTestId("run-survey"));
    expect(survey.getByText("quality 75")).toBeTruthy();
    expect(survey.getByText(/^10.8K tokens$/i)).toBeTruthy();
    const bars = within(survey.getByRole("group", { name: /^Over time: 2 completed, 1 failed, 4 other/ }));
    const all = bars.getAllByRole("button");
    expect(all).toHaveLength(24);
    expect(
      all.filter((one) => one.tabIndex === 0),
      "one tab stop",
    ).toHaveLength(1);
    await user.click(all[0] as Element);
    await settle(fake);
    const [from, until] = filterNow().conditions;
    expect([from.column, from.test, until.column, until.test]).toEqual(["createdAt", "atLeast", "createdAt", "atMost"]);
  });

  it("keeps filter and order under a name, and writes what is listed into a file", async () => {
    const filter = JSON.stringify({ conditions: [{ column: "degraded", test: "any", values: [true] }] });
    const { user, fake } = await openWindow({
      at: `/runs?filter=${encodeURIComponent(filter)}&sort=quality:desc`,
      prepare: withRuns,
    });
    await user.click(screen.getByTestId("views"));
    await user.click(await screen.findByRole("menuitem", { name: "Save as new view…" }));
    await user.type(await screen.findByLabelText("Name"), "대체된 것{Enter}");
    await settle(fake);
    expect(fake.tables.views[0]).toMatchObject({ table: "knock.run_rows", name: "대체된 것" });
    await user.click(screen.getByRole("button", { name: "Export" }));
    await user.click(await screen.findByRole("menuitem", { name: /CSV/ }));
    await settle(fake);
    expect(callsOf(fake, "exportStart")[0]?.args[0]).toBe("runs");
  });

  it("has a name for everything", async () => {
    const { container } = await openWindow({ at: "/runs", prepare: withRuns });
    expect(await faults(container)).toEqual([]);
  });
});
