// The page of a pool: what it shows, and the words in both languages.
import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { setPreference } from "../../shared/preferences";
import { openWindow, settle } from "../../testing/openWindow";
import * as samples from "../../testing/samples";
import { lastArgs, menuItem } from "./testPool";

describe("the pool page", () => {
  it("lists the rows with their number, and opens one by its address", async () => {
    const { fake } = await openWindow({ at: "/experiences" });
    expect(screen.getByTestId("count").textContent).toBe("12 rows");
    expect(screen.getByText("막차를 놓친 밤")).toBeTruthy();
    expect(lastArgs(fake, "tableRows")?.slice(0, 3)).toEqual([
      "experiences",
      { text: null, conditions: [] },
      { column: "createdAt", descending: false },
    ]);
    expect(within(screen.getByTestId("sidebar")).getByText("Pools")).toBeTruthy();
  });

  it("marks what is not in use with a word, not with colour alone", async () => {
    await openWindow({ at: "/experiences" });
    expect(screen.getAllByText(/· draft/).length).toBe(2);
  });

  it("shows no control that writes on a read-only profile", async () => {
    await openWindow({
      at: "/experiences",
      prepare: (fake) => {
        fake.connection = { ...samples.ready, profile: { ...samples.ready.profile, readOnly: true } };
      },
    });
    expect(screen.queryByTestId("new")).toBeNull();
    expect(screen.queryByTestId("open-import")).toBeNull();
    expect(screen.getByTestId("open-coverage")).toBeTruthy();
  });

  it("teaches when there are no rows at all, and offers to clear a filter that matches none", async () => {
    const empty = await openWindow({
      at: "/visuals",
      prepare: (fake) => {
        fake.tables.rows.visuals = [];
      },
    });
    const none = screen.getByTestId("no-rows");
    expect(none.textContent).toContain("No visuals yet");
    expect(within(none).getByRole("button", { name: "Load demo content" })).toBeTruthy();
    empty.unmount();

    const { user, fake } = await openWindow({
      at: `/experiences?filter=${encodeURIComponent(JSON.stringify({ text: "없는말" }))}`,
    });
    await user.click(within(screen.getByTestId("no-match")).getByRole("button", { name: "Clear filters" }));
    await settle(fake);
    expect(screen.getByTestId("count").textContent).toBe("12 rows");
  });
});

describe("export", () => {
  it("writes the rows shown and says where the file lies", async () => {
    const { user, fake } = await openWindow({ at: "/visuals" });
    await user.click(screen.getByRole("button", { name: "Export" }));
    await user.click(await screen.findByRole("menuitem", { name: /CSV/ }));
    await settle(fake);
    expect(lastArgs(fake, "exportStart")?.[2]).toBe("csv");
    await user.click(await screen.findByRole("button", { name: "Show in folder" }));
    expect(lastArgs(fake, "fileReveal")).toEqual(["/home/mina/Downloads/visuals.csv"]);
  });
});

describe("the words", () => {
  it("are Korean throughout when Korean is chosen", async () => {
    setPreference("language", "ko");
    const { user, fake } = await openWindow({ at: "/experiences" });
    expect(screen.getByTestId("count").textContent).toBe("12행");
    fireEvent.click(screen.getByTestId("add-filter"));
    await settle(fake);
    for (const column of ["욕구", "강도", "태그", "상태", "뽑힌 횟수", "뽑혔을 때 품질"]) {
      expect(menuItem(column)).toBeTruthy();
    }
    await user.click(menuItem("상태"));
    expect(await screen.findByRole("checkbox", { name: /초안/ })).toBeTruthy();
  });
});
