// The whole window: connection states, addresses, the palette, the inspector, keys.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { preferences, setPreference } from "./shared/preferences";
import { openWindow, settle } from "./testing/openWindow";
import * as samples from "./testing/samples";

const pause = (time: number) => act(() => new Promise((resolve) => setTimeout(resolve, time)));

describe("the connection", () => {
  it("shows a calm start with its step, then the page, without anyone clicking", async () => {
    const { say } = await openWindow({ prepare: (fake) => (fake.connection = samples.starting) });
    expect(screen.getByTestId("starting").textContent).toContain("Creating the database");
    expect(screen.queryByTestId("home")).toBeNull();
    await say((fake) => fake.tell(samples.ready));
    expect(screen.getByTestId("count-experiences")).toBeTruthy();
  });

  it("is not set back by an answer that was on its way when news of it came", async () => {
    let answer = () => {};
    const { say } = await openWindow({
      prepare: (fake) => {
        fake.connection = samples.starting;
        fake.commands.connectionGet = () => new Promise((resolve) => (answer = () => resolve(samples.starting)));
      },
    });
    await say((fake) => fake.tell(samples.ready));
    await say(() => answer());
    expect(screen.getByTestId("connection-state").dataset.state).toBe("ready");
  });

  it("puts one banner over the page when it is lost, keeps the page, and refreshes when it is back", async () => {
    const { say, user, fake } = await openWindow();
    await say((fake) => fake.tell(samples.lost));
    expect(screen.getAllByTestId("banner")).toHaveLength(1);
    expect(screen.getByTestId("banner").textContent).toContain("Next attempt in");
    expect(screen.getByTestId("count-experiences").textContent).toContain("182");
    expect(screen.getByTestId("connection-state").dataset.state).toBe("lost");
    await user.click(within(screen.getByTestId("banner")).getByRole("button", { name: "Try again" }));
    expect(fake.calls.some((call) => call.name === "connectionRetry")).toBe(true);

    await say((fake) => {
      fake.home = { ...samples.home, content: { ...samples.content, people: 31 } };
      fake.tell(samples.ready);
    });
    expect(screen.queryByTestId("banner")).toBeNull();
    expect(screen.getByTestId("count-people").textContent).toContain("31");
  });

  it("offers to start a stopped database", async () => {
    const { say, user, fake } = await openWindow();
    await say((fake) => fake.tell({ ...samples.ready, state: "stopped" }));
    await user.click(screen.getByRole("button", { name: "Start database" }));
    expect(fake.calls.some((call) => call.name === "connectionRetry")).toBe(true);
  });

  it("lists what a migration would do before doing it", async () => {
    const { user, fake } = await openWindow({ prepare: (fake) => (fake.connection = samples.behind) });
    const rows = within(screen.getByTestId("behind"))
      .getAllByRole("row")
      .map((row) => row.textContent);
    expect(rows).toContain("consolenot installed00022");
    await user.click(screen.getByRole("button", { name: "Migrate" }));
    expect(fake.calls.some((call) => call.name === "connectionMigrate")).toBe(true);
  });

  it("explains a failure by its code, with details to copy and a way to try again", async () => {
    await openWindow({ prepare: (fake) => (fake.connection = samples.failed) });
    const screenText = screen.getByTestId("failed").textContent ?? "";
    expect(screenText).toContain("The disk is full");
    expect(screenText).toContain("Free some space");
    expect(screenText).toContain("No space left on device");
    expect(screen.getByRole("button", { name: "Copy details" })).toBeTruthy();
  });

  it("leaves Settings open without a database", async () => {
    await openWindow({ at: "/settings", prepare: (fake) => (fake.connection = samples.failed) });
    expect(screen.getByTestId("settings-window")).toBeTruthy();
    expect(screen.getByTestId("banner").textContent).toContain("The disk is full");
  });

  it("marks a production profile by an edge and by a word", async () => {
    const profile = { ...samples.ready.profile, production: true };
    const { container } = await openWindow({ prepare: (fake) => (fake.connection = { ...samples.ready, profile }) });
    expect(container.querySelector("[data-production]")).toBeTruthy();
    expect(screen.getByTestId("production").textContent).toBe("Production");
  });
});

describe("addresses", () => {
  it("open a row in the inspector, and closing it gives the place back", async () => {
    const { user } = await openWindow({ at: "/home?row=archetype:a1" });
    const inspector = screen.getByTestId("inspector");
    expect(within(inspector).getByRole("slider", { name: "Recognition" }).getAttribute("aria-valuetext")).toBe("0.85");
    expect(within(inspector).getByDisplayValue("#2C3E50")).toBeTruthy();
    await user.click(within(inspector).getByRole("button", { name: "Close" }));
    expect(screen.queryByTestId("inspector")).toBeNull();
    expect(window.location.hash).toBe("#/home");
  });

  it("show who changed a row and what, word by word", async () => {
    await openWindow({ at: "/home?row=experience:e1" });
    const inspector = screen.getByTestId("inspector");
    expect(within(inspector).getByText("jiwoo")).toBeTruthy();
    expect(inspector.querySelector("ins")?.textContent).toContain("나가");
  });

  it("of a template's row lead on to its own page", async () => {
    const row = { ...samples.experience, kind: "template" as const, id: "night-11", title: "밤의 목소리 1.1" };
    const { user, fake } = await openWindow({
      at: "/home?row=template:night-11",
      prepare: (fake) => {
        fake.rows = [row];
      },
    });
    await user.click(within(screen.getByTestId("inspector")).getByRole("link", { name: "Open in Templates" }));
    await settle(fake);
    expect(window.location.hash).toContain("#/templates/night-11");
  });

  it("say so when a row no longer exists", async () => {
    await openWindow({ at: "/home?row=experience:gone" });
    expect(screen.getByTestId("inspector").textContent).toContain("This row could not be loaded");
  });

  it("go back and forward with Alt and the arrows", async () => {
    const { user } = await openWindow();
    await user.click(screen.getByRole("link", { name: "Settings" }));
    expect(await screen.findByTestId("settings")).toBeTruthy();
    await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    expect(await screen.findByTestId("home")).toBeTruthy();
    await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
    expect(await screen.findByTestId("settings")).toBeTruthy();
  });

  it("are remembered as the last place", async () => {
    const { user } = await openWindow();
    await user.click(screen.getByRole("link", { name: "Settings" }));
    await screen.findByTestId("settings");
    expect(preferences().lastPlace).toBe("/settings");
  });

  it("that lead nowhere say so and show the way home", async () => {
    await openWindow({ at: "/wizards" });
    expect(screen.getByText("There is nothing at this address")).toBeTruthy();
  });
});

describe("the palette", () => {
  async function opened() {
    const window = await openWindow();
    await window.user.keyboard("{Control>}k{/Control}");
    const field = await screen.findByRole("combobox", { name: "Search, go, do" });
    return { ...window, field };
  }

  it("finds content by its words and opens it in the inspector", async () => {
    const { user, field } = await opened();
    await user.type(field, "가족");
    const option = await screen.findByRole("option", { name: /가족 여행/ });
    await waitFor(() => expect(option.getAttribute("aria-selected")).toBe("true"));
    await user.keyboard("{Enter}");
    expect(await screen.findByTestId("inspector")).toBeTruthy();
    expect(window.location.hash).toBe("#/home?row=experience:e1");
  });

  it("searches once for a word, not for each letter", async () => {
    const { user, field, fake } = await opened();
    await user.type(field, "조용한");
    await screen.findByRole("option", { name: /조용한/ });
    expect(fake.calls.filter((call) => call.name === "rowSearch").map((call) => call.args)).toEqual([["조용한"]]);
  });

  it("opens nothing and moves nowhere while a word is being composed", async () => {
    const { field, fake } = await opened();
    fireEvent.compositionStart(field);
    fireEvent.change(field, { target: { value: "ㅎ" } });
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    fireEvent.keyDown(field, { key: "Process", keyCode: 229 });
    await pause(250);
    expect(screen.getByTestId("palette"), "Enter ended the word, nothing else").toBeTruthy();
    expect(window.location.hash).toBe("#/home");
    expect(
      fake.calls.some((call) => call.name === "rowSearch"),
      "a lone jamo is not searched for",
    ).toBe(false);
  });

  it("finds the word whose last syllable stays open, once typing rests", async () => {
    const { field, fake } = await opened();
    fireEvent.compositionStart(field);
    fireEvent.change(field, { target: { value: "가족" } });
    await pause(550);
    expect(fake.calls.filter((call) => call.name === "rowSearch").map((call) => call.args)).toEqual([["가족"]]);
  });

  it("runs commands, in words of either language", async () => {
    const { user, field } = await opened();
    await user.type(field, "테마 dark");
    await user.clear(field);
    await user.type(field, "dark");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
    expect(screen.queryByTestId("palette")).toBeNull();
  });

  it("goes to an address that was pasted into it", async () => {
    const { user, field } = await opened();
    await user.click(field);
    await user.paste("#/settings");
    await user.keyboard("{Enter}");
    expect(await screen.findByTestId("settings")).toBeTruthy();
  });

  it("says what to do when nothing is found", async () => {
    const { user, field } = await opened();
    await user.type(field, "zzzz");
    expect(await screen.findByText(/Nothing found for/)).toBeTruthy();
  });

  it("opens a second window at the present place", async () => {
    const { user, field, fake } = await opened();
    await user.type(field, "second");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(fake.calls.find((call) => call.name === "windowOpen")?.args).toEqual(["/home"]));
  });
});

describe("the window", () => {
  it("says when it has been painted", async () => {
    const { fake } = await openWindow();
    await waitFor(() => expect(fake.calls.filter((call) => call.name === "windowReady").length).toBeGreaterThan(0));
  });

  it("shows its keys for a question mark, but not while one types", async () => {
    const { user } = await openWindow({ at: "/settings" });
    await user.click(document.querySelector("[name=experiencesPerNeed]") as HTMLElement);
    await user.keyboard("?");
    expect(screen.queryByTestId("keys-help")).toBeNull();
    (document.activeElement as HTMLElement).blur();
    await user.keyboard("?");
    expect(await screen.findByTestId("keys-help")).toBeTruthy();
  });

  it("changes its language while it runs, and remembers it", async () => {
    const { user } = await openWindow();
    await user.click(screen.getByRole("button", { name: /한국어로 바꾸기/ }));
    expect(screen.getByRole("link", { name: "설정" })).toBeTruthy();
    expect(document.documentElement.lang).toBe("ko");
    expect(JSON.parse(localStorage.getItem("greenroom.preferences") ?? "{}").language).toBe("ko");
  });

  it("lets one skip to the content, and names its landmarks", async () => {
    const { user } = await openWindow();
    await user.tab();
    expect(document.activeElement?.textContent).toBe("Skip to content");
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(screen.getByRole("main"));
    expect(screen.getByRole("navigation", { name: "Pages" })).toBeTruthy();
    expect(screen.getByRole("contentinfo")).toBeTruthy();
  });

  it("keeps the names of its pages for screen readers when the sidebar is narrow", async () => {
    await openWindow();
    act(() => setPreference("sidebar", "narrow"));
    expect(screen.getByRole("link", { name: "Settings" }).textContent).toBe("");
    const group = within(screen.getByTestId("sidebar")).getByText("Pools");
    expect(group.className, "a name in words has no room beside icons").toBe("unseen");
  });
});
