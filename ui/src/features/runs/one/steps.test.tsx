// The steps of a run: their course as bars, as figures and as a text; what each had and made; its output edited.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow, settle } from "../../../testing/openWindow";
import * as runs from "../../../testing/runSamples";
import { callsOf, withRuns } from "../../../testing/runWindow";
import { ticksOf } from "./calls";

const call = (seq: number, attempt: number, part: object) =>
  runs.event(seq, {
    kind: "call",
    step: 1,
    attempt,
    data: { provider: "gemini", model: "gemini-1.5-pro", purpose: "ask", fromMs: 0, ms: 400, failure: null, ...part },
  });

describe("the course of a run", () => {
  it("shows each call inside its attempt, and what came from the cache", async () => {
    await openWindow({
      at: "/runs/run-1202",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.events["run-1202"] = [
          call(1, 1, { failure: "rateLimited" }),
          call(2, 2, { purpose: "repair", fromMs: 370, ms: 370 }),
          runs.event(3, { kind: "cacheHit", step: 2, attempt: 1 }),
        ];
      },
    });
    const calls = screen.getAllByTestId("call");
    expect(calls.map((one) => one.title)).toEqual([
      "Question to gemini: Too many requests, 400ms",
      "Mending to gemini: Done, 370ms",
    ]);
    expect(calls[1]?.style.left).toBe("50%");
    expect(screen.getAllByTestId("cache-hit")).toHaveLength(1);
    expect(screen.getByTestId("course-text").textContent).toContain("Read needs: Done, 1.5s, 2 attempts");
  });

  it("is a table of figures as well", async () => {
    const { user } = await openWindow({
      at: "/runs/run-1206",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.events["run-1206"] = [call(1, 2, { promptTokens: 2410, completionTokens: 1180, costUsd: 0.02 })];
      },
    });
    await user.click(screen.getByRole("button", { name: "Show as table" }));
    const table = screen.getByRole("table", { name: "The course of this run in figures" });
    const lines = within(table)
      .getAllByRole("row")
      .map((row) => [...row.children].map((cell) => cell.textContent));
    expect(lines[1]?.slice(0, 5)).toEqual(["1. Read needs", "Attempt 1", "Too many requests", "0ms", "7.6s"]);
    expect(lines[3]).toEqual([
      "1. Read needs",
      "Question",
      "Done",
      "9.6s",
      "400ms",
      "gemini gemini-1.5-pro",
      "3,590",
      "$0.02",
    ]);
    expect(lines.at(-1)?.slice(0, 3)).toEqual(["5. Draw room", "", "To come"]);
  });

  it("has round times on its axis", () => {
    expect(ticksOf(4120)).toEqual([0, 2000, 4000]);
    expect(ticksOf(950)).toEqual([0, 500]);
    expect(ticksOf(0)).toEqual([0]);
  });
});

describe("a step", () => {
  it("switches between its attempts, and tells what each cost", async () => {
    const { user } = await openWindow({ at: "/runs/run-1206?step=1", prepare: withRuns });
    const step = within(screen.getByTestId("step"));
    expect(screen.getByTestId("step-facts").textContent).toContain("Tokens asked2,410");
    await user.click(step.getByRole("tab", { name: "Prompt sent" }));
    expect(step.getByRole("tabpanel", { name: "Prompt sent" }).textContent).toContain("여섯 가지 욕구");
    await user.click(within(step.getByRole("group", { name: "Attempts" })).getByText(/Attempt 1/));
    expect(screen.getByTestId("step").textContent).toContain("429 from gemini");
  });

  it("opens an output too large to come with the run, part by part", async () => {
    const needs = Array.from({ length: 60_000 }, (_, at) => ({ at }));
    const { user, fake } = await openWindow({
      at: "/runs/run-1203?step=1",
      prepare: (fake) => {
        withRuns(fake);
        const steps = [runs.step(1, { output: { needs } })];
        fake.runs.runs = [runs.run({ id: "run-1203", number: 1203, output: null, steps })];
      },
    });
    const step = within(screen.getByTestId("step"));
    expect(step.getByRole("tree", { name: "Output" }).textContent).toContain("60,000 items");
    await user.click(step.getByRole("button", { name: "Unfold needs" }));
    await settle(fake);
    expect(step.getAllByRole("treeitem").length).toBeLessThan(80);
    expect(callsOf(fake, "runJson").at(-1)?.args).toEqual([
      "run-1203",
      { kind: "stepOutput", step: 1, attempt: 1 },
      ["needs"],
      0,
      200,
    ]);
  });

  it("says what the agent's schema says of a key", async () => {
    const { user } = await openWindow({ at: "/runs/run-1203?step=1", prepare: withRuns });
    const step = within(screen.getByTestId("step"));
    await user.hover(step.getByText("paradoxes"));
    expect(step.getByTestId("json-place").textContent).toContain("needs at odds");
  });

  it("whose output was taken over leads to the run it came from", async () => {
    await openWindow({
      at: "/runs/run-1202",
      prepare: (fake) => {
        withRuns(fake);
        const at = new Date(runs.BEGIN - 60_000).toISOString();
        const steps = [runs.step(1, { cacheHit: true, startedAt: at, completedAt: at }), runs.step(2)];
        const based = { basedOn: "run-1203", basedOnNumber: 1203, basedOnKind: "fork" };
        fake.runs.runs = [runs.run({ id: "run-1202", number: 1202, ...based, steps })];
      },
    });
    const row = within(screen.getByTestId("waterfall")).getAllByRole("row")[1] as HTMLElement;
    expect(row.textContent).toContain("Reused");
    expect(within(row).getByRole("link", { name: "Run 1,203" }).getAttribute("href")).toBe("#/runs/run-1203");
  });

  it("is edited and goes on as a run of its own, refused values at their place", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1203?step=2", prepare: withRuns });
    await user.click(screen.getByRole("button", { name: "Edit and go on" }));
    await settle(fake);
    const form = within(screen.getByTestId("run-act"));
    const field = form.getByRole<HTMLTextAreaElement>("textbox", { name: "Output" });
    const send = form.getByRole<HTMLButtonElement>("button", { name: /^Edit and go on/ });
    expect(send.disabled, "nothing is changed yet").toBe(true);
    fireEvent.change(field, { target: { value: "{" } });
    expect(form.getByText(/This is no JSON/)).toBeTruthy();
    const output = { character: { name: "서준", keywords: ["느긋한"] } };
    fireEvent.change(field, { target: { value: JSON.stringify(output) } });
    await user.selectOptions(form.getByRole("combobox", { name: "Engine" }), "gemini");
    await user.click(send);
    await settle(fake);
    expect(form.getByText("character.keywords: at least 3 are needed")).toBeTruthy();
    await user.click(form.getByRole("button", { name: "Go there" }));
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('["느긋한"]');
    output.character.keywords.push("집요한", "다정한");
    fireEvent.change(field, { target: { value: JSON.stringify(output) } });
    await user.click(send);
    await settle(fake);
    expect(callsOf(fake, "runFork").at(-1)?.args).toEqual(["run-1203", "character", output, "gemini"]);
    expect(window.location.hash).toBe("#/runs/run-1207");
    expect(screen.getByTestId("waterfall").textContent).toContain("Edited");
    expect(screen.getByTestId("facts").textContent).toContain("Run 1,203 (fork)");
  }, 30_000);

  it("keeps what was typed when its dialog is closed", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1203?step=2", prepare: withRuns });
    const open = async () => {
      await user.click(screen.getByRole("button", { name: "Edit and go on" }));
      await settle(fake);
      return screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Output" });
    };
    fireEvent.change(await open(), { target: { value: '{ "half": ' } });
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await open()).value).toBe('{ "half": ');
    await user.click(screen.getByRole("button", { name: "Back to the original" }));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Output" }).value).toContain("서준");
  }, 30_000);
});
