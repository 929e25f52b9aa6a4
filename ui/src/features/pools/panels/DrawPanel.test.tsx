// The draw beside the grid: what is asked of the core, and that its answer can be read in every way.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { DrawRequest } from "../../../backend";
import { DrawPanel } from "./DrawPanel";
import { showPanel } from "./testPanel";

type Calls = Awaited<ReturnType<typeof showPanel>>["calls"];
const lastRequest = (calls: Calls) => calls("poolDraw").at(-1)?.[1] as DrawRequest | undefined;
const chances = () => screen.findAllByTestId("chance");

async function shown(pool: "experiences" | "visuals" = "experiences") {
  const panel = await showPanel(DrawPanel, pool);
  await waitFor(() =>
    expect(panel.calls("poolDraw").some(([, request]) => (request as DrawRequest).trials)).toBe(true),
  );
  await panel.settle();
  return panel;
}

describe("the draw", () => {
  it("shows exact chances, their factors, and ten thousand trials beside them", async () => {
    await shown();
    const first = (await chances())[0] as HTMLElement;
    expect(first.textContent).toMatch(/55\.6%|50%/);
    expect(first.textContent).toContain("Keywords ×1.20 family");
    await waitFor(() => expect(first.textContent).toMatch(/10,000 draws: .*%/));
  });

  it("marks the rows this seed draws and opens a row on click", async () => {
    const { user, onOpenRow } = await shown();
    const rows = await chances();
    expect(rows.filter((row) => row.dataset.picked).length).toBe(5);
    await user.click(rows[0] as HTMLElement);
    expect(onOpenRow).toHaveBeenCalledWith("e1");
  });

  it("asks anew with the needs that were set, by slider or by number", async () => {
    const { user, calls } = await shown();
    fireEvent.change(screen.getByRole("slider", { name: "Growth" }), { target: { value: "0.95" } });
    const number = screen.getByRole("spinbutton", { name: "Safety, as a number" });
    await user.clear(number);
    await user.type(number, "0.15");
    await waitFor(() => {
      expect(lastRequest(calls)?.needs).toMatchObject({ growth: 0.95, survival: 0.15 });
    });
  });

  it("takes the needs of a person or of a run", async () => {
    const { user, calls, settle } = await shown();
    await user.click(screen.getByRole("button", { name: "Take needs from a person or run" }));
    await settle();
    await user.type(screen.getByRole("textbox", { name: "Search by name or run number" }), "서연");
    await user.click(screen.getByRole("button", { name: /한서연/ }));
    expect(screen.getByText("needs of 한서연")).toBeTruthy();
    await waitFor(() => expect(lastRequest(calls)?.needs.belonging).toBe(0.9));
  });

  it("explains when nobody's needs can be taken yet", async () => {
    const { user, settle } = await showPanel(DrawPanel, "experiences", (fake) => {
      fake.commands = new Proxy(fake.commands, {
        get: (target, name: keyof typeof fake.commands) =>
          name === "drawSources" ? () => Promise.resolve({ status: "ok", data: [] }) : target[name],
      });
    });
    await user.click(screen.getByRole("button", { name: "Take needs from a person or run" }));
    await settle();
    expect(screen.getByText("No needs to take yet")).toBeTruthy();
  });

  it("sends archetype, keywords, count and seed, and throws the dice for another seed", async () => {
    const { user, calls } = await shown();
    await user.click(screen.getByRole("button", { name: "Further settings" }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Archetype" }), "quiet_collector");
    await user.type(screen.getByRole("combobox", { name: "Keywords" }), "family{Enter}");
    await user.type(screen.getByRole("textbox", { name: "How many" }), "3");
    await user.click(screen.getByRole("button", { name: "Throw the dice" }));
    await waitFor(() => {
      const last = lastRequest(calls);
      expect(last).toMatchObject({ archetype: "quiet_collector", keywords: ["family"], count: 3 });
      expect(last?.seed).not.toBe(1);
    });
  });

  it("can be read as a plain table", async () => {
    const { user } = await shown();
    await user.click(screen.getByRole("button", { name: "Show as table" }));
    const table = screen.getByRole("table", { name: "Rows by their chance" });
    expect(within(table).getByRole("columnheader", { name: "In 10,000 draws" })).toBeTruthy();
    expect(within(table).getAllByRole("row").length).toBeGreaterThan(5);
  });

  it("of visuals lets one name the elements", async () => {
    const { user, calls } = await shown("visuals");
    await user.click(screen.getByRole("button", { name: "Further settings" }));
    await user.type(screen.getByRole("combobox", { name: "Elements" }), "Mood{Enter}");
    await waitFor(() => expect(lastRequest(calls)?.elementTypes).toEqual(["mood"]));
  });
});
