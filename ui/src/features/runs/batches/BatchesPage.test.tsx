// Batches as they are met: the list while one fills, a new one from the keyboard, the matrix and what is read from it.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { BatchSpec } from "../../../backend";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { ended, failedRun, queuedBatch } from "../../../testing/fakeBatches";
import { openWindow, settle } from "../../../testing/openWindow";
import * as runSamples from "../../../testing/runSamples";
import { newBatchAddress } from "./useBatchesPlace";

const input = (name: string) => ({ name, source: { kind: "sample" as const, name } });
const spec: BatchSpec = {
  inputs: [input("default"), input("quiet")],
  templates: ["default-11", "calm-10"],
  engines: ["offline"],
  repeats: 5,
  label: "calm 1.0 을 켤까",
};
const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);
const withBatch = (fake: FakeBackend) => fake.batches.put(queuedBatch(12, spec));
const withRuns = (fake: FakeBackend) => {
  fake.runs.runs = [...runSamples.list];
};
const withResults = (fake: FakeBackend) => {
  const batch = queuedBatch(12, spec);
  const runs = batch.runs.map((run, at) => {
    if (at === 3 || at === 4) return failedRun(run, "timeout");
    return at === 9 ? { ...ended(run), quality: 0.31 } : ended(run);
  });
  fake.batches.put({ ...batch, runs });
};
const open = (prepare: (fake: FakeBackend) => void, query = "") =>
  openWindow({ at: `/batches/batch-12${query}`, prepare });
const matrix = () => within(screen.getByTestId("matrix"));
const cells = () => matrix().getAllByRole("button");
const tab = (name: RegExp) => screen.getByRole("tab", { name });

async function faults(node: Element) {
  const { violations } = await axe.run(node, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.map((one) => `${one.id}: ${one.nodes.map((at) => at.html).join(" ")}`);
}

describe("the list of batches", () => {
  it("teaches what a batch is when there is none, and is reached from the sidebar", async () => {
    const { user, fake } = await openWindow({ at: "/runs" });
    await user.click(within(screen.getByTestId("sidebar")).getByRole("link", { name: "Batches" }));
    await settle(fake);
    const empty = within(screen.getByTestId("no-batches"));
    await user.click(empty.getByRole("button", { name: "New batch" }));
    expect(await screen.findByTestId("batch-form")).toBeTruthy();
  });

  it("shows how far each is, and keeps up while it fills", async () => {
    const { say } = await openWindow({ at: "/batches", prepare: withBatch });
    const row = () => within(screen.getByTestId("batch-list")).getAllByRole("row")[1];
    expect(row()?.textContent).toContain("Batch 12calm 1.0 을 켤까Queued0 of 20");
    await say((fake) => fake.batches.settle("batch-12", (run) => (run.place < 15 ? ended(run) : run)));
    await waitFor(() => expect(row()?.textContent).toContain("Running15 of 20"));
    expect(row()?.textContent).toContain("about 2m left");
    expect(
      within(row() as HTMLElement)
        .getByRole("progressbar")
        .getAttribute("aria-valuetext"),
    ).toBe("15 of 20");
  });
});

describe("a new batch", () => {
  it("says how many runs it makes, and what those cost that ask a provider", async () => {
    const { user, fake } = await openWindow({ at: "/batches?new=1", prepare: withRuns });
    const form = within(await screen.findByTestId("batch-form"));
    const product = () => screen.getByTestId("batch-product").textContent;
    expect(product()).toBe("1 input × 1 template × 1 engine × 3 repeats = 3 runs");
    await user.click(form.getByRole("checkbox", { name: /gemini/ }));
    fireEvent.change(form.getByRole("textbox", { name: "Repeats" }), { target: { value: "8" } });
    await settle(fake);
    expect(product()).toBe("1 input × 1 template × 2 engines × 8 repeats = 16 runs");
    expect(form.getByRole("alert").textContent).toContain("8 runs ask gemini: about $0.17");
  });

  it("is opened with N, takes inputs of several kinds, and is started with Ctrl+Enter", async () => {
    const { user, fake } = await openWindow({ at: "/batches", prepare: withRuns });
    await user.keyboard("n");
    const form = within(await screen.findByTestId("batch-form"));
    await user.click(form.getByText("Earlier run"));
    await user.click(form.getByRole("textbox", { name: "Earlier run" }));
    await user.click(await screen.findByRole("option", { name: /Run 1,203/ }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settle(fake);
    expect(callsOf(fake, "batchStart")[0]?.args[0]).toMatchObject({
      inputs: [
        { name: "default", source: { kind: "sample", name: "default" } },
        { name: "Run 1,203 · 하람", source: { kind: "like", run: "run-1203" } },
      ],
      engines: ["offline"],
      repeats: 3,
      seed: null,
      priority: 0,
    });
    expect(window.location.hash).toBe("#/batches/batch-12");
    expect(screen.getByTestId("batch")).toBeTruthy();
  });

  it("offers only engines that can write, and leaves the cache alone where that is asked", async () => {
    const { user, fake } = await openWindow({
      at: "/batches?new=1",
      prepare: (fake) => {
        const [one] = fake.agents.providers;
        if (one) fake.agents.providers.push({ ...one, name: "painter", kind: "automatic1111", isEnabled: true });
      },
    });
    const form = within(await screen.findByTestId("batch-form"));
    await form.findByRole("checkbox", { name: /gemini/ });
    expect(form.queryByRole("checkbox", { name: /painter/ })).toBeNull();
    await user.click(form.getByRole("checkbox", { name: /^Skip the cache/ }));
    await user.click(form.getByRole("button", { name: /Start batch/ }));
    await settle(fake);
    expect(callsOf(fake, "batchStart")[0]?.args[0]).toMatchObject({ config: { skipCache: true } });
  });

  it("begins with the inputs and templates of runs that were compared", async () => {
    await openWindow({
      at: newBatchAddress({ like: ["run-1203", "run-1202"], templates: ["default-11"] }),
      prepare: withRuns,
    });
    expect((await screen.findByTestId("batch-product")).textContent).toContain("2 inputs × 1 template");
    expect(screen.getByTestId("batch-form").textContent).toContain("Run 1,202 · 민서");
  });

  it("refuses too many before anybody else does, and names the input the backend refuses", async () => {
    const { user, fake } = await openWindow({ at: "/batches?new=1" });
    const form = within(await screen.findByTestId("batch-form"));
    const repeats = form.getByRole("textbox", { name: "Repeats" });
    fireEvent.change(repeats, { target: { value: "20001" } });
    expect(screen.getByTestId("batch-product").textContent).toBe("20,001 runs: a batch has at most 20,000.");
    await user.click(form.getByRole("button", { name: /Start batch/ }));
    expect(callsOf(fake, "batchStart")).toHaveLength(0);
    fireEvent.change(repeats, { target: { value: "2" } });
    fake.failNext("batchStart", { code: "Invalid", message: "no such sample", field: "inputs[0].name" });
    await user.click(form.getByRole("button", { name: /Start batch/ }));
    await settle(fake);
    expect(form.getByText("default: no such sample")).toBeTruthy();
  });
});

describe("a batch", () => {
  it("fills its matrix as runs end, and says once that it is done", async () => {
    const { say } = await open(withBatch);
    expect(cells()).toHaveLength(4);
    expect(cells()[0]?.textContent).toContain("not begun");
    await say((fake) => fake.batches.settle("batch-12"));
    await waitFor(() => expect(cells()[0]?.textContent).toContain("5 Completed"));
    expect(cells()[0]?.textContent).toMatch(/Passed 80%, Quality 82\.0 ± \d\.\d, 5 Completed, show 5 runs$/);
    expect(screen.getByTestId("batch-announcer").textContent).toBe("Batch 12 is done: 20 completed, 0 failed");
  });

  it("asks once for many runs that end together", async () => {
    const { fake } = await open(withBatch);
    const asked = () => callsOf(fake, "batchRuns").length;
    const before = asked();
    act(() => {
      for (let at = 0; at < 100; at++) fake.tellRows({ table: "knock.agent_jobs", ids: [`batch-12-run-${at % 20}`] });
    });
    await waitFor(() => expect(asked()).toBeGreaterThan(before));
    await settle(fake);
    expect(asked() - before).toBe(1);
  });

  it("does not ask for runs of others", async () => {
    const { fake, say } = await open(withBatch);
    const before = callsOf(fake, "batchRuns").length;
    await say((fake) => fake.tellRows({ table: "knock.agent_jobs", ids: ["run-1"] }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(callsOf(fake, "batchRuns")).toHaveLength(before);
  });

  it("is walked with arrows, tells of a cell beside it, and opens the cell's runs with Enter", async () => {
    const { user, fake } = await open(withResults);
    expect(cells().filter((one) => one.tabIndex === 0)).toHaveLength(1);
    act(() => cells()[0]?.focus());
    expect(screen.getByTestId("cell-card").textContent).toContain("FailuresTook too long 2");
    await user.keyboard("{ArrowRight}");
    await waitFor(() => expect(document.activeElement).toBe(cells()[1]));
    expect(screen.getByTestId("cell-card").textContent).toContain("calm 1.0");
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("cell-card")).toBeNull();
    await user.keyboard("{Enter}");
    await settle(fake);
    expect(window.location.hash).toBe("#/batches/batch-12?tab=runs&cell=1");
    expect(screen.getByTestId("cell-runs").textContent).toContain("5 runs: default · calm 1.0 · Offline");
    expect(screen.getByRole("link", { name: "Run 12,005" }).getAttribute("href")).toBe("#/runs/batch-12-run-5");
  });

  it("sorts its runs, and compares those that are chosen", async () => {
    const { user } = await open(withResults);
    await user.click(screen.getByRole("button", { name: "Quality" }));
    await user.click(screen.getByRole("button", { name: "Quality" }));
    const boxes = screen.getAllByRole("checkbox", { name: /^Select Run/ });
    expect(boxes[0]?.getAttribute("aria-label")).toBe("Select Run 12,009");
    await user.click(boxes[0] as HTMLElement);
    const bar = within(screen.getByTestId("compare-bar"));
    expect(bar.getByText("Two to 4 runs can be compared.")).toBeTruthy();
    await user.click(boxes[1] as HTMLElement);
    expect(bar.getByRole("link", { name: "Compare" }).getAttribute("href")).toMatch(
      /^#\/runs\/compare\?ids=batch-12-run-9%2Cbatch-12-run-\d+$/,
    );
  });

  it("draws qualities for each group, and has the numbers behind them", async () => {
    const { user, fake } = await open(withResults);
    await user.click(tab(/^Quality/));
    await settle(fake);
    const part = within(screen.getByTestId("distribution"));
    expect(part.getAllByRole("img").map((one) => one.getAttribute("aria-label"))[0]).toMatch(
      /^default 1\.1 · Offline: quality of 8 runs, mean \d\d\.\d, the middle half from/,
    );
    await user.click(part.getByRole("checkbox", { name: "Show as table" }));
    expect(part.getAllByRole("row")).toHaveLength(3);
    await user.click(part.getByText("All"));
    expect(part.getAllByRole("row")).toHaveLength(2);
  });

  it("names the runs that stand out with the reason, and groups failures by kind", async () => {
    const { user } = await open(withResults);
    await user.click(tab(/^Outliers/));
    const row = screen.getByRole("row", { name: /Run 12,009/ });
    expect(row.textContent).toContain("low quality 31.0, usually");
    await user.click(tab(/^Failures 2/));
    expect(screen.getByText("Took too long", { selector: "strong" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Run 12,003" })).toBeTruthy();
  });

  it("says in a sentence whether one template does better, and where nothing can be told", async () => {
    const { user, fake } = await open((fake) =>
      fake.batches.put({ ...queuedBatch(12, spec), runs: queuedBatch(12, spec).runs.map(ended) }),
    );
    await user.click(tab(/^Effects/));
    await settle(fake);
    const effects = within(screen.getByTestId("effects"));
    expect(effects.getByRole("heading", { name: "A default 1.1 against B calm 1.0" })).toBeTruthy();
    const row = (name: RegExp) => effects.getByRole("row", { name }).textContent ?? "";
    expect(row(/^Quality/)).toMatch(/B scores \d\.\d points higher \(\d\.\d–\d+\.\d\), n = 10 pairs\.|No difference/);
    expect(row(/^Tokens/)).toContain("B uses 15 more tokens (15–15), n = 10 pairs.");
  });

  it("is cancelled, and resumed from the note that says so", async () => {
    const { user, fake } = await open(withBatch);
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await settle(fake);
    expect(callsOf(fake, "batchCancel")).toHaveLength(1);
    await waitFor(() => expect(screen.getByTestId("batch").textContent).toContain("20 of 20"));
    await user.click(screen.getByRole("button", { name: "Resume (20)" }));
    await waitFor(() => expect(callsOf(fake, "batchResume")).toHaveLength(1));
  });

  it("is written as a report, and tells where", async () => {
    const { user, fake } = await open(withResults);
    await user.click(screen.getByRole("button", { name: "Report" }));
    await user.click(await screen.findByRole("menuitem", { name: "As a table (CSV)" }));
    await settle(fake);
    expect(callsOf(fake, "batchFile")[0]?.args).toEqual(["batch-12", "csv"]);
    expect(await screen.findByText("/home/mina/Downloads/batch-12.csv")).toBeTruthy();
  });

  it("draws only what is in sight of twenty thousand runs", async () => {
    const inputs = Array.from({ length: 500 }, (_, at) => input(`sample ${at}`));
    await open((fake) => {
      const batch = queuedBatch(12, { ...spec, inputs, repeats: 20 });
      fake.batches.put({ ...batch, runs: batch.runs.map(ended) });
    });
    expect(cells().length).toBeLessThan(60);
    expect(screen.getAllByRole("checkbox", { name: /^Select Run/ }).length).toBeLessThan(60);
    expect(screen.getByRole("progressbar").getAttribute("aria-valuetext")).toBe("20,000 of 20,000");
  });

  it("offers nothing that writes on a read-only profile", async () => {
    await open((fake) => {
      withBatch(fake);
      fake.connection = { ...fake.connection, profile: { ...fake.connection.profile, readOnly: true } };
    });
    expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
  });

  it.each(["runs", "quality", "outliers", "failures", "effects"])("has a name for everything: %s", async (name) => {
    await open((fake) => {
      const { runs, ...batch } = queuedBatch(12, { ...spec, inputs: [input("default")], repeats: 2 });
      const [first, ...others] = runs;
      fake.batches.put({ ...batch, runs: [...(first ? [failedRun(first, "timeout")] : []), ...others.map(ended)] });
    }, `?tab=${name}`);
    expect(await faults(screen.getByTestId("batches"))).toEqual([]);
  });
});
