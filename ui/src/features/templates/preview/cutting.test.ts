// What the preview is made of: texts taken apart by marks, Markdown that copies nothing, questions of which only the newest
// counts.
import { describe, expect, it, vi } from "vitest";
import type { Mark, Rendered, TemplateSource } from "../../../backend";
import { cutter, type Piece, piecesOf } from "../../../shared/prompt/cutting";
import { latest } from "./latest";
import { type Block, blocksOf, type Inline, inlinesOf } from "./markdown";
import { headOf, partsOf } from "./parts";
import { failurePlace, includeOf, markPlace, missingIn } from "./places";

const mark = (start: number, end: number, more: Partial<Mark> = {}): Mark => ({
  section: "why",
  snippet: null,
  start,
  end,
  kind: start === end ? "blank" : "value",
  path: "userName",
  expression: "{{userName}}",
  line: 1,
  column: 1,
  why: start === end ? { reason: "absent" } : null,
  ...more,
});

const short = (pieces: Piece[]) =>
  pieces.map((piece) => (piece.kind === "plain" ? piece.text : piece.kind === "value" ? [piece.text] : "∅"));

describe("a text taken apart", () => {
  it("has values and blanks where the marks are, counted in UTF-16", () => {
    expect(short(piecesOf("🙂 나는 해원🍱.", [mark(6, 10), mark(11, 11)]))).toEqual(["🙂 나는 ", ["해원🍱"], ".", "∅"]);
  });

  it("keeps marks apart that touch, in their order", () => {
    const text = "가나다라";
    expect(short(piecesOf(text, [mark(0, 0), mark(0, 2), mark(2, 2), mark(2, 2), mark(2, 4), mark(4, 4)]))).toEqual([
      "∅",
      ["가나"],
      "∅",
      "∅",
      ["다라"],
      "∅",
    ]);
  });

  it("loses nothing when it is cut into stretches", () => {
    // "**" is left out, as Markdown does: the blank inside comes with the stretch that reaches it.
    const cut = cutter("ab**cd**ef", [mark(1, 6), mark(8, 8), mark(9, 10)]);
    expect([short(cut(0, 2)), short(cut(4, 6)), short(cut(8, 10))]).toEqual([
      ["a", ["b"]],
      [["cd"]],
      ["∅", "e", ["f"]],
    ]);
  });

  it("says where a value begins that goes on", () => {
    const cut = cutter("ab\ncd", [mark(0, 5)]);
    const first = [...cut(0, 2), ...cut(3, 5)].map((piece) => piece.kind === "value" && piece.first);
    expect(first).toEqual([true, false]);
  });

  it("survives marks that reach beyond it", () => {
    expect(short(piecesOf("abc", [mark(1, 9), mark(12, 12)]))).toEqual(["a", ["bc"]]);
    expect(short(piecesOf("", []))).toEqual([]);
  });
});

describe("Markdown", () => {
  const told = (text: string) =>
    blocksOf(text).map((block: Block) => {
      const of = (lines: { from: number; to: number }[]) => lines.map(({ from, to }) => text.slice(from, to));
      if (block.kind === "list")
        return ["list", ...block.items.map((one) => [one.depth, one.number, ...of(one.lines)])];
      return [block.kind === "heading" ? `h${block.level}` : block.kind, ...of(block.lines)];
    });

  it("knows the blocks prompts have", () => {
    expect(
      told(
        "# 윤이랑\n\n## WHY\n하나\n둘\n\n- 첫째\n  - 안쪽\n1. 세며\n\n---\n\n> 말\n```\n**그대로**\n\n# 아님\n```\n끝",
      ),
    ).toEqual([
      ["h1", "윤이랑"],
      ["h2", "WHY"],
      ["text", "하나", "둘"],
      ["list", [0, null, "첫째"], [1, null, "안쪽"], [0, "1.", "세며"]],
      ["rule", "---"],
      ["quote", "말"],
      ["code", "**그대로**", "", "# 아님"],
      ["text", "끝"],
    ]);
  });

  it("knows emphasis, and leaves alone what is none", () => {
    const say = (text: string): unknown => {
      const of = (one: Inline): unknown =>
        one.kind === "text" ? text.slice(one.at.from, one.at.to) : [one.kind, ...one.children.map(of)];
      return inlinesOf(text, { from: 0, to: text.length }).map(of);
    };
    expect(say("그 **굵은 _기운_** 말과 `a*b*`")).toEqual([
      "그 ",
      ["strong", "굵은 ", ["em", "기운"]],
      " 말과 ",
      ["code", "a*b*"],
    ]);
    expect(say("2 * 3 * 4, snake_case_name, ** 홀로")).toEqual(["2 * 3 * 4, snake_case_name, ** 홀로"]);
    expect(say("*".repeat(20_000)), "a line of stars ends").toHaveLength(1);
  });
});

describe("the parts of a prompt", () => {
  const rendered = (text: string): Rendered => ({
    prompt: `# 랑\n\n${text}\n\n---\n\n끝`,
    characters: 0,
    tokens: 0,
    sections: [
      { key: "why", text, start: 5, characters: text.length, tokens: 1, inPrompt: true, error: null },
      { key: "past", text: "", start: 5 + text.length, characters: 0, tokens: 0, inPrompt: false, error: null },
      { key: "how", text: "끝", start: 12 + text.length, characters: 1, tokens: 1, inPrompt: true, error: null },
    ],
    marks: [mark(5, 7), mark(12 + text.length, 13 + text.length, { section: "how" })],
  });

  it("count their marks from their own beginning", () => {
    const parts = partsOf(rendered("하나"));
    expect(parts.map(({ marks }) => marks.map(({ start, end }) => [start, end]))).toEqual([[[0, 2]], [], [[0, 1]]]);
    expect(headOf(rendered("하나"))).toBe("# 랑");
  });

  it("stay the same ones where nothing changed", () => {
    const before = partsOf(rendered("하나"));
    const after = partsOf(rendered("하나와 둘"), before);
    expect(after[0]).not.toBe(before[0]);
    expect(after[2], "it only moved").toBe(before[2]);
  });
});

describe("places", () => {
  const source: TemplateSource = {
    sections: [{ key: "what", text: "가\n나 {{> outer}}" }],
    variables: [
      { name: "userName", type: "string", required: true },
      { name: "home", type: "object", required: true, default: {} },
    ],
    snippets: [
      { name: "outer", text: "{{> inner }}" },
      { name: "inner", text: "{{x}}" },
    ],
  };

  it("of a value are where its expression is written", () => {
    expect(markPlace(source, mark(0, 2, { line: 3, column: 4 }))).toEqual({
      section: "why",
      line: 3,
      column: 4,
      endLine: 3,
      endColumn: 16,
    });
  });

  it("inside a part are where the section puts it in, however deep", () => {
    const place = { section: "what", line: 2, column: 3 };
    expect(markPlace(source, mark(0, 1, { section: "what", snippet: "inner" }))).toEqual(place);
    const failure = { kind: "syntax" as const, message: "", line: 9, column: 9, start: 0, end: 0, subject: null };
    expect(failurePlace(source, "what", { ...failure, snippet: "inner" })).toEqual(place);
    expect(includeOf(source, "what", "nobody")).toEqual({ section: "what", line: 1, column: 1 });
  });

  it("tell which required variables have no value", () => {
    expect(missingIn(source, { userName: null }).map(({ name }) => name)).toEqual(["userName"]);
    expect(missingIn(source, { userName: "" })).toEqual([]);
  });
});

describe("questions while typing", () => {
  const line = () => {
    const open: { input: string; answer: (text: string) => void; fail: () => void }[] = [];
    const told: string[] = [];
    const asks = latest<string, string>(
      (input) => new Promise((resolve, reject) => open.push({ input, answer: resolve, fail: () => reject("broken") })),
      (outcome) => told.push("error" in outcome ? `! ${outcome.error.message}` : outcome.answer),
    );
    return { ...asks, open, told };
  };
  const rest = () => vi.advanceTimersByTimeAsync(30);

  it("are asked one at a time, and the newest is answered in the end", async () => {
    vi.useFakeTimers();
    const { want, open, told } = line();
    for (const text of ["가", "가나"]) want(text, 30);
    await rest();
    expect(
      open.map(({ input }) => input),
      "what came in between is left out",
    ).toEqual(["가나"]);
    want("가나다", 30);
    await rest();
    want("가나다라", 30);
    await rest();
    expect(open, "the first is still on its way").toHaveLength(1);
    open[0]?.answer("하나");
    await rest();
    expect(open.map(({ input }) => input)).toEqual(["가나", "가나다라"]);
    open[1]?.answer("둘");
    await rest();
    expect(told).toEqual(["하나", "둘"]);
    vi.useRealTimers();
  });

  it("go on after one that failed, and end with whoever asked", async () => {
    vi.useFakeTimers();
    const { want, stop, open, told } = line();
    want("가", 0);
    open[0]?.fail();
    await rest();
    want("나", 0);
    stop();
    open[1]?.answer("늦음");
    await rest();
    expect(told).toEqual(["! broken"]);
    vi.useRealTimers();
  });
});
