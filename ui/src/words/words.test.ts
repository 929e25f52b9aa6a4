// Both languages are whole. The compiler holds the shape; these hold what it cannot see.
import { describe, expect, it } from "vitest";
import { en } from "./en";
import { ko } from "./ko";
import { languageOf } from "./words";

type Leaf = [path: string, value: unknown];

function leaves(value: unknown, path = ""): Leaf[] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === "" ? key : `${path}.${key}`));
}

const count = { value: 2, text: "2" };
const said = (word: unknown) =>
  typeof word === "function"
    ? String((word as (...args: unknown[]) => unknown)(count, count, count, count, count))
    : String(word);

describe("the words", () => {
  it("have the same names in both languages, also where the type is open", () => {
    expect(
      leaves(ko)
        .map(([path]) => path)
        .sort(),
    ).toEqual(
      leaves(en)
        .map(([path]) => path)
        .sort(),
    );
  });

  it("are nowhere empty", () => {
    for (const words of [en, ko]) {
      for (const [path, word] of leaves(words)) expect(said(word).trim(), path).not.toBe("");
    }
  });

  it("keep one politeness in Korean: 해요체, never 합니다체 or 하십시오체", () => {
    const stiff = leaves(ko).filter(([, word]) => /(습니다|입니다|합니다|십시오|당신)/.test(said(word)));
    expect(stiff).toEqual([]);
  });

  it("follow the system's language until one is chosen", () => {
    expect(languageOf("system", "ko-KR")).toBe("ko");
    expect(languageOf("system", "de-DE")).toBe("en");
    expect(languageOf("en", "ko-KR")).toBe("en");
  });
});
