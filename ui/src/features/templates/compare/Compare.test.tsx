// Comparing two versions: what is counted, and that one gets to it.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { variables, version } from "../../../testing/templateSamples";
import { showPart } from "../preview/testTry";
import { Compare } from "./Compare";
import { reordered, textChanges, variableChanges } from "./differences";

async function show(prepare?: (fake: FakeBackend) => void) {
  const onClose = vi.fn();
  const tools = await showPart(<Compare before="night-11" after="night-12" onClose={onClose} />, prepare);
  const tab = (name: RegExp) => screen.getByRole("tab", { name });
  return { ...tools, onClose, tab };
}

describe("comparing two versions", () => {
  it("names both with their state, and swaps them", async () => {
    const { user, settle, calls } = await show();
    const head = () => screen.getByTestId("compared").textContent;
    expect(head()).toMatch(/Before밤의 목소리 1\.1Published.*After밤의 목소리 1\.2Draft/);
    await user.click(screen.getByRole("button", { name: "Swap sides" }));
    await settle();
    expect(head()).toMatch(/Before밤의 목소리 1\.2Draft.*After밤의 목소리 1\.1Published/);
    expect(calls("templateDiff")).toEqual([
      ["night-11", "night-12"],
      ["night-12", "night-11"],
    ]);
  });

  it("shows the sections that changed, and all of them when asked", async () => {
    const { user, tab } = await show();
    expect(tab(/Source/).textContent).toBe("Source1");
    expect(screen.getByText("1 of 7 sections changed")).toBeTruthy();
    expect(screen.getByRole("region", { name: "Why changed" }).textContent).toContain("changed");
    expect(screen.queryByRole("region", { name: /^Past/ })).toBeNull();
    await user.click(within(screen.getByRole("tabpanel")).getByRole("checkbox", { name: "Only what changed" }));
    expect(screen.getByRole("region", { name: "Past unchanged" }).textContent).toContain("unchanged");
  });

  it("walks from change to change, by button and by key", async () => {
    const { user } = await show();
    await waitFor(() => expect(screen.getByText("1 change")).toBeTruthy(), { timeout: 5000 });
    await user.click(screen.getByRole("button", { name: "Next change" }));
    expect(screen.getByText("Change 1 of 1")).toBeTruthy();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(screen.getByText("Change 1 of 1")).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "One below the other" }));
    await waitFor(() => expect(screen.getByText("1 change")).toBeTruthy());
  });

  it("says how many contexts change, and shows each change", async () => {
    const { user, tab } = await show((fake) => {
      const [iran, empty] = fake.templates.contexts;
      if (iran && empty) fake.templates.contexts = [iran, empty];
    });
    expect(tab(/Rendered/).textContent).toBe("Rendered2");
    await user.click(tab(/Rendered/));
    expect(screen.getByText("2 of 2 contexts change")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /이랑/ }));
    await waitFor(() => expect(screen.getByRole("region", { name: /^이랑/ })).toBeTruthy());
  });

  it("teaches what contexts are for where there are none", async () => {
    const { user, tab } = await show((fake) => {
      fake.templates.contexts = [];
    });
    await user.click(tab(/Rendered/));
    expect(screen.getByText("No stored context to compare with")).toBeTruthy();
  });

  it("lists the variables that were added, removed and changed", async () => {
    const { user, tab } = await show((fake) => {
      fake.templates.versions = fake.templates.versions.map((one) =>
        one.id === "night-12"
          ? {
              ...one,
              variables: [
                ...variables.slice(1).map((v) => (v.name === "userName" ? { ...v, required: false } : v)),
                { name: "season", type: "string" as const, required: false },
              ],
            }
          : one,
      );
    });
    expect(tab(/Variables/).textContent).toBe("Variables3");
    await user.click(tab(/Variables/));
    const rows = within(screen.getByRole("table")).getAllByRole("row").slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^userName changedRequired/),
      expect.stringMatching(/^season added/),
      expect.stringMatching(/^characterName removed/),
    ]);
  });

  it("closes with Esc, and says when a version is gone", async () => {
    const { user, onClose } = await show((fake) => {
      fake.templates.versions = fake.templates.versions.filter(({ id }) => id !== "night-11");
    });
    expect(screen.getByText("The versions could not be loaded")).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalled();
  });
});

describe("what differs", () => {
  const before = version({ id: "a", arrangement: ["why", "past", "how"], sections: { why: "하나", past: "둘" } });

  it("is told section by section, with the instructions", () => {
    const after = version({
      id: "b",
      arrangement: ["how", "why"],
      sections: { why: "하나!", how: "셋", notes: "덧붙임" },
      agentInstructions: "짧게",
    });
    expect(textChanges(before, after).map(({ key, status }) => [key, status])).toEqual([
      ["how", "added"],
      ["why", "changed"],
      ["notes", "added"],
      ["past", "removed"],
      ["agentInstructions", "added"],
    ]);
    expect(reordered(before, after)).toBe(true);
    expect(reordered(before, { ...before, arrangement: ["why", "how"] }), "one is only missing").toBe(false);
  });

  it("is told variable by variable, and what is left out is no change", () => {
    const one = { name: "a", type: "string" as const };
    const whole = { ...one, required: false, description: "", default: null, shape: null };
    expect(variableChanges([one], [whole])).toEqual([]);
    expect(variableChanges([one], [{ ...one, default: "기본" }])[0]?.fields).toEqual([
      { field: "default", before: null, after: "기본" },
    ]);
  });
});
