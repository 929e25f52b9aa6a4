// A new row of a pool.
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { placeOf } from "../../routes";
import { openWindow, settle } from "../../testing/openWindow";
import { callsOf } from "./testPool";

describe("a new row", () => {
  it("asks for what must be filled, hints at what is like it, and opens when it is there", async () => {
    const { user, fake } = await openWindow({ at: "/experiences" });
    await user.click(screen.getByTestId("new"));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Create" }));
    expect(callsOf(fake, "tableWrite"), "nothing is sent with a required field empty").toHaveLength(0);
    await user.type(within(dialog).getByLabelText("Title"), "막차");
    expect((await within(dialog).findByTestId("similar")).textContent).toContain("막차를 놓친 밤");
    await user.type(within(dialog).getByLabelText("Description"), "버스가 먼저 갔다.");
    await user.selectOptions(within(dialog).getByLabelText("Need"), "growth");
    await user.selectOptions(within(dialog).getByLabelText("Intensity"), "low");
    await user.click(within(dialog).getByRole("button", { name: "Create" }));
    await settle(fake);
    expect(fake.tables.rows.experiences.at(-1)).toMatchObject({ title: "막차", needType: "growth", weight: 100 });
    expect(placeOf(window.location.hash)?.row?.kind).toBe("experience");
  });
});
