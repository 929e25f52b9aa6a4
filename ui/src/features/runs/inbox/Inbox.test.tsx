// The inbox as it is worked through: looked at, answered with a reason, the next one in front of one at once.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { openWindow, settle } from "../../../testing/openWindow";
import * as runs from "../../../testing/runSamples";
import { ready } from "../../../testing/samples";

const LONG = 30_000;
const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);
const waiting = (number: number, step: number, part: Parameters<typeof runs.run>[0] | object = {}) =>
  runs.run({
    id: `run-${number}`,
    number,
    status: "waiting",
    person: `사람 ${number}`,
    quality: null,
    output: null,
    stepsDone: step || 5,
    gate: { step, askedAt: new Date(Date.now() - 120_000).toISOString() },
    steps: [1, 2, 3, 4, 5].slice(0, step || 5).map((one) => runs.step(one)),
    ...part,
  });
const three = (fake: FakeBackend) => {
  fake.runs.runs = [
    waiting(30, 0, { gate: { step: 0, askedAt: new Date().toISOString(), missed: ["paradoxes", "score"] } }),
    waiting(20, 1),
    waiting(10, 2),
    runs.run({ id: "run-1", number: 1 }),
  ];
};
const open = (prepare = three) => openWindow({ at: "/runs/inbox", prepare });
const selected = () => screen.getByRole("option", { selected: true }).textContent ?? "";
const asked = () => screen.getByTestId("asked").textContent ?? "";

describe("the inbox", () => {
  it(
    "is reached from the status bar, from the list of runs and by key, each with the number that waits",
    async () => {
      const { user, fake } = await openWindow({ at: "/home", prepare: three });
      await user.click(within(screen.getByTestId("runs-waiting")).getByRole("link", { name: "3 wait for you" }));
      await settle(fake);
      expect(screen.getByTestId("inbox")).toBeTruthy();
      await user.click(screen.getByRole("link", { name: "All runs" }));
      await settle(fake);
      expect(screen.getByTestId("waiting-bar").textContent).toContain("3 runs wait for a decision.");
      await user.keyboard("i");
      await settle(fake);
      expect(window.location.hash).toBe("#/runs/inbox");
    },
    LONG,
  );

  it(
    "shows the oldest first, with what it asks and what it has made",
    async () => {
      const { user, fake } = await open();
      expect(selected()).toContain("Run 10");
      expect(asked()).toContain("“Create character” is done. Should the run go on?");
      expect(asked()).toContain("서준 · developer_gamer");
      await user.keyboard("j");
      await settle(fake);
      expect(asked()).toContain("Belonging 0.42 / 0.81");
      screen.getByRole("listbox").focus();
      await user.keyboard("{ArrowDown}");
      await settle(fake);
      expect(asked()).toContain("The run missed the quality criteria");
      expect(asked()).toContain("Missed: paradoxes, overall score");
      expect(screen.queryByRole("button", { name: "Edit, then approve" }), "a whole run has no one output").toBeNull();
      await user.keyboard("kk");
      await settle(fake);
      expect(selected()).toContain("Run 10");
    },
    LONG,
  );

  it(
    "approves and rejects by key with a reason, and looks at the next one",
    async () => {
      const { user, fake } = await open();
      await user.keyboard("j");
      await settle(fake);
      await user.keyboard("a");
      expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Reason" }));
      await user.keyboard("좋아요{Enter}");
      await settle(fake);
      expect(callsOf(fake, "runDecide")[0]?.args).toEqual(["run-20", "approve", "좋아요", null]);
      expect(selected(), "the one that stood below").toContain("Run 30");
      expect(document.activeElement).toBe(screen.getByRole("listbox"));
      await user.keyboard("r");
      await user.keyboard("{Escape}");
      expect(screen.queryByTestId("answer"), "Esc decides nothing").toBeNull();
      await user.keyboard("r");
      await user.keyboard("너무 밋밋해요{Enter}");
      await settle(fake);
      expect(callsOf(fake, "runDecide")[1]?.args).toEqual(["run-30", "reject", "너무 밋밋해요", null]);
      expect(selected()).toContain("Run 10");
      await user.keyboard("a");
      await user.keyboard("{Enter}");
      await settle(fake);
      expect(screen.getByTestId("inbox-empty").textContent).toContain("Nothing waits for you");
    },
    LONG,
  );

  it(
    "lets the output be edited before it is approved, and says at its place what does not fit",
    async () => {
      const { user, fake } = await open();
      await user.keyboard("e");
      const editor = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Output of “Create character”" });
      expect(document.activeElement).toBe(editor);
      expect(screen.getByText("Nothing is changed yet.")).toBeTruthy();
      fireEvent.change(editor, { target: { value: '{ "character": ' } });
      expect(screen.getByText(/This is no JSON/)).toBeTruthy();
      expect(screen.getByRole<HTMLButtonElement>("button", { name: "Approve as edited" }).disabled).toBe(true);
      const edited = { character: { name: "하율", keywords: [] } };
      fireEvent.change(editor, { target: { value: JSON.stringify(edited) } });
      fake.failNext("runDecide", { code: "Invalid", field: "output.character.keywords", message: "at least 3" });
      editor.focus();
      await user.keyboard("{Control>}{Enter}{/Control}");
      await settle(fake);
      expect(screen.getByText("character.keywords: at least 3")).toBeTruthy();
      await user.click(screen.getByRole("button", { name: "Go there" }));
      expect(editor.value.slice(editor.selectionStart, editor.selectionEnd)).toBe("[]");
      await user.click(screen.getByRole("button", { name: "Back" }));
      await user.keyboard("e");
      const again = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Output of “Create character”" });
      expect(again.value, "what was typed is kept").toBe(JSON.stringify(edited));
      await user.keyboard("{Control>}{Enter}{/Control}");
      await settle(fake);
      expect(callsOf(fake, "runDecide").at(-1)?.args).toEqual(["run-10", "approve", "", edited]);
    },
    LONG,
  );

  it(
    "takes in what begins to wait, and leaves whoever is deciding what they have in front of them",
    async () => {
      const { user, fake } = await open();
      await user.keyboard("r");
      await act(async () => fake.runs.change("run-10", { status: "cancelled", gate: null }));
      await act(async () => fake.runs.change("run-1", { status: "waiting", gate: { step: 2 } }));
      await waitFor(() => expect(screen.getByTestId("decided-elsewhere")).toBeTruthy(), { timeout: 4000 });
      expect(screen.getAllByRole("option").map((option) => option.textContent?.slice(0, 6))).toEqual([
        "Run 1하",
        "Run 20",
        "Run 30",
      ]);
      expect(screen.getByRole<HTMLButtonElement>("button", { name: "Reject and end the run" }).disabled).toBe(true);
      await user.click(screen.getByRole("button", { name: "Back" }));
      await settle(fake);
      expect(screen.queryByTestId("decided-elsewhere")).toBeNull();
    },
    LONG,
  );

  it(
    "decides nothing on a read-only profile",
    async () => {
      const { user } = await open((fake) => {
        three(fake);
        fake.connection = { ...ready, profile: { ...ready.profile, readOnly: true } };
      });
      await user.keyboard("a");
      expect(screen.queryByTestId("answer")).toBeNull();
      expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
    },
    LONG,
  );

  it(
    "has a name for everything",
    async () => {
      const { user, container } = await open();
      await user.keyboard("e");
      const { violations } = await axe.run(container, {
        rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
      });
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((at) => at.html).join(" ")}`)).toEqual([]);
    },
    LONG,
  );
});
