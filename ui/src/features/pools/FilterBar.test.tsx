// What is shown of a pool: filters and search.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow, settle } from "../../testing/openWindow";
import { filterNow, lastArgs, menuItem } from "./testPool";

describe("filters", () => {
  it("are made from the table's columns and stand in the address", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await user.click(screen.getByTestId("add-filter"));
    await user.click(menuItem("Need"));
    await settle(fake);
    await user.click(screen.getByRole("checkbox", { name: /Belonging/ }));
    await user.click(screen.getByRole("checkbox", { name: /Growth/ }));
    await settle(fake);
    expect(filterNow()).toEqual({
      conditions: [{ column: "needType", test: "any", values: ["belonging", "growth"] }],
    });
    expect(screen.getByTestId("chips").textContent).toContain("Need: Belonging, Growth");
    expect(screen.getByTestId("count").textContent).toBe("4 rows");
  });

  it("ask tags for any, all or none, with how often each occurs", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await user.click(screen.getByTestId("add-filter"));
    await user.click(menuItem("Tags"));
    await settle(fake);
    const school = screen.getByRole("checkbox", { name: /school/ });
    expect(school.closest("label")?.textContent).toMatch(/school\d+/);
    await user.click(school);
    await user.click(screen.getByRole("radio", { name: "none of" }));
    await settle(fake);
    expect(filterNow()).toEqual({ conditions: [{ column: "tags", test: "none", values: ["school"] }] });
  });

  it("ask numbers for bounds, and what was never chosen with one click", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await user.click(screen.getByTestId("add-filter"));
    await user.click(menuItem("Never chosen"));
    await user.click(menuItem("Weight"));
    await user.type(screen.getByLabelText("At least"), "120");
    await settle(fake);
    expect(filterNow()).toEqual({
      conditions: [
        { column: "timesChosen", test: "atMost", values: [0] },
        { column: "weight", test: "atLeast", values: [120] },
      ],
    });
    const chips = screen.getByTestId("chips");
    expect(chips.textContent).toContain("Never chosen");
    await user.keyboard("{Escape}");
    await user.click(within(chips).getByRole("button", { name: "Remove filter: Never chosen" }));
    await settle(fake);
    expect(filterNow().conditions).toHaveLength(1);
  });

  it("search words, and / leads there", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    const field = screen.getByRole("textbox", { name: "Search" });
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard("/");
    expect(document.activeElement).toBe(field);
    await user.type(field, "라디오");
    await waitFor(() => expect(filterNow()).toEqual({ text: "라디오" }));
    await settle(fake);
    expect(lastArgs(fake, "tableRows")?.[1]).toMatchObject({ text: "라디오" });
  });
});
