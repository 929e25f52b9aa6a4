// What stands beside the table of a pool.
import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { openWindow } from "../../testing/openWindow";

vi.mock("./panels/TrashPanel", () => ({
  TrashPanel: () => {
    throw new Error("the trash has no bottom");
  },
}));

describe("a panel that throws", () => {
  it("says so in its place, beside a table that goes on, and can be closed", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { user } = await openWindow({ at: "/experiences?panel=trash" });
    const panel = screen.getByTestId("panel-trash");
    expect(within(panel).getByTestId("failure-note").textContent).toContain("the trash has no bottom");
    expect(screen.getByText("막차를 놓친 밤")).toBeTruthy();
    await user.click(screen.getByTestId("open-draw"));
    expect(within(screen.getByTestId("panel-draw")).queryByTestId("failure-note")).toBeNull();
    await user.click(within(screen.getByTestId("panel-draw")).getByRole("button", { name: "Close" }));
    expect(screen.queryByTestId("panel-draw")).toBeNull();
  });
});
