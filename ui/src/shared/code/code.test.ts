// Folding, partners of blocks, what typing adds, and the smallest changes from one text to another.
import { ChangeSet, EditorSelection, EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { foldable } from "./folding";
import { decorate } from "./highlight";
import { minimalEdits, theirChanges } from "./minimalEdits";
import { family, parsed } from "./parsed";
import { autoClosing, typed } from "./typing";

/** A state with the cursor where `|` stands. */
function at(marked: string): EditorState {
  const place = marked.indexOf("|");
  const doc = marked.replace("|", "");
  return EditorState.create({ doc, selection: EditorSelection.cursor(place), extensions: autoClosing });
}

/** What the text is after typing, with the cursor in it. */
function typing(marked: string, keys: string): string {
  let state = at(marked);
  for (const key of keys) {
    const { head } = state.selection.main;
    const does = typed(state, head, head, key);
    const plain = { changes: { from: head, insert: key }, selection: { anchor: head + 1 } };
    state = state.update(does ?? plain).state;
  }
  const { head } = state.selection.main;
  return `${state.sliceDoc(0, head)}|${state.sliceDoc(head)}`;
}

describe("typing", () => {
  it("closes a tag, and a third brace of its own", () => {
    expect(typing("a |", "{{")).toBe("a {{|}}");
    expect(typing("|", "{{{")).toBe("{{{|}}}");
    expect(typing("|", "{{name}}")).toBe("{{name}}|");
  });

  it("leaves single braces, escaped ones and closed ones alone", () => {
    expect(typing("|", "{a}")).toBe("{a}|");
    expect(typing("\\|", "{{")).toBe("\\{{|");
    expect(typing("{|name}}", "{")).toBe("{{|name}}");
  });

  it("ends the innermost block that is open", () => {
    expect(typing("{{#each a}}{{#if b}}x|", "{{/")).toBe("{{#each a}}{{#if b}}x{{/if}}|");
    expect(typing("{{#each a}}{{#if b}}x{{/if}}|", "{{~/")).toBe("{{#each a}}{{#if b}}x{{/if}}{{~/each}}|");
    expect(typing("no block |", "{{/")).toBe("no block {{/|}}");
  });

  it("lets people type over what it added", () => {
    expect(typing("{{#each a}}|", "{{/each}} on")).toBe("{{#each a}}{{/each}} on|");
    expect(typing("{{#each a}}|", "{{/each}")).toBe("{{#each a}}{{/each}}|");
    expect(typing("{{#each a}}|", "{{/ and")).toBe("{{#each a}}{{/each}} and|");
  });

  it("adds nothing where nothing may be written", () => {
    const state = EditorState.create({ doc: "{", extensions: [autoClosing, EditorState.readOnly.of(true)] });
    expect(typed(state, 1, 1, "{")).toBeNull();
  });
});

describe("partners", () => {
  it("are the opening, the branches and the end", () => {
    const state = at("{{#if a}}x{{else}}y{{/if|}}");
    const tags = family(parsed(state), state.selection.main.head);
    expect(tags.map(({ start, end }) => state.sliceDoc(start, end))).toEqual(["{{#if a}}", "{{else}}", "{{/if}}"]);
    expect(family(parsed(state), 9), "an edge belongs to its tag").toHaveLength(3);
    expect(family(parsed(at("plain| {{a}}")), 5)).toEqual([]);
  });

  it("are worked out once for a text", () => {
    const state = at("{{a}}|");
    expect(parsed(state)).toBe(parsed(state.update({ selection: { anchor: 0 } }).state));
  });
});

describe("folding", () => {
  const folds = (doc: string, line: number) => {
    const state = EditorState.create({ doc });
    const range = foldable(state, state.doc.line(line).from);
    return range && state.sliceDoc(range.from, range.to);
  };

  it("hides what a block holds", () => {
    expect(folds("{{#each a}}\nx\n{{/each}}", 1)).toBe("\nx\n");
    expect(folds("{{#if a}}x{{/if}}", 1), "one line cannot be folded").toBeNull();
    expect(folds("{{#if a}}\nx", 1), "nor what has no end").toBeNull();
  });

  it("hides what stands below a heading, up to the next of its rank", () => {
    const text = "## A\na\n### B\nb\n\n## C\nc";
    expect(folds(text, 1)).toBe("\na\n### B\nb");
    expect(folds(text, 3)).toBe("\nb");
    expect(folds("## A\n\n", 1)).toBeNull();
  });
});

describe("colours", () => {
  it("are in order, also of headings and lists", () => {
    const state = EditorState.create({ doc: "## {{a}}\n- {{> b}}\n1. \\{{c}}" });
    const ranges = decorate(state, 0, state.doc.length);
    expect(ranges.map(({ from, to }) => [from, to])).toEqual(
      expect.arrayContaining([
        [0, 0],
        [9, 10],
        [19, 21],
        [22, 25],
      ]),
    );
  });
});

describe("the smallest changes", () => {
  const apply = (before: string, after: string) =>
    ChangeSet.of(minimalEdits(before, after), before.length)
      .apply(EditorState.create({ doc: before }).doc)
      .toString();

  it("touch only what differs", () => {
    expect(minimalEdits("one two three", "one 2 three")).toEqual([{ from: 4, to: 7, insert: "2" }]);
    expect(minimalEdits("same", "same")).toEqual([]);
    expect(minimalEdits("a\nb\nc", "a\nx\nb\nc!")).toEqual([
      { from: 2, to: 2, insert: "x\n" },
      { from: 5, to: 5, insert: "!" },
    ]);
  });

  it("always lead to the other text", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const text = () =>
      Array.from({ length: random(60) }, () => ["가", "나", "a", "\n", "{{", "😀"][random(6)]).join("");
    for (let round = 0; round < 300; round++) {
      const [before, after] = [text(), text()];
      expect(apply(before, after)).toBe(after);
    }
  });

  it("keep what both of two people wrote", () => {
    const [base, mine, theirs] = ["one two three", "one two three four", "ONE two three"];
    const both = theirChanges(base, theirs, mine).apply(EditorState.create({ doc: mine }).doc);
    expect(both.toString()).toBe("ONE two three four");
  });
});
