// JSON of any size: a million nodes and a long text open as fast as a small one, because only what is seen is read.

import { MantineProvider } from "@mantine/core";
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import type { JsonPart } from "../../backend";
import { JsonViewer } from "./JsonViewer";
import { helpAt } from "./schemaHelp";
import { findIn, type JsonSource, memorySource, partOf, wholeOf } from "./source";
import { linesOf } from "./tree";

const pause = (time = 20) => act(() => new Promise((resolve) => setTimeout(resolve, time)));
const items = () => screen.getAllByRole("treeitem");
const texts = () => items().map((item) => item.textContent);

async function shown(source: JsonSource, help?: Parameters<typeof JsonViewer>[0]["help"]) {
  const view = render(
    <MantineProvider env="test">
      <JsonViewer label="Output" source={source} help={help} />
    </MantineProvider>,
  );
  await pause();
  return { ...view, user: userEvent.setup() };
}

/** A million numbers that exist only where somebody looks. */
function endless(): { source: JsonSource; read: ReturnType<typeof vi.fn> } {
  const read = vi.fn(async (path: (string | number)[], from: number, count: number): Promise<JsonPart> => {
    if (path.length === 0) {
      const entry = { key: "needs", kind: "array" as const, size: 1_000_000, value: null, cut: false };
      return { kind: "object", size: 1, entries: [entry], text: null };
    }
    const last = Math.min(1_000_000, from + count);
    const entries = Array.from({ length: last - from }, (_, at) => ({
      key: from + at,
      kind: "number" as const,
      size: 0,
      value: from + at,
      cut: false,
    }));
    return { kind: "array", size: 1_000_000, entries, text: null };
  });
  return { read, source: { read, find: async () => ({ paths: [["needs", 987_654]], more: false }) } };
}

describe("the viewer", () => {
  it("opens a million nodes without drawing or reading them", async () => {
    const { source, read } = endless();
    const { user } = await shown(source);
    expect(texts()).toEqual(["1 key", "needs1,000,000 items"]);
    await user.click(screen.getByRole("button", { name: "Unfold needs" }));
    await pause();
    expect(items().length).toBeLessThan(80);
    expect(read.mock.calls.map(([path, from]) => [path, from])).toEqual([
      [[], 0],
      [["needs"], 0],
    ]);
  });

  it("goes to a place far away and reads only the page it lies on", async () => {
    const { source, read } = endless();
    const { user } = await shown(source);
    await user.type(screen.getByRole("textbox", { name: "Search in JSON" }), "987654");
    await waitFor(() => expect(screen.getByTestId("json-hits").textContent).toBe("1 of 1"));
    await waitFor(() => expect(screen.getByTestId("json-place").textContent).toBe("needs[987654]"));
    expect(read.mock.calls.filter(([path]) => path.length > 0)).toHaveLength(2);
    expect(screen.getByRole("treeitem", { selected: true }).textContent).toBe("987654987654");
    expect(screen.getByRole("treeitem", { selected: true }).getAttribute("aria-setsize")).toBe("1000000");
  });

  it("goes from match to match, around the end, with Enter", async () => {
    const { user } = await shown(memorySource({ a: { mood: "cosy" }, b: ["quiet mood", 1] }));
    await user.type(screen.getByRole("textbox", { name: "Search in JSON" }), "mood");
    await waitFor(() => expect(screen.getByTestId("json-hits").textContent).toBe("1 of 2"));
    const place = () => screen.getByTestId("json-place").textContent;
    await waitFor(() => expect(place()).toBe("a.mood"));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(place()).toBe("b[0]"));
    expect(screen.getByRole("treeitem", { selected: true }).querySelector("mark")?.textContent).toBe("mood");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(place()).toBe("a.mood"));
  });

  it("is walked with arrows, folded, and says what the schema says", async () => {
    const schema = {
      type: "object",
      properties: { needs: { $ref: "#/$defs/Needs", description: "all six" } },
      $defs: { Needs: { title: "Needs", type: "array", items: { type: "number" } } },
    };
    const { user } = await shown(memorySource({ needs: [1, 2], name: "서준" }), (path) => helpAt(schema, path));
    const tree = screen.getByRole("tree", { name: "Output" });
    act(() => tree.focus());
    await user.keyboard("{ArrowDown}");
    expect(screen.getByTestId("json-place").textContent).toBe("needsNeedsarray<number>all six");
    await user.keyboard("{ArrowLeft}");
    expect(texts()).toEqual(["2 keys", "needs2 items", "name서준"]);
    await user.keyboard("{ArrowRight}{ArrowRight}");
    await pause();
    expect(screen.getByTestId("json-place").textContent).toBe("needs[0]number");
    await user.keyboard("{ArrowLeft}");
    expect(screen.getByTestId("json-place").textContent).toContain("needs");
    await user.click(screen.getByRole("button", { name: "Fold all" }));
    expect(texts()).toEqual(["2 keys", "needs2 items", "name서준"]);
    await user.click(screen.getByRole("button", { name: "Unfold all" }));
    await pause();
    expect(texts()).toHaveLength(5);
  });

  it("copies a path and a value", async () => {
    const { user } = await shown(memorySource({ a: { b: [1] } }));
    act(() => screen.getByRole("tree").focus());
    await user.keyboard("{ArrowDown}");
    await user.click(screen.getByRole("button", { name: "Copy path" }));
    expect(await navigator.clipboard.readText()).toBe("a");
    act(() => screen.getByRole("tree").focus());
    await user.keyboard("{Control>}c{/Control}");
    await pause();
    expect(JSON.parse(await navigator.clipboard.readText())).toEqual({ b: [1] });
  });

  it("shows a long text line by line", async () => {
    const { user } = await shown(memorySource({ prompt: `# WHY\n${"가".repeat(300)}` }));
    expect(texts()[1]).toContain("306 letters");
    await user.click(screen.getByRole("button", { name: "Unfold prompt" }));
    await pause();
    expect(texts().slice(2)).toEqual(["# WHY", "가".repeat(120), "가".repeat(120), "가".repeat(60)]);
  });

  it("says why a part could not be read, and tries again", async () => {
    const read = vi.fn(memorySource({ a: 1 }).read).mockRejectedValueOnce(new Error("the database is away"));
    const { user } = await shown({ read, find: async () => ({ paths: [], more: false }) });
    await user.click(screen.getByRole("button", { name: /try again/i }));
    await pause();
    expect(texts()).toEqual(["1 key", "a1"]);
  });

  it("has a name for everything", async () => {
    const { container } = await shown(memorySource({ a: { b: [1] }, c: "text" }));
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map((one) => one.id)).toEqual([]);
    expect(within(container).getByRole("tree")).toBeTruthy();
  });
});

describe("a JSON read in parts", () => {
  it("cuts long texts and gives them letter by letter", () => {
    const value = { text: "x".repeat(3000) };
    expect(partOf(value, [], 0, 10).entries[0]).toMatchObject({ size: 3000, cut: true });
    expect(partOf(value, ["text"], 2990, 100).text).toBe("x".repeat(10));
  });

  it("is put together again for the clipboard, unless it is too much", async () => {
    const value = { long: "y".repeat(5000), list: Array.from({ length: 450 }, (_, at) => at) };
    expect(JSON.parse((await wholeOf(memorySource(value), [])) ?? "")).toEqual(value);
    expect(await wholeOf(memorySource(Array.from({ length: 6000 }, () => 1)), [])).toBeNull();
  });

  it("finds keys and values whatever their case, and says that there are more", () => {
    expect(findIn({ Mood: 1, a: ["mood", "MOOD"] }, "mood", 2)).toEqual({ paths: [["Mood"], ["a", 0]], more: true });
  });

  it("keeps a letter of two units whole", () => {
    expect(linesOf("🙂".repeat(130)).map((line) => [...line].length)).toEqual([120, 10]);
  });
});

describe("help from a schema", () => {
  it("goes through references, alternatives and lists", () => {
    const schema = {
      properties: {
        scene: {
          $defs: { Colour: { title: "Colour", type: "string", description: "as the pool has it" } },
          properties: { colours: { anyOf: [{ type: "null" }, { type: "array", items: { $ref: "#/$defs/Colour" } }] } },
        },
        kind: { enum: ["a", "b"] },
      },
    };
    expect(helpAt(schema, ["scene", "colours", 3])).toEqual({
      title: "Colour",
      type: "string",
      description: "as the pool has it",
    });
    expect(helpAt(schema, ["scene", "colours"])?.type).toBe("null | array<string>");
    expect(helpAt(schema, ["kind"])?.type).toBe('"a" | "b"');
    expect(helpAt(schema, ["else"])).toBeNull();
  });
});
