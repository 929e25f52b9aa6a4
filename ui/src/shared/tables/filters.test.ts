// Filters are changed one column at a time, and what stands in an address is read with care.
import { describe, expect, it } from "vitest";
import { tables } from "../../testing/poolSamples";
import { ask, knownTo, readFilter, sameFilter, writeFilter } from "./filters";

const need = { column: "needType", test: "any" as const, values: ["growth"] };
const tags = { column: "tags", test: "all" as const, values: ["family", "school"] };

describe("a filter", () => {
  it("changes what is asked of one column and leaves the others where they were", () => {
    const before = { text: "비", conditions: [need, tags] };
    const after = ask(before, "needType", [{ test: "none", values: ["meaning"] }]);
    expect(after).toEqual({
      text: "비",
      conditions: [{ column: "needType", test: "none", values: ["meaning"] }, tags],
    });
    expect(ask(after, "needType", []).conditions, "nothing asked leaves the column out").toEqual([tags]);
  });

  it("comes back from an address as it was, and an unreadable one asks nothing", () => {
    const filter = { text: '"가족 여행" 비', conditions: [need, tags] };
    expect(readFilter(JSON.parse(writeFilter(filter) ?? ""))).toEqual(filter);
    expect(readFilter("nonsense")).toEqual({ text: null, conditions: [] });
    expect(readFilter({ conditions: [{ column: 1 }, { column: "a", test: "like" }, need] }).conditions).toEqual([need]);
    expect(writeFilter({ text: "  ", conditions: [] })).toBeNull();
    expect(sameFilter({ text: null }, { text: "", conditions: [] })).toBe(true);
  });

  it("forgets columns this table does not have", () => {
    const other = { column: "elementType", test: "any" as const, values: ["mood"] };
    expect(knownTo({ conditions: [need, other] }, tables.experiences.columns).conditions).toEqual([need]);
  });
});
