// Runs side by side: what differs is told before what does not, and the comparison stands in the address.
import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { openWindow, settle } from "../../../testing/openWindow";
import * as runs from "../../../testing/runSamples";
import * as made from "../../../testing/stepSamples";
import { differencesOf } from "./differences";
import { compareAddress } from "./useComparePlace";

const scene = {
  ...made.scene,
  objects: [{ name: "안개 등", fragment: "a fog lamp" }],
};
const withRuns = (fake: FakeBackend) => {
  fake.runs.runs = runs.list.map((run) =>
    run.id === "run-1202"
      ? {
          ...run,
          seed: 7,
          template: "calm 1.0",
          settings: { agents: [], criteria: { minScore: 0.8 } },
          output: {
            ...(run.output as object),
            prompts: { systemPrompt: made.systemPrompt.replace("기다리는", "손꼽는") },
            prompt: {},
            scene,
          },
          steps: [],
        }
      : run,
  );
};
const open = (...ids: string[]) => openWindow({ at: compareAddress(ids), prepare: withRuns });
const part = (name: string) => within(screen.getByTestId(`compare-${name}`));
const rowText = (name: string, row: RegExp) => part(name).getByRole("row", { name: row }).textContent ?? "";

describe("differences", () => {
  it("are found leaf by leaf, and what agrees is counted", () => {
    const found = differencesOf([
      { a: 1, b: { c: [1, 2] }, d: null },
      { a: 1, b: { c: [1, 3] } },
    ]);
    expect(found).toEqual({ differences: [{ path: "b.c[1]", values: [2, 3] }], same: 3 });
  });
});

describe("comparing runs", () => {
  it("says whose output is too large to be taken apart", async () => {
    await openWindow({
      at: compareAddress(["run-1203", "run-1202"]),
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.change("run-1202", { output: { prompts: { systemPrompt: "가".repeat(300_000) } } });
      },
    });
    const note = await screen.findByText(/^The output of Run 1,202 has/);
    expect(note.textContent).toContain("its prompt and its room are left out here");
    expect(screen.queryByText(/^The output of Run 1,203/)).toBeNull();
  });

  it("says what was set differently first, and what is alike after", async () => {
    await open("run-1203", "run-1202");
    const rows = part("settings").getAllByRole("row").slice(1);
    const names = rows.map((row) => row.querySelector("th")?.textContent);
    expect(names.slice(0, 3)).toEqual(["Template≠differs", "Engine≠differs", "Seed≠differs"]);
    expect(names).toContain("settings.criteria.minScore≠differs");
    expect(rowText("facts", /^Quality/)).toContain("86 goodbest");
    expect(rowText("character", /^Name/)).toContain("서준하율");
    expect(rowText("character", /^Archetype/)).not.toContain("differs");
    expect(rowText("scene", /^Objects/)).toContain("안개 등");
  });

  it("is told in a sentence, with the best named", async () => {
    await open("run-1203", "run-1202");
    const summary = screen.getByTestId("compare-summary").textContent ?? "";
    expect(summary).toMatch(
      /^2 runs: 5 settings differ, \d+ values of the result\. Run 1,203 has the best quality, 86\.$/,
    );
  });

  it("draws one web of needs whose numbers are said, and stand under it", async () => {
    const { user } = await open("run-1203", "run-1202");
    expect(part("needs").getByRole("img").getAttribute("aria-label")).toContain("Run 1,202: Safety 0.31");
    await user.click(part("needs").getByText("Hidden"));
    expect(part("needs").getByRole("img").getAttribute("aria-label")).toContain("Run 1,202: Safety 0.22");
    expect(rowText("needs", /^Safety/)).toContain("0.31 observed, 0.22 hidden");
  });

  it("shows what changes between two prompts, and with three lets one choose which", async () => {
    const { user, fake } = await open("run-1203", "run-1202");
    expect(rowText("prompt", /^Text/)).toContain("differs");
    expect(screen.getByTestId("compare-prompt").querySelector("ins")?.textContent).toContain("손꼽");
    await user.click(screen.getByRole("button", { name: "Add a run" }));
    await user.click(await screen.findByRole("textbox", { name: "Earlier run" }));
    await user.keyboard("1204");
    await user.click(await screen.findByRole("option", { name: /Run 1,204/ }));
    await settle(fake);
    expect(window.location.hash).toBe("#/runs/compare?ids=run-1203%2Crun-1202%2Crun-1204");
    await user.selectOptions(part("prompt").getByRole("combobox", { name: "To" }), "run-1204");
    expect(part("prompt").getByText("There are not two prompts to compare.")).toBeTruthy();
  });

  it("finds any other difference by its path or its value", async () => {
    const { user, fake } = await open("run-1203", "run-1202");
    const rest = () => screen.getByTestId("compare-rest").parentElement as HTMLElement;
    expect(
      within(rest())
        .getByRole("button", { name: /^Quality/ })
        .getAttribute("aria-expanded"),
    ).toBe("true");
    await user.type(part("rest").getByRole("textbox"), "deepestFear");
    await settle(fake);
    expect(part("rest").getByRole("status").textContent).toBe("0 paths");
    await user.clear(part("rest").getByRole("textbox"));
    await user.type(part("rest").getByRole("textbox"), "moreParadoxes");
    await settle(fake);
    expect(part("rest").getByRole("status").textContent).toBe("1 path");
    expect(within(rest()).getByText("output.quality.checks.hasParadox.raise")).toBeTruthy();
  });

  it("takes a run out, and then says that one is not enough", async () => {
    const { user, fake } = await open("run-1203", "run-1202");
    await user.click(screen.getByRole("button", { name: "Take Run 1,203 out of the comparison" }));
    await settle(fake);
    expect(window.location.hash).toBe("#/runs/compare?ids=run-1202");
    expect(screen.getByTestId("compare-empty").textContent).toContain("One run has nothing to be compared with");
  });

  it("leaves out what is alike when asked to", async () => {
    const { user } = await open("run-1203", "run-1202");
    expect(part("character").queryByRole("row", { name: /^Archetype/ })).toBeTruthy();
    await user.click(screen.getByRole("checkbox", { name: "Only differences" }));
    expect(part("character").queryByRole("row", { name: /^Archetype/ })).toBeNull();
    expect(window.location.hash).toContain("only=1");
  });

  it("shows the rooms at one scale", async () => {
    const { user } = await open("run-1203", "run-1202");
    const widths = () =>
      part("pictures")
        .getAllByRole("img")
        .map((img) => img.getAttribute("width"));
    expect(widths()).toEqual(["256", "256"]);
    await user.selectOptions(part("pictures").getByRole("combobox"), "2");
    expect(widths()).toEqual(["512", "512"]);
  });

  it("names a run that is gone, and offers to go on without it", async () => {
    const { user, fake } = await open("run-1203", "run-1", "run-1202");
    await user.click(screen.getByRole("button", { name: "Take it out" }));
    await settle(fake);
    await waitFor(() => expect(screen.getByTestId("compare-summary").textContent).toContain("2 runs"));
  });

  it("follows a run that goes on", async () => {
    const { say } = await open("run-1203", "run-1206");
    expect(rowText("facts", /^Status/)).toContain("Running");
    await say((fake) => fake.runs.change("run-1206", { status: "failed" }));
    await waitFor(() => expect(rowText("facts", /^Status/)).toContain("Failed"));
  });

  it("has a name for everything", async () => {
    await open("run-1203", "run-1202");
    const { violations } = await axe.run(screen.getByTestId("compare"), {
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((at) => at.html).join(" ")}`)).toEqual([]);
  });
});
