// What stands in the address of a pool is read with care.
import { describe, expect, it } from "vitest";
import { tables } from "../../testing/poolSamples";
import { readView, writeView } from "./usePoolPlace";

const need = { column: "needType", test: "any" as const, values: ["growth"] };

describe("the address of a pool", () => {
  it("holds filter, order, panel and saved view", () => {
    const view = {
      filter: { text: null, conditions: [need] },
      sort: { column: "weight", descending: true },
      panel: "draw" as const,
      viewId: "view1",
    };
    expect(readView(writeView(view), tables.experiences)).toEqual(view);
  });

  it("does not order by a column that cannot be ordered, nor open a panel that is none", () => {
    const read = readView({ sort: "timesChosen:desc", panel: "spells", filter: "{" }, tables.experiences);
    expect(read).toEqual({ filter: { text: null, conditions: [] }, sort: null, panel: null, viewId: null });
  });
});
