// People as somebody answers for them: found, looked at, exported, and forgotten when they ask.
import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../testing/fakeBackend";
import { openWindow, settle } from "../../testing/openWindow";
import * as runs from "../../testing/runSamples";

const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);
const withRuns = (fake: FakeBackend) => {
  fake.runs.runs = runs.list;
};
const text = (testId: string) => screen.getByTestId(testId).textContent ?? "";

describe("the list of people", () => {
  it("is reached from the sidebar, and tells of browsing data that should not be there", async () => {
    const { user, fake } = await openWindow();
    await user.click(within(screen.getByTestId("sidebar")).getByRole("link", { name: "People" }));
    await settle(fake);
    expect(text("people-total")).toBe("3 people");
    const list = within(screen.getByTestId("people-list"));
    const row = await list.findByRole("row", { name: /도윤/ });
    expect(row.textContent).toContain("Yes");
    expect(list.getByRole("row", { name: /하람/ }).textContent).toContain("Plus");
  });
});

describe("a person", () => {
  it("shows what they told, their building and their characters, and counts messages without showing them", async () => {
    const { fake } = await openWindow({ at: "/people/person-1", prepare: withRuns });
    await settle(fake);
    expect(text("onboarding")).toContain("보드게임");
    expect(text("onboarding")).toContain("Casual");
    const rooms = within(screen.getByTestId("building")).getAllByRole("listitem");
    expect(rooms.map((room) => room.textContent)).toEqual([" 서준at 0, 0", " 하율at 1, 03 knocks"]);
    expect(within(rooms[1] as HTMLElement).getByRole("img", { name: "Locked" })).toBeTruthy();
    expect(text("person-characters")).toContain("Neighbour");
    expect(within(screen.getByTestId("person-characters")).getAllByRole("link", { name: "Run 1,203" })).toHaveLength(2);
    expect(text("person-facts")).toContain("31 messages; what they say is not shown");
    expect(screen.queryByTestId("raw-data")).toBeNull();
    const { violations } = await axe.run(screen.getByTestId("person"), {
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map((one) => one.id)).toEqual([]);
  }, 30_000);

  it("has browsing data removed with one button, and says so afterwards", async () => {
    const { fake, user } = await openWindow({ at: "/people/person-3" });
    await user.click(within(await screen.findByTestId("raw-data")).getByRole("button", { name: "Remove it" }));
    await waitFor(() => expect(screen.queryByTestId("raw-data")).toBeNull());
    await waitFor(() => expect(text("audit")).toContain("Browsing data removed"));
    expect(callsOf(fake, "personPurgeRaw")).toHaveLength(1);
  });

  it("is exported into the downloads, which is noted", async () => {
    const { user } = await openWindow({ at: "/people/person-1" });
    await user.click(await screen.findByRole("button", { name: "Export everything" }));
    await screen.findByText("/home/mina/Downloads/person-1.zip");
    await waitFor(() => expect(text("audit")).toContain("Exported by mina"));
  });

  it("is erased only when the address was typed, after everything that goes was counted", async () => {
    const { fake, user } = await openWindow({ at: "/people/person-1" });
    await user.click(await screen.findByRole("button", { name: "Erase…" }));
    await waitFor(() => expect(text("goes")).toContain("Runs, with every step4"));
    const dialog = within(screen.getByTestId("erase"));
    const confirm = dialog.getByRole<HTMLButtonElement>("button", { name: "Erase for good" });
    expect(confirm.disabled).toBe(true);
    await user.type(dialog.getByRole("textbox"), "haram@example.co{Enter}");
    expect(callsOf(fake, "personErase")).toHaveLength(0);
    await user.type(dialog.getByRole("textbox"), "m{Enter}");
    await settle(fake);
    expect(callsOf(fake, "personErase")[0]?.args).toEqual(["person-1"]);
    await waitFor(() => expect(window.location.hash).toBe("#/people"));
    await waitFor(() => expect(text("people-total")).toBe("2 people"));
  });

  it("who is not there is said to be gone", async () => {
    await openWindow({ at: "/people/person-9" });
    await screen.findByText("This person could not be loaded");
  });
});
