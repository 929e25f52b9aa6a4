// Runs as they are met: the list while others start runs, a new run from the keyboard.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../testing/fakeBackend";
import { openWindow, settle } from "../../testing/openWindow";
import * as runs from "../../testing/runSamples";
import * as samples from "../../testing/samples";

const pause = (time: number) => act(() => new Promise((resolve) => setTimeout(resolve, time)));
const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);
const withRuns = (fake: FakeBackend) => {
  fake.runs.runs = [...runs.list];
  for (const run of runs.list) fake.runs.events[run.id] = [...runs.events];
  fake.home = { ...samples.home };
};
const rows = () => within(screen.getByTestId("run-list")).getAllByRole("row").slice(1);
const numbers = () => rows().map((row) => within(row).getByRole("link").textContent);

/** Only what a page without a layout can be checked for. */
async function faults(node: Element) {
  const { violations } = await axe.run(node, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.map((one) => `${one.id}: ${one.nodes.map((at) => at.html).join(" ")}`);
}

describe("the list of runs", () => {
  it("teaches when there are none, and starts the sample with one button", async () => {
    const { user, fake } = await openWindow({ at: "/runs" });
    await user.click(within(screen.getByTestId("no-runs")).getByRole("button", { name: "Run the sample" }));
    await settle(fake);
    expect(callsOf(fake, "runStart")[0]?.args).toEqual([
      { source: { kind: "sample", name: "default" }, config: { engine: "offline" } },
    ]);
    expect(window.location.hash).toBe("#/runs/run-1207");
    expect(screen.getByTestId("run").dataset.state).toBe("pending");
  });

  it("says how each run stands in words, and marks what is degraded", async () => {
    await openWindow({ at: "/runs", prepare: withRuns });
    expect(numbers()).toEqual(["1,206", "1,205", "1,204", "1,203", "1,202", "1,201", "1,200"]);
    const text = rows().map((row) => row.textContent ?? "");
    for (const [at, word] of [
      "Running",
      "Queued",
      "Waiting for you",
      "Completed",
      "Completed",
      "Failed",
      "Cancelled",
    ].entries())
      expect(text[at]).toContain(word);
    expect(text[3]).toContain("86 good");
    expect(text[4]).toContain("Degraded");
    expect(text[5]).toContain("Answer does not fit the schema");
  });

  it("takes new runs in by itself at the top", async () => {
    const { say } = await openWindow({ at: "/runs", prepare: withRuns });
    await say((fake) => void fake.runs.add({ person: "새봄" }));
    await pause(200);
    await waitFor(() => expect(numbers()[0]).toBe("1,207"));
    expect(screen.queryByTestId("arrived")).toBeNull();
  });

  it("does not move under the eyes of somebody who reads further down", async () => {
    const { fake, user } = await openWindow({ at: "/runs", prepare: withRuns });
    screen.getByTestId("run-list").scrollTop = 400;
    await act(async () => void fake.runs.add({ person: "새봄" }));
    await waitFor(() => expect(screen.getByTestId("arrived").textContent).toBe("1 new run"));
    expect(numbers()).not.toContain("1,207");
    await user.click(screen.getByTestId("arrived"));
    expect(numbers()[0]).toBe("1,207");
    expect(screen.queryByTestId("arrived")).toBeNull();
  });

  it("is filtered by chips that stand in the address", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    await user.click(screen.getByRole("button", { name: "Failed" }));
    await settle(fake);
    expect(numbers()).toEqual(["1,201"]);
    expect(window.location.hash).toBe("#/runs?state=failed");
    await user.click(screen.getByRole("button", { name: "Degraded only" }));
    await settle(fake);
    expect(screen.getByTestId("no-match")).toBeTruthy();
    await user.click(within(screen.getByTestId("no-match")).getByRole("button"));
    await settle(fake);
    expect(numbers()).toHaveLength(7);
  });

  it("cancels, retries and archives what is selected, each only where it makes sense", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    await user.click(screen.getByRole("checkbox", { name: "Select Run 1,206" }));
    await user.click(screen.getByRole("checkbox", { name: "Select Run 1,201" }));
    const bar = within(screen.getByTestId("run-bulk"));
    expect(bar.getByRole("status").textContent).toBe("2 selected");
    await user.click(bar.getByRole("button", { name: "Cancel (1)" }));
    await settle(fake);
    expect(callsOf(fake, "runCancel").map((call) => call.args[0])).toEqual(["run-1206"]);
    await waitFor(() => expect(rows()[0]?.textContent).toContain("Cancelled"));
    await user.click(within(screen.getByTestId("run-bulk")).getByRole("button", { name: "Archive" }));
    await waitFor(() => expect(numbers()).toEqual(["1,205", "1,204", "1,203", "1,202", "1,200"]));
    expect(screen.queryByTestId("run-bulk")).toBeNull();
  });

  it("is worked with the keyboard: arrows, Space, Enter", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    rows()[0]?.focus();
    await user.keyboard("{ArrowDown}{ArrowDown} ");
    await pause(30);
    expect(rows()[2]?.getAttribute("aria-selected")).toBe("true");
    await user.keyboard("{ArrowDown}");
    await pause(30);
    await user.keyboard("{Enter}");
    await settle(fake);
    expect(window.location.hash).toBe("#/runs/run-1203");
  });

  it("has a name for everything", async () => {
    const { container } = await openWindow({ at: "/runs", prepare: withRuns });
    expect(await faults(container)).toEqual([]);
  });
});

describe("a new run", () => {
  it("is opened with N, started with Ctrl+Enter, and begins with the last choice the next time", async () => {
    const { user, fake } = await openWindow({ at: "/runs", prepare: withRuns });
    await user.keyboard("n");
    await settle(fake);
    const form = within(await screen.findByTestId("run-form"));
    fireEvent.change(form.getByRole("textbox", { name: "Seed" }), { target: { value: "42" } });
    await user.click(form.getByRole("checkbox", { name: /^Dry run/ }));
    await user.selectOptions(form.getByRole("combobox", { name: "Engine" }), "gemini");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settle(fake);
    expect(callsOf(fake, "runStart")[0]?.args[0]).toMatchObject({
      source: { kind: "sample", name: "default" },
      seed: 42,
      config: { engine: "gemini", dryRun: true, until: null, gates: [], agents: {} },
    });
    expect(window.location.hash).toBe("#/runs/run-1207");
    await user.keyboard("n");
    const again = within(await screen.findByTestId("run-form"));
    expect(again.getByRole<HTMLInputElement>("checkbox", { name: /^Dry run/ }).checked).toBe(true);
    expect(again.getByRole<HTMLInputElement>("textbox", { name: "Seed" }).value, "a seed is for one run").toBe("");
  });

  it("says what is wrong with an input as one types, and leads to the place the backend names", async () => {
    const { user, fake } = await openWindow({ at: "/runs?new=1", prepare: withRuns });
    const form = within(await screen.findByTestId("run-form"));
    await user.click(form.getByText("JSON"));
    const field = form.getByRole<HTMLTextAreaElement>("textbox", { name: "Input" });
    fireEvent.change(field, {
      target: { value: '{ "userData": { "domains": ["a b"] }, "meta": { "userName": "온" } }' },
    });
    expect(form.getByText(/userData\.domains\[0\]: this is no host name/)).toBeTruthy();
    await user.click(form.getByRole("button", { name: "Go there" }));
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('"a b"');
    await user.click(form.getByRole("button", { name: /Start run/ }));
    expect(callsOf(fake, "runStart"), "what cannot be used is not sent").toEqual([]);

    const good = '{ "userData": { "domains": ["a.com"] }, "meta": { "userName": "온" } }';
    fireEvent.change(field, { target: { value: good } });
    expect(form.getByText("The input can be used.")).toBeTruthy();
    fake.failNext("runStart", { code: "Invalid", field: "meta.userName", message: "this name is taken" });
    await user.click(form.getByRole("button", { name: /Start run/ }));
    await settle(fake);
    expect(form.getByText("meta.userName: this name is taken")).toBeTruthy();
    await user.click(form.getByRole("button", { name: "Go there" }));
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('"온"');
  });

  it("offers every sample and every person before anything is typed, by key too", async () => {
    const { user, fake } = await openWindow({ at: "/runs?new=1", prepare: withRuns });
    const form = within(await screen.findByTestId("run-form"));
    await user.click(form.getByRole("textbox", { name: "Sample" }));
    const sample = await screen.findByRole("option", { name: /야간/ });
    expect(sample.textContent).toContain("night-shift · After the night shift");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(form.getByRole<HTMLInputElement>("textbox", { name: "Sample" }).value).toBe("야간 근무를 마친 사람");

    await user.click(form.getByText("Person"));
    form.getByRole("textbox", { name: "Person" }).focus();
    await user.keyboard("{ArrowDown}");
    expect(await screen.findByRole("option", { name: /도준/ })).toBeTruthy();
    await user.keyboard("{ArrowDown}{Enter}");
    await user.click(form.getByRole("button", { name: /Start run/ }));
    await settle(fake);
    expect(callsOf(fake, "runStart")[0]?.args[0]).toMatchObject({ source: { kind: "person", id: "user-dojun" } });
  });

  it("can be like an earlier one", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1203?new=like:run-1203", prepare: withRuns });
    const form = within(await screen.findByTestId("run-form"));
    await waitFor(() => expect(form.getByDisplayValue("Run 1,203 · 하람")).toBeTruthy());
    await user.click(form.getByRole("button", { name: /Start run/ }));
    await settle(fake);
    expect(callsOf(fake, "runStart")[0]?.args[0]).toMatchObject({ source: { kind: "like", run: "run-1203" } });
    expect(screen.getByTestId("facts").textContent).toContain("like an earlier run");
  });

  it("has a name for everything", async () => {
    await openWindow({ at: "/runs?new=1", prepare: withRuns });
    expect(await faults(await screen.findByRole("dialog"))).toEqual([]);
  });
});
