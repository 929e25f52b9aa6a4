// What a version was once, brought back: into a draft at once, out of what no longer changes into a new draft.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Change } from "../../backend";
import type { FakeBackend } from "../../testing/fakeBackend";
import { settle } from "../../testing/openWindow";
import { ready } from "../../testing/samples";
import { forgetDrafts } from "./draft";
import { callsOf, here, openTemplates, section, versionOf, write } from "./testTemplates";

vi.mock("./lazyParts", async () => (await import("./plainParts")).plainParts);
afterEach(forgetDrafts);

const rowOf = (fake: FakeBackend, id: string) => {
  const { name, version, description, agentInstructions, variables, arrangement, sections } = versionOf(fake, id) ?? {};
  return { name, version, description, agent_instructions: agentInstructions, variables, arrangement, sections };
};

/** Yesterday the section Why was another one, and there was no instruction for the agent. */
function remember(fake: FakeBackend, id: string): void {
  const now = rowOf(fake, id);
  const old = {
    ...now,
    name: "옛 이름",
    agent_instructions: null,
    sections: { ...now.sections, why: "## WHY\n어제의 글" },
  };
  const change = (key: string, at: string, before: unknown, after: unknown): Change => ({
    id: key,
    at,
    table: "knock.prompt_templates",
    rowId: id,
    label: "",
    operation: "update",
    actor: "joon",
    origin: "window",
    fields: ["sections"],
    old: before,
    new: after,
  });
  fake.templates.changes = [
    change("2", "2026-06-02T09:00:00Z", old, now),
    change("1", "2026-06-01T09:00:00Z", { ...old, sections: { ...old.sections, why: "" } }, old),
  ];
}

async function opened(id: string, prepare: (fake: FakeBackend) => void = () => undefined) {
  const view = await openTemplates(id, (fake) => {
    remember(fake, id);
    prepare(fake);
  });
  await view.user.click(screen.getByRole("tab", { name: "History" }));
  await settle(view.fake);
  const open = async (at: number) => {
    const details = screen.getAllByText("joon")[at]?.closest("details");
    if (!details) throw new Error(`no entry ${at}`);
    // Nothing is laid out here: the element neither opens nor tells of it by itself.
    act(() => {
      details.open = true;
      fireEvent(details, new Event("toggle"));
    });
    await view.user.click(within(details).getByRole("button", { name: "Restore this state…" }));
    return within(screen.getByTestId("restore-state"));
  };
  return { ...view, open };
}

describe("an earlier state", () => {
  it("is shown beside the draft and written into it, name and version untouched", async () => {
    const { user, fake, open } = await opened("night-12");
    const before = versionOf(fake, "night-12");
    const box = await open(1);
    expect(box.getByText(/어제의/).closest("ins")).toBeTruthy();
    await user.click(box.getByRole("button", { name: "Restore" }));
    await settle(fake);
    const after = versionOf(fake, "night-12");
    expect([after?.sections.why, after?.name]).toEqual(["## WHY\n어제의 글", before?.name]);
    expect(section("why").value).toBe("## WHY\n어제의 글");
    await user.click(await screen.findByTestId("undo-restore"));
    await settle(fake);
    expect(versionOf(fake, "night-12")?.sections).toEqual(before?.sections);
  });

  it("brings back by undo only what nobody wrote in since", async () => {
    const { user, fake, open } = await opened("night-12");
    const box = await open(1);
    await user.click(box.getByRole("button", { name: "Restore" }));
    await settle(fake);
    write("why", "더 새로운 글");
    await user.click(await screen.findByTestId("undo-restore"));
    await settle(fake);
    await waitFor(() => expect(versionOf(fake, "night-12")?.sections.why).toBe("더 새로운 글"));
  });

  it("that is as now has nothing to restore", async () => {
    const { open } = await opened("night-12");
    const box = await open(0);
    expect(box.getByText("It is like this now.")).toBeTruthy();
    expect(box.getByRole<HTMLButtonElement>("button", { name: "Restore" }).disabled).toBe(true);
  });

  it("takes away a section that was not there then", async () => {
    const { user, fake, open } = await opened("night-12", (fake) => {
      fake.templates.versions = fake.templates.versions.map((one) =>
        one.id === "night-12" ? { ...one, sections: { ...one.sections, hobby: "빗소리" } } : one,
      );
    });
    const box = await open(1);
    await user.click(box.getByRole("button", { name: "Restore" }));
    await settle(fake);
    expect(versionOf(fake, "night-12")?.sections).not.toHaveProperty("hobby");
  });

  it("of a published version becomes a new draft", async () => {
    const { user, fake, open } = await opened("night-11");
    expect(versionOf(fake, "night-11")?.state).toBe("published");
    const box = await open(1);
    expect(box.queryByRole("button", { name: "Restore" })).toBeNull();
    await user.click(box.getByRole("button", { name: "New draft from this" }));
    await settle(fake);
    const made = here();
    const id = made?.page === "templates" ? (made.section ?? "") : "";
    expect(versionOf(fake, id)).toMatchObject({ state: "draft", basedOn: "night-11" });
    expect(versionOf(fake, id)?.sections.why).toBe("## WHY\n어제의 글");
    expect(versionOf(fake, "night-11")?.sections.why).not.toBe("## WHY\n어제의 글");
  });

  it("is only read where nothing may be written", async () => {
    const { fake } = await openTemplates("night-12", (fake) => {
      remember(fake, "night-12");
      fake.connection = { ...ready, profile: { ...ready.profile, readOnly: true } };
    });
    expect(screen.queryByRole("button", { name: "Restore this state…" })).toBeNull();
    expect(callsOf(fake, "templateSave")).toHaveLength(0);
  });
});
