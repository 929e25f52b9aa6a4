// Filter and order under a name.
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow, settle } from "../../testing/openWindow";
import { filterNow } from "./testPool";

describe("saved views", () => {
  it("keep filter and order under a name, say when they were changed, and bring both back", async () => {
    const filter = { conditions: [{ column: "needType", test: "any", values: ["growth"] }] };
    const { user, fake } = await openWindow({
      at: `/experiences?filter=${encodeURIComponent(JSON.stringify(filter))}&sort=weight:desc`,
    });
    await user.click(screen.getByTestId("views"));
    await user.click(await screen.findByRole("menuitem", { name: "Save as new view…" }));
    await user.type(await screen.findByLabelText("Name"), "성장만{Enter}");
    await settle(fake);
    expect(fake.tables.views[0]).toMatchObject({
      name: "성장만",
      isShared: false,
      table: "knock.data_pool_experiences",
      definition: { filter, sort: { column: "weight", descending: true } },
    });
    expect(screen.getByTestId("views").textContent).toContain("성장만");

    await user.click(screen.getByRole("button", { name: "Clear all filters" }));
    await settle(fake);
    expect(screen.getByTestId("views").textContent).toContain("changed");
    await user.click(screen.getByTestId("views"));
    await user.click(await screen.findByRole("menuitem", { name: "Back to the saved view" }));
    await settle(fake);
    expect(filterNow()).toEqual(filter);
    expect(screen.getByTestId("views").textContent).not.toContain("changed");

    await user.click(screen.getByTestId("views"));
    await user.click(await screen.findByRole("menuitem", { name: "Share with the team" }));
    await settle(fake);
    expect(fake.tables.views[0]).toMatchObject({ isShared: true, revision: "2" });
  });
});
