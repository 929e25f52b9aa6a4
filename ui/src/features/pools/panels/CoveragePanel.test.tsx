// Coverage beside the grid: gaps are told, a click shows the rows of a cell, a button makes the row that is missing.
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { CoveragePanel } from "./CoveragePanel";
import { showPanel } from "./testPanel";

const cell = (text: RegExp) => screen.getAllByTitle(text)[0] as HTMLElement;

describe("the coverage of a pool", () => {
  it("shows the rows of a cell in the grid when it is clicked", async () => {
    const { user, onFilter } = await showPanel(CoveragePanel, "experiences");
    await user.click(within(cell(/^Safety · Low/)).getAllByRole("button")[0] as HTMLElement);
    expect(onFilter).toHaveBeenCalledWith({
      text: null,
      conditions: [
        { column: "needType", test: "any", values: ["survival"] },
        { column: "intensity", test: "any", values: ["low"] },
        { column: "isActive", test: "any", values: [true] },
      ],
    });
  });

  it("says what is missing with a sign and a number, and makes the row that fills the gap", async () => {
    const { user, onCreate } = await showPanel(CoveragePanel, "experiences");
    const gap = cell(/^Safety · Low/);
    expect(gap.textContent, "4 of 10").toContain("−6");
    await user.click(screen.getByRole("button", { name: "Add a row that fills this gap: Safety · Low" }));
    expect(onCreate, "a draft would leave the gap").toHaveBeenCalledWith({
      needType: "survival",
      intensity: "low",
      reviewState: "active",
    });
  });

  it("offers no button that writes on a read-only profile", async () => {
    await showPanel(CoveragePanel, "experiences", (fake) => {
      fake.connection = { ...fake.connection, profile: { ...fake.connection.profile, readOnly: true } };
    });
    expect(screen.queryByRole("button", { name: /fills this gap/ })).toBeNull();
  });

  it("leads to the targets", async () => {
    const { user } = await showPanel(CoveragePanel, "experiences");
    await user.click(screen.getByRole("button", { name: "Edit targets" }));
    expect(window.location.hash).toBe("#/settings/team");
  });

  it("of visuals has a third dimension, of one element or of all", async () => {
    const { user, onFilter, settle } = await showPanel(CoveragePanel, "visuals");
    await user.click(screen.getByRole("radio", { name: "By intensity" }));
    await settle();
    expect(screen.getByText(/Targets are set for need and element/)).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "Object" }));
    await settle();
    await user.click(within(cell(/^Belonging · Medium/)).getAllByRole("button")[0] as HTMLElement);
    expect(onFilter.mock.calls[0]?.[0].conditions?.map(({ column, values }) => [column, values?.[0]])).toEqual([
      ["elementType", "object"],
      ["needType", "belonging"],
      ["intensity", "medium"],
      ["isActive", true],
    ]);
  });
});

describe("the overlap of archetypes", () => {
  it("lists the pairs by their likeness and marks those hardly to be told apart", async () => {
    await showPanel(CoveragePanel, "archetypes", (fake) => {
      const [first, second, third] = fake.tables.rows.archetypes;
      const zero = { survival: 0, belonging: 0, recognition: 0, autonomy: 0, growth: 0, meaning: 0 };
      fake.tables.rows.archetypes = [
        { ...first, needProfile: { ...zero, survival: 1 } },
        { ...second, needProfile: { ...zero, survival: 0.5 } },
        { ...third, needProfile: { ...zero, survival: 0.6, growth: 0.8 } },
      ];
    });
    const rows = within(screen.getByRole("table", { name: "Pairs, the most alike first" })).getAllByRole("row");
    expect(rows[1]?.textContent, "the same shape at another height").toContain("very close");
    expect(rows[1]?.textContent).toContain("1.000");
    expect(rows[2]?.textContent).toContain("0.600");
    expect(rows[2]?.textContent).not.toContain("very close");
  });

  it("opens an archetype, and shows two of them alone on the radar", async () => {
    const { user, onOpenRow } = await showPanel(CoveragePanel, "archetypes");
    const table = screen.getByRole("table", { name: "Pairs, the most alike first" });
    await user.click(within(table).getAllByRole("button", { name: /on the radar/ })[0] as HTMLElement);
    expect(screen.getAllByRole("checkbox", { checked: true })).toHaveLength(2);
    await user.click(within(table).getAllByRole("button", { name: "조용한 수집가" })[0] as HTMLElement);
    expect(onOpenRow).toHaveBeenCalledWith("a1");
  });
});
