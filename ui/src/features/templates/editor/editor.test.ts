// What the editor knows without a window: orders, places, searching, completion, undo over sections, variables.
import { readdirSync, readFileSync } from "node:fs";
import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState, Text } from "@codemirror/state";
import { describe, expect, it, vi } from "vitest";
import type { Finding, PathUse, ScopeAt } from "../../../backend";
import { en } from "../../../words/en";
import { ko } from "../../../words/ko";
import { isArrangement, moved, SECTIONS } from "./arrange";
import { completionSource, offered, type Wanted, wantedAt } from "./completion";
import { defaultText, guessed, nameFault, readDefault, sorted, undeclared } from "./declarations";
import { diagnosticsOf, nextFinding } from "./diagnostics";
import { findingText, fixText } from "./findingWords";
import { bySection, editsBySection, offsetAt, placeOf, rangeOf, sameFinding } from "./places";
import { findAll, pattern, replacements, step } from "./search";
import { UndoOrder } from "./undoOrder";

const finding = (part: Partial<Finding>): Finding => ({
  severity: "error",
  rule: "undeclared-variable",
  section: "why",
  snippet: null,
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  message: "there is no variable `x`",
  arguments: {},
  fix: null,
  ...part,
});

describe("the order of sections", () => {
  const usual = [...SECTIONS];

  it("keeps why before how before what", () => {
    expect(isArrangement(usual)).toBe(true);
    expect(isArrangement(["past", "why", "how", "what", "trauma", "relationship", "personality"])).toBe(true);
    expect(isArrangement(["how", "why", "past", "trauma", "personality", "what", "relationship"])).toBe(false);
    expect(isArrangement(usual.slice(1))).toBe(false);
  });

  it("changes by one place, where it may", () => {
    expect(moved(usual, "past", -1)?.slice(0, 2)).toEqual(["past", "why"]);
    expect(moved(usual, "why", -1)).toBeNull();
    expect(moved(["why", "how", "past", "trauma", "personality", "what", "relationship"], "how", -1)).toBeNull();
    expect(moved(usual, "relationship", 1)).toBeNull();
  });

  it("is that of the seven: extra ones stay out of it", () => {
    expect(moved([...usual, "notes"], "notes", -1)).toBeNull();
    expect(moved([...usual, "notes"], "relationship", 1)).toBeNull();
    expect(moved([...usual, "notes"], "past", -1)).toHaveLength(7);
  });
});

describe("places", () => {
  const doc = Text.of(["가나다", "", "😀 four"]);

  it("count from one, in UTF-16, and stay inside of the text", () => {
    expect(offsetAt(doc, 1, 1)).toBe(0);
    expect(offsetAt(doc, 3, 3)).toBe(7);
    expect(offsetAt(doc, 1, 99)).toBe(3);
    expect(offsetAt(doc, 99, 1)).toBe(doc.length);
    expect(rangeOf(doc, { line: 1, column: 2, endLine: 3, endColumn: 3 })).toEqual({ from: 1, to: 7 });
    expect(rangeOf(doc, { line: 3, column: 1 })).toEqual({ from: 5, to: 5 });
  });

  it("are those of sections only: parts are not written here", () => {
    const parted = finding({ section: null, snippet: "greeting" });
    expect(placeOf(parted)).toBeNull();
    expect([...bySection([parted, finding({}), finding({ section: "how" }), finding({ line: 2 })])]).toMatchObject([
      ["why", [{ line: 1 }, { line: 2 }]],
      ["how", [{ line: 1 }]],
    ]);
    const edit = { section: "why", snippet: null, start: 1, end: 2, text: "x" };
    expect(editsBySection([edit, { ...edit, section: null, snippet: "p" }])).toEqual(
      new Map([["why", [{ from: 1, to: 2, insert: "x" }]]]),
    );
  });

  it("of a finding are found again after the text moved", () => {
    const wanted = finding({ line: 3, arguments: { name: "x" } });
    const moved = finding({ line: 5, arguments: { name: "x" } });
    const other = finding({ line: 3, arguments: { name: "y" } });
    const far = finding({ line: 90, arguments: { name: "x" } });
    expect(sameFinding(wanted, [other, far, moved])).toBe(moved);
    expect(sameFinding(wanted, [other])).toBeUndefined();
  });
});

describe("findings", () => {
  it("become marks in the order of the text, with their fix", () => {
    const fix = { arguments: { to: "needs" }, edits: [] };
    const onFix = vi.fn();
    const marks = diagnosticsOf(
      Text.of(["one", "two"]),
      [
        finding({ line: 2, endLine: 2, endColumn: 3, fix }),
        finding({ severity: "info", rule: "not known", message: "hm" }),
      ],
      en,
      onFix,
    );
    expect(marks).toMatchObject([
      { from: 0, to: 0, severity: "info", message: "hm" },
      { from: 4, to: 6, severity: "error", actions: [{ name: "Replace with needs" }] },
    ]);
    marks[1]?.actions?.[0]?.apply(null as never, 0, 0);
    expect(onFix).toHaveBeenCalledOnce();
    expect(diagnosticsOf(Text.of([""]), [finding({ fix })], en, null)[0]?.actions).toEqual([]);
  });

  it("are gone through over all sections, around the end", () => {
    const one = { finding: finding({}), section: "why", from: 3, to: 4 };
    const other = { ...one, section: "how", from: 0 };
    const all = [one, other];
    const order = ["why", "past", "how"];
    expect(nextFinding(all, order, null, 1)).toBe(one);
    expect(nextFinding(all, order, { section: "why", from: 3 }, 1)).toBe(other);
    expect(nextFinding(all, order, { section: "how", from: 0 }, 1)).toBe(one);
    expect(nextFinding(all, order, { section: "past", from: 9 }, -1)).toBe(one);
    expect(nextFinding(all, order, { section: "why", from: 0 }, -1)).toBe(other);
    expect(nextFinding([], order, null, 1)).toBeUndefined();
  });

  it("have words in both languages for every rule of the core", () => {
    const folder = "../src-tauri/core/src/prompts/lint";
    const sources = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8"));
    const code = sources.filter((text) => !text.includes("const SECRETS")).join("\n");
    const rules = new Set([...code.matchAll(/"([a-z]+(?:-[a-z]+)+)"/g)].map(([, rule]) => rule ?? ""));
    expect(rules.size).toBeGreaterThan(20);
    for (const rule of [...rules, "budget", "secret", "personal-data"]) {
      expect(Object.keys(en.templateEditor.rules), "words for each rule").toContain(rule);
    }
  });

  it("say what they are about, and nothing of another language", () => {
    const about = finding({ arguments: { name: "nedes", near: "needs", path: "nedes" } });
    expect(findingText(en, about)).toBe("There is no variable “nedes”. Did you mean “needs”?");
    expect(findingText(ko, about)).toBe("선언하지 않은 변수예요: nedes. 혹시 ‘needs’인가요?");
    expect(findingText(ko, finding({ rule: "of-tomorrow" }))).toBe("there is no variable `x`");
  });

  it("of syntax say what is wrong with the tag they point at", () => {
    const said = (subject: string, to?: string) =>
      findingText(
        en,
        finding({ rule: "syntax", arguments: { subject }, fix: to ? { arguments: { to }, edits: [] } : null }),
      );
    expect(said("{{#if a}}")).toContain("block is not closed");
    expect(said("{{/if}}")).toContain("not open");
    expect(said("{{/if}}", "{{/each}}")).toBe("{{/if}} stands where {{/each}} is expected");
    expect(said("{{else}}")).toContain("no open block");
    expect(said("{{name")).toContain("tag is not closed");
    expect(said("{{a b c}}"), "whatever else it is, the engine says it").toBe("there is no variable `x`");
    expect(fixText(en, { arguments: { heading: "## WHY" }, edits: [] })).toBe("Add ## WHY");
    expect(fixText(en, { arguments: { to: " " }, edits: [] })).toBe("Fix");
  });
});

describe("searching", () => {
  const texts = [
    { key: "why", text: "나는 {{name}}. Name!" },
    { key: "how", text: "name, name" },
  ];
  const found = (text: string, regex = false, matchCase = false) => {
    const wanted = pattern({ text, regex, matchCase });
    return wanted instanceof RegExp ? findAll(texts, wanted) : wanted;
  };
  const places = (text: string, regex?: boolean, matchCase?: boolean) => {
    const all = found(text, regex, matchCase);
    return Array.isArray(all) ? all.map(({ section, from }) => [section, from]) : all;
  };

  it("goes through all sections, plain or by expression", () => {
    expect(places("name")).toHaveLength(4);
    expect(places("name", false, true)).toHaveLength(3);
    expect(places("{{name}}")).toEqual([["why", 3]]);
    expect(places(".")).toEqual([["why", 11]]);
    expect(places("^name", true)).toEqual([["how", 0]]);
    expect(places("{{\\w+", true), "braces stand for themselves").toEqual([["why", 3]]);
    expect(places("x*", true), "what matches nothing is no match").toEqual([]);
    expect(places("")).toBeNull();
    expect(places("(", true)).toBeInstanceOf(Error);
  });

  it("replaces, with the groups of an expression", () => {
    const all = found("(na)(?<rest>me)", true);
    if (!Array.isArray(all)) throw new Error("nothing found");
    expect(replacements(all.slice(0, 1), "$<rest>$1-$&$$$9", true).get("why")).toEqual([
      { from: 5, to: 9, insert: "mena-name$$9" },
    ]);
    expect(replacements(all, "$1", false).get("how")).toEqual([
      { from: 0, to: 4, insert: "$1" },
      { from: 6, to: 10, insert: "$1" },
    ]);
  });

  it("walks from where the cursor is, around the end", () => {
    const all = found("name");
    if (!Array.isArray(all)) throw new Error("nothing found");
    const order = ["why", "past", "how"];
    expect(step(all, order, null, 1)).toBe(0);
    expect(step(all, order, { section: "why", from: 5, to: 9 }, 1)).toBe(1);
    expect(step(all, order, { section: "past", from: 0, to: 0 }, 1)).toBe(2);
    expect(step(all, order, { section: "how", from: 6, to: 10 }, 1)).toBe(0);
    expect(step(all, order, { section: "why", from: 5, to: 9 }, -1)).toBe(3);
    expect(step([], order, null, 1)).toBe(-1);
  });
});

describe("undo over sections", () => {
  it("follows the order of writing, and skips what has nothing left", () => {
    const order = new UndoOrder();
    const does = vi.fn((key: string) => key !== "past");
    order.wrote({ keys: ["why"] });
    order.wrote({ keys: ["how"] });
    order.wrote({ keys: ["past"] });
    expect(order.last).toBe("past");
    expect(order.undo(does)).toEqual(["how"]);
    expect(order.undo(does)).toEqual(["why"]);
    expect(order.undo(does)).toBeNull();
    expect(order.redo(() => true)).toEqual(["why"]);
    order.wrote({ keys: ["what"] });
    expect(
      order.redo(() => true),
      "what was undone is gone once something else is written",
    ).toBeNull();
  });

  it("takes several sections, and what belongs to them, as one step", () => {
    const order = new UndoOrder();
    const [back, again] = [vi.fn(), vi.fn()];
    order.wrote({ keys: ["why", "how"], back, again });
    expect(order.last).toBeNull();
    expect(order.undo(() => true)).toEqual(["why", "how"]);
    expect(order.redo(() => true)).toEqual(["why", "how"]);
    expect([back, again].map((one) => one.mock.calls.length)).toEqual([1, 1]);
  });
});

const scope: ScopeAt = {
  blocks: [{ helper: "each", expression: "{{#each needs}}", line: 1, inElse: false }],
  paths: [
    { path: "intensity", type: "string", sample: "강함", origin: "field", way: "needs.*.intensity" },
    { path: "experiences", type: "array", sample: [{ title: "x".repeat(80) }], origin: "variable", way: "experiences" },
    { path: "@index", type: "number", sample: 0, origin: "counter", way: "" },
    { path: "../userName", type: null, sample: null, origin: "parent", way: "userName" },
  ],
  helpers: ["if", "unless", "each", "with", "lookup"],
  snippets: ["greeting"],
};

describe("completion", () => {
  const wanted = (marked: string) => {
    const place = marked.indexOf("|");
    const found = wantedAt(marked.replace("|", ""), place);
    return found && [found.what, found.from, found.helper];
  };

  it("knows what is being written", () => {
    expect(wanted("{{|}}")).toEqual(["value", 2, null]);
    expect(wanted("{{~ na|me }}")).toEqual(["value", 4, null]);
    expect(wanted("{{{ ../a.b| }}}")).toEqual(["value", 4, null]);
    expect(wanted("{{#ea|}}")).toEqual(["block", 3, null]);
    expect(wanted("{{#each ne|}}")).toEqual(["argument", 8, "each"]);
    expect(wanted("{{else if a|}}")).toEqual(["argument", 10, "if"]);
    expect(wanted("{{lookup (lookup a |) 1}}")).toEqual(["argument", 19, "lookup"]);
    expect(wanted("{{> gr|}}")).toEqual(["partial", 4, null]);
    expect(wanted("{{> p who=na|}}")).toEqual(["argument", 10, null]);
    expect(wanted("{{/ea|}}")).toEqual(["close", 3, null]);
    expect(wanted("{{na|")).toEqual(["value", 2, null]);
    expect(wanted("prose |")?.[0]).toBe("prose");
  });

  it("is silent in comments, quotes, names of a block and beside braces", () => {
    for (const text of ["{{! a| }}", "{{lookup a 'b|'}}", "{{name}|}"]) expect(wanted(text), text).toBeNull();
    expect(wantedAt("{{#each a as |x", 15)).toBeNull();
  });

  it("offers paths with their type and a sample, helpers, parts and the end of the block", () => {
    const labels = (what: Wanted["what"], helper: string | null = null) =>
      offered({ what, from: 0, at: 0, helper }, scope, en).map(({ label }) => label);
    expect(labels("value")).toEqual([
      ...scope.paths.map(({ path }) => path),
      "#if",
      "#unless",
      "#each",
      "#with",
      "lookup",
      "else",
    ]);
    expect(labels("argument")).toEqual(scope.paths.map(({ path }) => path));
    expect(labels("block")).toEqual(["if", "unless", "each", "with"]);
    expect(labels("partial")).toEqual(["greeting"]);
    expect(labels("close")).toEqual(["each"]);
    const [field, list] = offered({ what: "argument", from: 0, at: 0, helper: "each" }, scope, en);
    expect(field?.detail).toBe('text · "강함"');
    expect(list?.detail).toMatch(/^list · \[\{"title":"x+…$/);
    expect((list?.boost ?? 0) > (field?.boost ?? 0), "a loop goes through lists").toBe(true);
  });

  it("asks the core before the tag, and only inside of one unless it is told to", async () => {
    const ask = vi.fn(async () => scope);
    const source = completionSource(ask, () => en);
    const state = EditorState.create({ doc: "a {{inte}}" });
    const result = await source(new CompletionContext(state, 8, false));
    expect(ask).toHaveBeenCalledWith(2);
    expect(result).toMatchObject({ from: 4 });
    expect(result?.options[0]).toMatchObject({ label: "intensity" });
    expect(await source(new CompletionContext(state, 1, false))).toBeNull();
    const told = await source(new CompletionContext(state, 1, true));
    expect(told?.options[0]).toMatchObject({ apply: "{{intensity}}" });
  });

  it("offers nothing while a syllable is composed, nor where nothing may be written, nor without an answer", async () => {
    const ask = vi.fn(async () => scope);
    const source = completionSource(ask, () => en);
    const state = EditorState.create({ doc: "{{a}}" });
    const composing = new CompletionContext(state, 3, true, { compositionStarted: true } as never);
    expect(await source(composing)).toBeNull();
    const locked = EditorState.create({ doc: "{{a}}", extensions: EditorState.readOnly.of(true) });
    expect(await source(new CompletionContext(locked, 3, true))).toBeNull();
    expect(ask).not.toHaveBeenCalled();
    const silent = completionSource(
      () => Promise.reject(new Error("away")),
      () => en,
    );
    expect(await silent(new CompletionContext(state, 3, true))).toBeNull();
  });
});

describe("variables", () => {
  const declared = [
    { name: "needs", type: "array" as const },
    { name: "userName", type: "string" as const },
  ];
  const use = (way: string, role: PathUse["role"]): PathUse => ({
    section: "why",
    snippet: null,
    written: way,
    way,
    variable: way.split(".")[0] ?? null,
    role,
    line: 1,
    column: 1,
    start: 0,
    end: 1,
  });

  it("have names that can be written and nobody has", () => {
    expect(nameFault("", declared, null)).toBe("required");
    expect(nameFault("두 말", declared, null)).toBe("pattern");
    expect(nameFault("2nd", declared, null)).toBe("pattern");
    expect(nameFault("each", declared, null)).toBe("reserved");
    expect(nameFault("needs", declared, null)).toBe("taken");
    expect(nameFault("needs", declared, "needs")).toBeNull();
    expect(nameFault("이름_2", declared, null)).toBeNull();
  });

  it("have defaults of their type", () => {
    expect(readDefault("string", "")).toBeNull();
    expect(readDefault("string", "3")).toEqual({ value: "3" });
    expect(readDefault("number", " 0.5 ")).toEqual({ value: 0.5 });
    expect(readDefault("boolean", "false")).toEqual({ value: false });
    expect(readDefault("array", '["a"]')).toEqual({ value: ["a"] });
    expect(readDefault("object", "[]")).toBe("type");
    expect(readDefault("object", "null")).toBe("type");
    expect(readDefault("array", "[")).toBe("unreadable");
    expect(defaultText({ name: "a", type: "boolean", default: false })).toBe("false");
    expect(defaultText({ name: "a", type: "string", default: "글" })).toBe("글");
    expect(defaultText({ name: "a", type: "string" })).toBe("");
  });

  it("that are used without being declared get the type of their use", () => {
    const uses = [use("needs", "list"), use("list.*.x", "printed"), use("deep.x", "printed"), use("flag", "condition")];
    expect(undeclared(declared, uses)).toEqual(["list", "deep", "flag"]);
    const types = ["list", "deep", "flag", "other"].map((name) => guessed(name, uses, []).type);
    expect(types).toEqual(["array", "object", "boolean", "string"]);
    expect(guessed("list", [], [{ name: "list", type: "object", producer: "pool", sample: {} }]).type).toBe("object");
  });

  it("are sorted by name, type or use", () => {
    const names = (by: Parameters<typeof sorted>[1], descending = false) =>
      sorted(declared, by, descending, new Map([["userName", 3]])).map(({ name }) => name);
    expect(names("declared", true)).toEqual(["userName", "needs"]);
    expect(names("name")).toEqual(["needs", "userName"]);
    expect(names("type")).toEqual(["userName", "needs"]);
    expect(names("uses", true)).toEqual(["userName", "needs"]);
  });
});
