// The log of a run: whole whoever looks and whenever, long, filtered, saved.
import { act, render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { App } from "../../../App";
import { openWindow, settle } from "../../../testing/openWindow";
import * as runs from "../../../testing/runSamples";
import { callsOf, pause, withRuns } from "../../../testing/runWindow";

const LINES = 100_000;
const many = Array.from({ length: LINES }, (_, at) =>
  runs.event(at + 1, { kind: "line", step: 2, attempt: 1 + (at % 2), message: `line ${at + 1}` }),
);
const shown = (node: HTMLElement) =>
  [...within(node).getByRole("log").querySelectorAll("[data-kind]")].map((row) => row.lastChild?.textContent);

describe("the log", () => {
  it("draws only what is in sight of a hundred thousand lines", async () => {
    const { user } = await openWindow({
      at: "/runs/run-1206",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.events["run-1206"] = many;
      },
    });
    expect(screen.getByTestId("log-count").textContent).toBe("100,000 lines");
    expect(shown(screen.getByTestId("log")).length).toBeLessThan(80);
    await user.selectOptions(screen.getByRole("combobox", { name: "Attempt" }), "Attempt 2");
    expect(screen.getByTestId("log-count").textContent).toBe("50,000 lines");
    expect(shown(screen.getByTestId("log"))[0]).toBe("line 2");
  }, 60_000);

  it("is the same in a second window and after coming back, without a gap or a double line", async () => {
    const { fake, container } = await openWindow({ at: "/runs/run-1206", prepare: withRuns });
    const told = (message: string) => act(async () => fake.runs.say("run-1206", { kind: "line", step: 2, message }));
    await told("one");
    const second = render(<App />);
    await told("two");
    await pause(90);
    await settle(fake);
    const both = [container, second.container].map((window) => shown(within(window).getByTestId("log")));
    expect(both[0]).toEqual(both[1]);
    second.unmount();

    await act(async () => window.history.pushState(null, "", "#/runs"));
    await act(async () => void window.dispatchEvent(new HashChangeEvent("hashchange")));
    await told("three");
    await act(async () => window.history.back());
    await settle(fake);
    const after = shown(screen.getByTestId("log"));
    expect(after).toEqual([...(both[0] ?? []), "three"]);
    expect(new Set(after).size).toBe(after.length);
  }, 30_000);

  it("is saved whole as a file, or copied as it is filtered", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1203", prepare: withRuns });
    await user.click(screen.getByRole("button", { name: "Save the whole log as a file" }));
    await settle(fake);
    expect(callsOf(fake, "runFile")[0]?.args).toEqual(["run-1203", "log"]);
    expect(screen.getByText("/home/mina/Downloads/run-1203.txt")).toBeTruthy();
    await user.selectOptions(screen.getByRole("combobox", { name: "Step" }), "5. Draw room");
    await user.click(screen.getByRole("button", { name: "Copy the lines shown" }));
    expect((await navigator.clipboard.readText()).split("\n")).toHaveLength(3);
  }, 30_000);

  it("says what a provider was asked, how long it took and how it ended", async () => {
    const data = { provider: "gemini", model: "g", purpose: "repair", fromMs: 0, ms: 1200, failure: "rateLimited" };
    await openWindow({
      at: "/runs/run-1203",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.events["run-1203"] = [runs.event(1, { kind: "call", step: 1, attempt: 1, data })];
      },
    });
    expect(shown(screen.getByTestId("log"))).toEqual(["Mending to gemini: Too many requests, 1.2s"]);
  }, 30_000);
});
