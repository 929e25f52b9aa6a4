// Every reason is said in both languages, and what has none is said as the core said it.
import { describe, expect, it } from "vitest";
import type { Reason } from "../backend";
import { en } from "../words/en";
import { ko } from "../words/ko";
import { makeFormat } from "./format";
import { reasonText, refusalText } from "./reasons";

const reasons: Reason[] = [
  { reason: "required" },
  { reason: "notOneOf", options: ["low", "high"] },
  { reason: "notANumber" },
  { reason: "notWhole" },
  { reason: "outOfRange", min: 1, max: 1000 },
  { reason: "outOfRange", min: 1, max: null },
  { reason: "outOfRange", min: null, max: 9 },
  { reason: "tooLong", longest: 255, length: 300 },
  { reason: "pattern" },
  { reason: "taken" },
  { reason: "schema", path: "needProfile.growth" },
  { reason: "schema", path: "" },
  { reason: "unreadable" },
  { reason: "readOnly" },
  { reason: "unknownColumn" },
];

describe("a reason", () => {
  it.each(reasons)("is a sentence in both languages: $reason", (reason) => {
    for (const [words, format] of [
      [en, makeFormat("en", "utc")],
      [ko, makeFormat("ko", "utc")],
    ] as const) {
      expect(reasonText(words, format, reason)).toMatch(/\S.*[.]$/);
    }
  });

  it("names bounds and options as people read them", () => {
    const format = makeFormat("en", "utc");
    const range: Reason = { reason: "outOfRange", min: 1, max: 1000 };
    expect(reasonText(en, format, range)).toBe("Enter a number from 1 to 1,000.");
    const options: Reason = { reason: "notOneOf", options: ["low"] };
    expect(reasonText(en, format, options, () => "Low")).toBe("Only these are possible: Low.");
    expect(refusalText(en, format, { message: "as the core says", reason: null })).toBe("as the core says");
  });
});
