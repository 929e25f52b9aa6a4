// Cells go to the clipboard and come back as they were.
import { describe, expect, it } from "vitest";
import { byRow, pasteShape, planClear, planFill, planPaste } from "./changes";
import { copyText, joinTags, parseTsv, readCell, splitTags, toHtml, toTsv } from "./clipboard";
import { columns, makeRow, naming } from "./testGrid";
import type { Column, GridRow } from "./types";

const of = (key: string) => columns.find((column) => column.key === key) as Column;
const shown = (row: GridRow, column: string) => row[column];

describe("a table on the clipboard", () => {
  it.each([
    [
      [
        ["가족 여행", "2"],
        ["a\tb", 'say "hi"'],
      ],
    ],
    [
      [
        ["첫 줄\n둘째 줄", ""],
        ["", "끝"],
      ],
    ],
    [[['"']]],
  ])("comes back as it was: %j", (table) => {
    expect(parseTsv(toTsv(table))).toEqual(table);
  });

  it("is read with the line ends of any system, and without a row for the last one", () => {
    expect(parseTsv("a\tb\r\nc\td\r\n")).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
    expect(parseTsv("a\nb")).toEqual([["a"], ["b"]]);
    expect(parseTsv('5" nail\tx')).toEqual([['5" nail', "x"]]);
  });

  it("is an HTML table too, with nothing of it taken for markup", () => {
    expect(toHtml([["<b>", "a\nb"]])).toBe("<table><tr><td>&lt;b&gt;</td><td>a<br>b</td></tr></table>");
  });
});

describe("tags", () => {
  it.each([[["여행", "가족"]], [["a, b", 'c "d"', "e"]], [["둘\n줄"]], [[]]])("keep commas and quotes: %j", (tags) => {
    expect(splitTags(joinTags(tags))).toEqual(tags);
  });
});

describe("a value", () => {
  it.each([
    ["title", "가족"],
    ["description", "첫 줄\n둘째 줄"],
    ["intensity", "high"],
    ["weight", 42],
    ["tags", ["a, b", "c"]],
    ["is_active", false],
    ["profile", { growth: 1 }],
  ])("of %s comes back from the clipboard", (key, value) => {
    const [[text = ""] = []] = parseTsv(toTsv([[copyText(of(key), value, naming)]]));
    expect(readCell(of(key), text, naming)).toEqual({ value });
  });

  it.each([
    ["weight", "12a", { what: "notNumber" }],
    ["weight", "1.5", { what: "notWhole" }],
    ["weight", "101", { what: "most", limit: 100 }],
    ["intensity", "huge", { what: "option", text: "huge" }],
    ["is_active", "maybe", { what: "flag" }],
    ["title", "", { what: "required" }],
    ["title", "a\nb", { what: "oneLine" }],
    ["title", "가".repeat(21), { what: "tooLong", length: 21, longest: 20 }],
    ["tags", "a, a", { what: "twice", text: "a" }],
    ["profile", '{"growth": 1,\n}', { what: "json", line: 2, column: 1 }],
    ["created_at", "2026", { what: "readOnly" }],
  ])("of %s refuses %j with its reason", (key, text, problem) => {
    expect(readCell(of(key), text, naming)).toEqual({ problem });
  });

  it("is a choice by its key or by its name in either language", () => {
    for (const text of ["high", "High", "높음", " HIGH "]) {
      expect(readCell(of("intensity"), text, naming)).toEqual({ value: "high" });
    }
  });

  it("is yes or no in the words people use", () => {
    for (const text of ["TRUE", "1", "예", "yes", "켬"])
      expect(readCell(of("is_active"), text)).toEqual({ value: true });
    for (const text of ["FALSE", "0", "아니오", "no", "끔"])
      expect(readCell(of("is_active"), text)).toEqual({ value: false });
  });
});

describe("a paste", () => {
  const rows = [makeRow(0), makeRow(1), makeRow(2), makeRow(3)];

  it("fills the range with one value, repeats a block that fits, and else keeps the block's size", () => {
    expect(pasteShape([["a"]], { height: 4, width: 3 })).toEqual({ height: 4, width: 3 });
    expect(pasteShape([["a"], ["b"]], { height: 4, width: 1 })).toEqual({ height: 4, width: 1 });
    expect(pasteShape([["a"], ["b"]], { height: 3, width: 1 })).toEqual({ height: 2, width: 1 });
  });

  it("refuses bad numbers with a reason and takes the rest", () => {
    const changes = planPaste("7\r\nx\r\n2\r\n500", rows, [of("weight")], shown, naming);
    expect(changes.map(({ row, now, problem }) => [row.id, now, problem?.what])).toEqual([
      ["r0", 7, undefined],
      ["r1", null, "notNumber"],
      ["r3", null, "most"],
    ]);
    expect(byRow(changes)).toEqual([{ row: rows[0], set: { weight: 7 } }]);
  });

  it("leaves alone what would not change", () => {
    expect(planPaste("0\n1\n2\n3", rows, [of("weight")], shown, naming)).toEqual([]);
  });

  it("fills down from a row and clears only what may be empty", () => {
    const filled = planFill(makeRow(9), rows, [of("weight"), of("intensity")], shown);
    expect(filled.map((change) => [change.column.key, change.now])).toEqual(rows.map(() => ["weight", 9]));
    const cleared = planClear(rows.slice(0, 1), [of("title"), of("tags"), of("weight")], shown);
    expect(cleared.map((change) => [change.now, change.problem?.what])).toEqual([
      [null, "required"],
      [[], undefined],
      [null, undefined],
    ]);
  });
});
