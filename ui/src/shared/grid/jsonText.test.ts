// Where JSON breaks, and what its schema says against it.
import { describe, expect, it } from "vitest";
import { faultsOf, parseJson } from "./jsonText";

describe("JSON as text", () => {
  it.each([
    ['{"a": 1,\n  "b" 2}', 2, 7],
    ['{"a": [1, 2,]}', 1, 13],
    ["{\n  a: 1\n}", 2, 3],
    ['{"a": tru}', 1, 7],
    ['{"a": 1} x', 1, 10],
    ["", 1, 1],
    ['{"a": "open', 1, 7],
  ])("says where %j breaks", (text, line, column) => {
    expect(parseJson(text)).toEqual({ line, column });
  });

  it("reads what is valid", () => {
    expect(parseJson(' {"가": [1, -2.5e3, "\\n", null, {}]} ')).toEqual({ value: { 가: [1, -2500, "\n", null, {}] } });
  });
});

describe("a schema", () => {
  const schema = {
    type: "object",
    required: ["growth"],
    properties: {
      growth: { type: "number", minimum: 0, maximum: 1 },
      names: { type: "array", items: { type: "string" } },
      tone: { enum: ["light", "serious"] },
    },
  };

  it("lets what it does not name alone", () => {
    expect(faultsOf(schema, { growth: 0.5, other: [1] })).toEqual([]);
  });

  it("names each fault by its path", () => {
    const faults = faultsOf(schema, { names: ["a", 1], tone: "loud" });
    expect(faults.map(({ path, what }) => [path.join("."), what])).toEqual([
      ["growth", "missing"],
      ["names.1", "type"],
      ["tone", "enum"],
    ]);
    expect(faultsOf(schema, { growth: 2 })).toMatchObject([{ path: ["growth"], what: "most", detail: "1" }]);
  });
});
