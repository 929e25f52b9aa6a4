// A new run as it is put together: by hand or as JSON, checked while one types, with a preview, and kept when it is left.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { openWindow, settle } from "../../../testing/openWindow";

const LONG = 30_000;
const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);
const open = async (prepare?: (fake: FakeBackend) => void) => {
  const window = await openWindow({ at: "/runs?new=1", ...(prepare ? { prepare } : {}) });
  const form = within(await screen.findByTestId("run-form"));
  return { ...window, form, preview: () => screen.getByTestId("run-preview") };
};
const json = (field: HTMLElement) => JSON.parse((field as HTMLTextAreaElement).value);

describe("a new run by hand", () => {
  it(
    "is written in fields, switched to JSON and back without loss, and started from the keyboard",
    async () => {
      const { user, fake, form } = await open();
      await user.click(form.getByText("By hand"));
      await user.type(form.getByRole("textbox", { name: "Name" }), "하람");
      await user.type(form.getByRole("combobox", { name: "Interests" }), "협동 게임,정원{Enter}");
      await user.selectOptions(form.getByRole("combobox", { name: "Conversation style" }), "casual");
      await user.click(form.getByText("JSON"));
      const written = {
        userData: { interests: ["협동 게임", "정원"] },
        preferences: { conversationStyle: "casual" },
        meta: { userName: "하람" },
      };
      const field = form.getByRole("textbox", { name: "Input" });
      expect(json(field)).toEqual(written);
      fireEvent.change(field, { target: { value: JSON.stringify({ ...written, note: 7 }) } });
      await user.click(form.getByText("By hand"));
      expect(form.getByText("Also in the JSON, and kept: note")).toBeTruthy();
      await user.type(form.getByRole("combobox", { name: "Keywords" }), "보드게임");
      await user.keyboard("{Control>}{Enter}{/Control}");
      await settle(fake);
      expect(callsOf(fake, "runStart")[0]?.args[0], "the word that was still being typed is in").toMatchObject({
        source: {
          kind: "input",
          input: { ...written, note: 7, userData: { interests: ["협동 게임", "정원"], keywords: ["보드게임"] } },
        },
      });
    },
    LONG,
  );

  it(
    "says at its field what is wrong, and what is missing only when one wants to start",
    async () => {
      const { user, fake, form } = await open();
      await user.click(form.getByText("By hand"));
      expect(form.queryByText(/this is missing/)).toBeNull();
      await user.type(form.getByRole("combobox", { name: "Domains" }), "a b{Enter}");
      expect(form.getByText("“a b”: this is no host name, such as youtube.com")).toBeTruthy();
      await user.click(form.getByRole("button", { name: /Start run/ }));
      expect(form.getByText("this is missing")).toBeTruthy();
      await waitFor(() => expect(document.activeElement).toBe(form.getByRole("textbox", { name: "Name" })));
      expect(callsOf(fake, "runStart")).toEqual([]);
    },
    LONG,
  );

  it(
    "leaves to the JSON what it cannot show",
    async () => {
      const { user, form } = await open();
      await user.click(form.getByText("JSON"));
      fireEvent.change(form.getByRole("textbox", { name: "Input" }), { target: { value: "{ broken" } });
      await user.click(form.getByText("By hand"));
      await user.click(form.getByRole("button", { name: "Open as JSON" }));
      expect(form.getByRole<HTMLTextAreaElement>("textbox", { name: "Input" }).value).toBe("{ broken");
    },
    LONG,
  );
});

describe("the preview of a new run", () => {
  it(
    "shows needs with their evidence, paradoxes, candidates with their chances, and is honest about models",
    async () => {
      const { user, fake, form, preview } = await open();
      const text = () => preview().textContent ?? "";
      expect(callsOf(fake, "runCheck")[0]?.args[0]).toEqual({ kind: "sample", name: "default" });
      expect(within(preview()).getByRole("img").getAttribute("aria-label")).toContain("Belonging 0.42");
      expect(text()).toContain("A model may answer differently");
      expect(text()).toContain("Belonging ↔ Autonomy");
      expect(within(preview()).getByRole("list", { name: "Archetypes" }).textContent).toContain("개발자 게이머62%");
      expect(within(preview()).getByRole("list", { name: "First experiences" }).textContent).toContain("첫 협동 게임");
      await user.click(within(preview()).getByText("observed 0.42, hidden 0.81"));
      expect(text()).toContain("협동 게임 · 같이 할 사람을 찾아요");
      await user.selectOptions(form.getByRole("combobox", { name: "Engine" }), "offline");
      await waitFor(() => expect(text()).toContain("Worked out as the run will do it"));
    },
    LONG,
  );

  it(
    "asks once the form rests, and puts what the backend refuses at its place",
    async () => {
      const { user, fake, form, preview } = await open();
      await user.click(form.getByText("JSON"));
      const before = callsOf(fake, "runCheck").length;
      const field = form.getByRole<HTMLTextAreaElement>("textbox", { name: "Input" });
      fake.failNext("runCheck", { code: "Invalid", field: "meta.userId", message: "there is no such person" });
      for (const name of ["온", "온누", "온누리"])
        fireEvent.change(field, {
          target: { value: `{ "userData": { "domains": ["a.com"] }, "meta": { "userName": "${name}" } }` },
        });
      expect(form.getByText("The input can be used."), "the backend has not answered yet").toBeTruthy();
      await waitFor(() => expect(form.getByText("meta.userId: there is no such person")).toBeTruthy(), {
        timeout: 3000,
      });
      expect(callsOf(fake, "runCheck").slice(before)).toHaveLength(1);
      expect(preview().textContent).toContain("As soon as the input can be used");
      await user.click(form.getByRole("button", { name: /Start run/ }));
      await settle(fake);
      expect(callsOf(fake, "runStart"), "the preview never stands in the way").toHaveLength(1);
    },
    LONG,
  );

  it(
    "says so when it cannot be made, and does not keep anybody from starting",
    async () => {
      const { user, fake, form, preview } = await open((fake) => fake.failNext("runCheck", { code: "Internal" }));
      expect(preview().textContent).toContain("No preview now");
      await user.click(form.getByRole("button", { name: /Start run/ }));
      await settle(fake);
      expect(callsOf(fake, "runStart")).toHaveLength(1);
    },
    LONG,
  );
});

describe("the form of a new run", () => {
  it(
    "is kept when it is closed, until it is begun afresh or started",
    async () => {
      const { user, fake, form } = await open();
      fireEvent.change(form.getByRole("textbox", { name: "Seed" }), { target: { value: "42" } });
      await user.keyboard("{Escape}");
      await settle(fake);
      await user.keyboard("n");
      const again = within(await screen.findByTestId("run-form"));
      expect(again.getByRole<HTMLInputElement>("textbox", { name: "Seed" }).value).toBe("42");
      await user.click(again.getByRole("button", { name: "Begin afresh" }));
      expect(again.getByRole<HTMLInputElement>("textbox", { name: "Seed" }).value).toBe("");
      expect(again.queryByRole("button", { name: "Begin afresh" })).toBeNull();
    },
    LONG,
  );

  it(
    "sends a name, tags, a priority and a time, and remembers of them only what fits the next run, too",
    async () => {
      const { user, fake, form } = await open();
      await user.click(form.getByText("Name, order and time"));
      await user.type(form.getByRole("textbox", { name: "Name of the run" }), "밤 시험");
      await user.type(form.getByRole("combobox", { name: "Tags" }), "night{Enter}");
      await user.type(form.getByRole("textbox", { name: "Priority" }), "200");
      expect(form.getByText("A whole number from −100 to 100")).toBeTruthy();
      await user.clear(form.getByRole("textbox", { name: "Priority" }));
      await user.type(form.getByRole("textbox", { name: "Priority" }), "-5");
      fireEvent.change(form.getByLabelText("Start at"), { target: { value: "2031-06-01T09:30" } });
      await user.click(form.getByRole("button", { name: /Start run/ }));
      await settle(fake);
      expect(callsOf(fake, "runStart")[0]?.args[0]).toMatchObject({
        label: "밤 시험",
        tags: ["night"],
        priority: -5,
        scheduledFor: new Date("2031-06-01T09:30").toISOString(),
      });
      await user.keyboard("n");
      const again = within(await screen.findByTestId("run-form"));
      expect(again.getByRole<HTMLInputElement>("textbox", { name: "Name of the run" }).value).toBe("");
      expect(again.getByText("night")).toBeTruthy();
    },
    LONG,
  );

  it(
    "takes what another version remembered as far as it understands it",
    async () => {
      localStorage.setItem("greenroom.newRun", JSON.stringify({ source: "moon", tags: {}, dryRun: true, later: 1 }));
      const { form } = await open();
      expect(form.getByRole<HTMLInputElement>("checkbox", { name: /^Dry run/ }).checked).toBe(true);
      expect(form.getByRole("textbox", { name: "Sample" })).toBeTruthy();
    },
    LONG,
  );

  it(
    "has a name for everything, in each of its sources",
    async () => {
      const { user, form } = await open();
      for (const source of ["By hand", "JSON", "Sample"]) {
        await user.click(form.getByText(source));
        const { violations } = await axe.run(screen.getByRole("dialog"), {
          rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
        });
        expect(violations.map((one) => `${one.id}: ${one.nodes.map((at) => at.html).join(" ")}`)).toEqual([]);
      }
    },
    LONG,
  );
});
