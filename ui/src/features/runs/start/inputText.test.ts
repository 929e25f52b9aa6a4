// What is wrong with an input is said as one types, and found in the text.
import { describe, expect, it } from "vitest";
import { input } from "../../../testing/stepSamples";
import { faultsOf, readInput, spanOf } from "./inputText";

const with_ = (part: object) => ({ ...input, ...part });

describe("an input", () => {
  it("is good as onboarding collects it", () => {
    expect(readInput(JSON.stringify(input)).state).toBe("good");
    expect(faultsOf({ userData: { domains: ["네이버.한국"] }, meta: { userName: "온" } })).toEqual([]);
  });

  it("is empty, broken at a place, or faulty at a path", () => {
    expect(readInput("  ").state).toBe("empty");
    expect(readInput('{\n  "a": ,\n}')).toEqual({ state: "broken", line: 2, column: 8 });
    expect(readInput("[]")).toMatchObject({ state: "faulty", faults: [{ path: "input", what: "object" }] });
  });

  it.each([
    [{ meta: { userName: "온" } }, "userData", "missing"],
    [with_({ userData: {} }), "userData", "nothingKnown"],
    [with_({ userData: { domains: ["a.com", "https://b.com/x"] } }), "userData.domains[1]", "host"],
    [with_({ userData: { keywords: [" "] } }), "userData.keywords[0]", "word"],
    [with_({ userData: { keywords: "사이드" } }), "userData.keywords", "list"],
    [with_({ userData: { keywords: ["a"], avoidTopics: Array(6).fill("x") } }), "userData.avoidTopics", "tooMany"],
    [with_({ preferences: { conversationStyle: "loud" } }), "preferences.conversationStyle", "oneOf"],
    [with_({ meta: {} }), "meta.userName", "missing"],
    [with_({ meta: { userName: "가".repeat(21) } }), "meta.userName", "name"],
    [with_({ meta: { userName: "온", language: "de" } }), "meta.language", "language"],
    [with_({ meta: { userName: "온", userId: "seven" } }), "meta.userId", "id"],
  ])("%j is wrong at %s", (given, path, what) => {
    expect(faultsOf(given)).toMatchObject([{ path, what }]);
  });

  it("knows where a path stands in its text", () => {
    const text = '{ "userData": { "domains": ["a.com", "b c"], "x\\"y": [1, {"z": null}] }, "meta": {} }';
    const at = (path: string) => {
      const span = spanOf(text, path);
      return span ? text.slice(span.from, span.to) : null;
    };
    expect(at("userData.domains[1]")).toBe('"b c"');
    expect(at('userData.x"y[1].z')).toBe("null");
    expect(at("meta"), "an empty object").toBe("{}");
    expect(at("meta.userName"), "what is missing is looked for in its parent").toBe("{}");
    expect(at("userData.domains[7]")).toBe('["a.com", "b c"]');
    expect(at("nothing.of.it")).toBe(text);
  });
});
