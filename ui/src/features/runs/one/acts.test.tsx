// What is done to a run from its page: made once more, carried on, decided on, noted, shared.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { openWindow, settle } from "../../../testing/openWindow";
import * as runs from "../../../testing/runSamples";
import { callsOf, faults, pause, withRuns } from "../../../testing/runWindow";
import * as made from "../../../testing/stepSamples";

const AS_IT_WAS = { from: null, engine: null, seed: null, templateId: null, toTheEnd: false };
const only = (part: Partial<Parameters<typeof runs.run>[0]>) => (fake: FakeBackend) => {
  withRuns(fake);
  fake.runs.runs = [runs.run({ id: "run-1203", number: 1203, ...part })];
};

describe("a run that is over", () => {
  it("is made once more from the step that failed, by another engine and with another seed", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1201", prepare: withRuns });
    await user.click(screen.getByRole("button", { name: "Retry" }));
    await settle(fake);
    const form = within(screen.getByTestId("run-act"));
    expect(form.getByRole<HTMLSelectElement>("combobox", { name: "From" }).value).toBe("character");
    await user.selectOptions(form.getByRole("combobox", { name: "Engine" }), "gemini");
    await user.selectOptions(form.getByRole("combobox", { name: "Seed" }), "other");
    expect(await faults(screen.getByRole("dialog"))).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settle(fake);
    const again = callsOf(fake, "runRetry")[0]?.args[1];
    expect(again).toMatchObject({ from: "character", engine: "gemini", templateId: null });
    expect(Number.isInteger((again as { seed: unknown }).seed), "a seed was rolled").toBe(true);
    expect(window.location.hash).toBe("#/runs/run-1207");
  }, 30_000);

  it("is made anew with the same seed", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1203", prepare: withRuns });
    await user.click(screen.getByRole("button", { name: "More" }));
    await user.click(await screen.findByRole("menuitem", { name: "Run again with the same seed" }));
    await settle(fake);
    expect(callsOf(fake, "runRetry")[0]?.args[1]).toEqual({ ...AS_IT_WAS, from: "needs", seed: 20_240_607 });
  }, 30_000);

  it("goes on to the end when it was to stop early", async () => {
    const { user, fake } = await openWindow({
      at: "/runs/run-1203",
      prepare: only({ config: { until: "character" } }),
    });
    await user.click(screen.getByRole("button", { name: "Continue to the end" }));
    await settle(fake);
    expect(callsOf(fake, "runRetry")[0]?.args[1]).toEqual({ ...AS_IT_WAS, toTheEnd: true });
  }, 30_000);

  it("is shared as a bundle, and says where the file is", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1203", prepare: withRuns });
    await user.click(screen.getByRole("button", { name: "More" }));
    await user.click(await screen.findByRole("menuitem", { name: "Everything, as a bundle (ZIP)" }));
    await settle(fake);
    expect(callsOf(fake, "runFile")[0]?.args).toEqual(["run-1203", "bundle"]);
    expect(screen.getByText("/home/mina/Downloads/run-1203.zip")).toBeTruthy();
  }, 30_000);
});

describe("what people say of a run", () => {
  it("is saved by itself: how far it is looked into, a note, tags", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1201", prepare: withRuns });
    const notes = within(screen.getByTestId("notes"));
    await user.click(notes.getByText("Looking"));
    await user.type(notes.getByRole("textbox", { name: "Note" }), "키워드가 모자라요");
    await pause(700);
    await settle(fake);
    expect(notes.getByTestId("note-state").textContent).toBe("Saved");
    await user.type(notes.getByRole("combobox", { name: "Tags" }), "이상함{Enter}");
    await settle(fake);
    expect(callsOf(fake, "runMark").map(({ args }) => args[1])).toEqual([
      { triage: "looking" },
      { note: "키워드가 모자라요" },
      { addTags: ["이상함"], removeTags: [] },
    ]);
    expect(fake.runs.runs.find(({ id }) => id === "run-1201")).toMatchObject({
      triage: "looking",
      note: "키워드가 모자라요",
      tags: ["이상함"],
    });
  }, 30_000);

  it("keeps a note that could not be saved, and tries again", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1203", prepare: withRuns });
    fake.failNext("runMark", { code: "Unreachable" });
    const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Note" });
    await user.type(field, "잠깐");
    await user.tab();
    await settle(fake);
    const notes = within(screen.getByTestId("notes"));
    expect(field.value).toBe("잠깐");
    await user.click(notes.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(notes.getByTestId("note-state").textContent).toBe("Saved"));
    expect(fake.runs.runs.find(({ id }) => id === "run-1203")?.note).toBe("잠깐");
  }, 30_000);

  it("is not overwritten under the hands of somebody who types", async () => {
    const { fake, say } = await openWindow({ at: "/runs/run-1203", prepare: withRuns });
    const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Note" });
    fireEvent.change(field, { target: { value: "내 메모" } });
    await say((fake) => fake.runs.change("run-1203", { note: "다른 사람의 메모" }));
    expect(field.value).toBe("내 메모");
    await pause(700);
    await settle(fake);
    expect(fake.runs.runs.find(({ id }) => id === "run-1203")?.note).toBe("내 메모");
  }, 30_000);
});

describe("a run that asks", () => {
  it("goes on with an edited output, with a reason", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1204", prepare: withRuns });
    await user.click(screen.getByRole("button", { name: "Edit, then approve" }));
    await settle(fake);
    const form = within(screen.getByTestId("run-act"));
    const output = { character: { ...made.character, name: "도윤" } };
    fireEvent.change(form.getByRole("textbox", { name: "Output" }), { target: { value: JSON.stringify(output) } });
    await user.type(form.getByRole("textbox", { name: "Note" }), "이름을 고쳤어요");
    await user.click(form.getByRole("button", { name: /^Approve as edited/ }));
    await settle(fake);
    expect(callsOf(fake, "runDecide")[0]?.args).toEqual(["run-1204", "approve", "이름을 고쳤어요", output]);
    await waitFor(() => expect(screen.queryByTestId("gate")).toBeNull());
  }, 30_000);

  it("is refused with a reason", async () => {
    const { user } = await openWindow({ at: "/runs/run-1204", prepare: withRuns });
    const gate = within(screen.getByTestId("gate"));
    await user.type(gate.getByRole("textbox", { name: "Note" }), "아니에요");
    await user.click(gate.getByRole("button", { name: "Reject" }));
    await waitFor(() => expect(screen.getByTestId("run").dataset.state).toBe("failed"));
    expect(screen.getByTestId("run-announcer").textContent).toBe(
      "Run 1,204 has failed. Create character: Rejected by a person",
    );
  }, 30_000);
});
