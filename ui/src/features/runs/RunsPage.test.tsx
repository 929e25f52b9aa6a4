// Runs as they are met: the list while others start runs, a new run from the keyboard.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../testing/fakeBackend";
import { faults } from "../../testing/faults";
import { openWindow, settle } from "../../testing/openWindow";
import * as runs from "../../testing/runSamples";
import * as samples from "../../testing/samples";

const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);
const withRuns = (fake: FakeBackend) => {
  fake.runs.runs = [...runs.list];
  for (const run of runs.list) fake.runs.events[run.id] = [...runs.events];
  fake.home = { ...samples.home };
};
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
