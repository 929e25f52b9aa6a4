// Home as it is met: on a fresh database, on a quiet day, on a busy one, and while it changes.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow } from "../../testing/openWindow";
import * as runSamples from "../../testing/runSamples";
import * as samples from "../../testing/samples";
import { qualityOf100 } from "./DayCard";

describe("Home on a fresh database", () => {
  it("offers three steps, loads the demo content with one click, and tells what came in", async () => {
    const { user, fake } = await openWindow({ prepare: (fake) => (fake.home = samples.freshHome) });
    const card = screen.getByTestId("first-run");
    expect(within(card).getAllByRole("listitem")).toHaveLength(3);
    expect(within(card).getByText("Step 1: Done")).toBeTruthy();

    await user.click(within(card).getByRole("button", { name: "Load demo content" }));

    await waitFor(() => expect(screen.queryByTestId("first-run"), "content exists now").toBeNull());
    expect(fake.calls.find((call) => call.name === "scenarioLoad")?.args).toEqual(["demo"]);
    expect(screen.getByTestId("demo-loaded").textContent).toContain("538 rows");
    expect(screen.getByTestId("count-experiences").textContent).toContain("182");
  });

  it("keeps the card and says why when loading fails", async () => {
    const { user, fake } = await openWindow({ prepare: (fake) => (fake.home = samples.freshHome) });
    fake.failNext("scenarioLoad", { code: "Conflict" });
    await user.click(screen.getByTestId("load-demo"));
    expect((await screen.findByText("The demo content was not loaded")).textContent).toBeTruthy();
    expect(screen.getByTestId("first-run")).toBeTruthy();
  });

  it("shows no load button on a read-only profile", async () => {
    await openWindow({
      prepare: (fake) => {
        fake.home = samples.freshHome;
        fake.connection = { ...samples.ready, profile: { ...samples.ready.profile, readOnly: true } };
      },
    });
    expect(screen.queryByTestId("load-demo")).toBeNull();
  });
});

describe("Home on a quiet day", () => {
  it("says honestly that nothing ran instead of showing zeros", async () => {
    await openWindow();
    expect(screen.getByText("No runs in the last 24 hours")).toBeTruthy();
    expect(within(screen.getByTestId("day")).queryByText("Mean quality")).toBeNull();
    expect(screen.queryByTestId("first-run")).toBeNull();
  });

  it("tells the first visitor that there is nothing to compare with yet", async () => {
    await openWindow();
    expect(screen.getByTestId("changes").textContent).toContain("first visit");
  });
});

describe("Home on a busy day", () => {
  it("leads to the runs that wait for somebody", async () => {
    await openWindow({
      prepare: (fake) => {
        fake.home = samples.busyHome;
        fake.runs.runs = [runSamples.run({ id: "run-9", number: 9, status: "waiting" })];
      },
    });
    const link = await screen.findByTestId("home-waiting");
    expect(link.textContent).toBe("1 waits for you");
    expect(link.getAttribute("href")).toBe("#/runs/inbox");
  });

  it("gives the day in numbers, what runs, what failed and why, and what colleagues changed", async () => {
    await openWindow({ prepare: (fake) => (fake.home = samples.busyHome) });
    const day = screen.getByTestId("day").textContent ?? "";
    for (const figure of ["48", "95.7%", "83", "18.4s", "$3.27"]) expect(day).toContain(figure);
    expect(screen.getByTestId("running").textContent).toContain("Run 1,204");
    expect(screen.queryByTestId("home-waiting"), "nothing waits").toBeNull();
    expect(screen.getByTestId("failures").textContent).toContain("not valid JSON");
    expect(screen.getByTestId("failures").textContent).toContain("no cause recorded");
    const changes = screen.getByTestId("changes").textContent ?? "";
    expect(changes).toContain("jiwoo");
    expect(changes).toContain("12 experiences");
    expect(changes).toContain("1 template");
    expect(screen.getByTestId("status-bar").textContent).toContain("2 runs running");
  });

  it("shows quality as 0 to 100 whichever way it is kept", () => {
    expect(qualityOf100(0.83)).toBe(83);
    expect(qualityOf100(83)).toBe(83);
  });
});

describe("Home while others work", () => {
  it("refreshes once when rows change, however many events tell it", async () => {
    const { fake, say } = await openWindow();
    const before = fake.calls.filter((call) => call.name === "homeGet").length;
    await say((fake) => {
      fake.home = { ...samples.home, content: { ...samples.content, people: 25 } };
      for (let index = 0; index < 50; index++) fake.tellRows({ table: "knock.data_pool_experiences" });
    });
    expect(screen.getByTestId("count-people").textContent).toContain("25");
    expect(fake.calls.filter((call) => call.name === "homeGet").length).toBe(before + 1);
  });

  it("shows its failure in place, with a way to try again", async () => {
    const { user } = await openWindow({ prepare: (fake) => fake.failNext("homeGet", { code: "Internal" }) });
    expect(screen.getByText("Home could not be loaded")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByTestId("count-people")).toBeTruthy();
  });
});
