// The shared parts on their own: what a value is, what a picture says in words, what a key means, what a CSV holds.
import { MantineProvider } from "@mantine/core";
import { render, screen, within } from "@testing-library/react";
import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";
import { toCsv } from "./csv";
import { TextDiff } from "./Diff";
import { makeFormat } from "./format";
import { HeatMap } from "./HeatMap";
import { contains, JsonTree } from "./JsonTree";
import { pathOf } from "./json/source";
import { isComposing, matches } from "./keys";
import { preferences, reloadPreferences } from "./preferences";
import { Radar } from "./Radar";
import { kindOf } from "./valueKind";

const show = (part: ReactElement) => render(<MantineProvider env="test">{part}</MantineProvider>);

describe("the radar", () => {
  it("is a sentence for screen readers, with every spoke and its number", () => {
    const spokes = [
      { label: "Safety", value: 0.8 },
      { label: "Belonging", value: 0.35 },
      { label: "Growth", value: 1 },
    ];
    show(<Radar label="Need profile" spokes={spokes} format={(value) => value.toFixed(2)} />);
    const image = screen.getByRole("img", { name: "Need profile: Safety 0.80, Belonging 0.35, Growth 1.00" });
    expect(image.querySelectorAll("line")).toHaveLength(3);
  });
});

describe("the heat map", () => {
  const map = (view: "map" | "table") => (
    <HeatMap
      title="Experiences"
      summary="1 of 2 cells below target"
      rowTitle="Need"
      columnTitle="Intensity"
      rows={[{ key: "growth", label: "Growth" }]}
      columns={[
        { key: "low", label: "Low" },
        { key: "high", label: "High" },
      ]}
      cells={[
        { row: "growth", column: "low", value: 4, target: 10 },
        { row: "growth", column: "high", value: 12, target: 10 },
      ]}
      view={view}
      onView={() => undefined}
    />
  );

  it("is a table whose cells say their number, their target and what is missing", () => {
    show(map("map"));
    const table = screen.getByRole("table", { name: "Experiences" });
    expect(within(table).getByRole("rowheader", { name: "Growth" })).toBeTruthy();
    expect(within(table).getByText("4 of 10, 6 missing")).toBeTruthy();
    expect(within(table).getByText("12 of 10, reached")).toBeTruthy();
  });

  it("can be read as a plain list of numbers", () => {
    show(map("table"));
    const cells = screen.getAllByRole("cell").map((cell) => cell.textContent);
    expect(cells).toEqual(["Growth", "Low", "4", "10", "6", "Growth", "High", "12", "10", "–"]);
  });
});

describe("a value", () => {
  it.each([
    ["need_profile", { survival: 1, belonging: 0, recognition: 0, autonomy: 0, growth: 0, meaning: 0 }, "needs"],
    ["value", "#8B4513", "colour"],
    ["colors", { primary: "#112233", accent: "#445566" }, "colours"],
    ["tags", ["family", "travel"], "chips"],
    ["learnings", ["기다리는 쪽이 편하다."], "list"],
    ["need_type", "growth", "word"],
    ["title", "가족 여행", "line"],
    ["description", "가".repeat(200), "prose"],
    ["why", "{{name}}은 안다", "source"],
    ["updated_at", "2026-11-21T08:00:00Z", "date"],
    ["input", { userData: { domains: ["github.com"] } }, "json"],
    ["conversation_style", { length: "short", speed: "slow" }, "pairs"],
    ["description", "", "nothing"],
    ["is_active", false, "yesNo"],
    ["weight", 0, "number"],
  ])("of %s %j is drawn as %s", (column, value, kind) => {
    expect(kindOf(column, value).kind).toBe(kind);
  });
});

describe("a difference", () => {
  it("marks what was removed and what was added by element and by word", () => {
    show(<TextDiff old="맨발로 걸었다" now="맨발로 나가 걸었다" />);
    expect(document.querySelector("ins")?.textContent).toContain("나가");
    expect(document.querySelector("ins")?.textContent).toContain("added");
    expect(document.querySelector("del")).toBeNull();
  });
});

describe("the JSON tree", () => {
  it("writes paths that can be pasted into code", () => {
    expect(pathOf(["visual", "objects", 0, "name-en"])).toBe('visual.objects[0]["name-en"]');
  });

  it("finds keys and values at any depth", () => {
    expect(contains({ a: [{ Mood: "따뜻한" }] }, "mood")).toBe(true);
    expect(contains({ a: [{ mood: "따뜻한" }] }, "따뜻")).toBe(true);
    expect(contains({ a: 1 }, "zzz")).toBe(false);
  });

  it("shows the first level and folds the rest", () => {
    show(<JsonTree value={{ outer: { inner: 1 } }} />);
    expect(screen.getByText("outer")).toBeTruthy();
    expect(screen.queryByText("inner")).toBeNull();
  });
});

describe("a shortcut", () => {
  const key = (more: object) => ({ key: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

  it("counts by position when the keyboard writes Hangul", () => {
    expect(matches(key({ key: "ㅏ", code: "KeyK", ctrlKey: true }), "mod+k")).toBe(true);
    expect(matches(key({ key: "ㅏ", code: "KeyK" }), "mod+k")).toBe(false);
  });

  it("takes a sign whichever keys write it, and a letter only with its own modifiers", () => {
    expect(matches(key({ key: "?", shiftKey: true }), "?")).toBe(true);
    expect(matches(key({ key: "Z", ctrlKey: true, shiftKey: true }), "mod+z")).toBe(false);
    expect(matches(key({ key: "F8", shiftKey: true }), "f8")).toBe(false);
    expect(matches(key({ key: "F8", shiftKey: true }), "shift+f8")).toBe(true);
  });

  it("never counts while a word is being composed", () => {
    expect(isComposing({ isComposing: true })).toBe(true);
    expect(isComposing({ keyCode: 229 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
  });
});

describe("figures", () => {
  it("follow the language and the chosen time zone", () => {
    const ko = makeFormat("ko", "seoul");
    const en = makeFormat("en", "utc");
    expect(ko.dateTime("2026-11-21T00:30:00Z")).toContain("9:30");
    expect(en.dateTime("2026-11-21T00:30:00Z")).toContain("00:30");
    expect(ko.compact(412_300)).toBe("41.2만");
    expect(en.number(1_000_000)).toBe("1,000,000");
    expect(en.ago("2026-11-21T00:00:00Z", Date.parse("2026-11-21T03:10:00Z"))).toBe("3 hours ago");
    expect(ko.ago("2026-11-21T00:00:08Z", Date.parse("2026-11-21T00:00:00Z"))).toBe("8초 후");
    expect(en.bytes(34_900_000)).toBe("34.9 MB");
  });

  it("show a timestamp they cannot read as it came", () => {
    expect(makeFormat("en", "utc").dateTime("soon")).toBe("soon");
  });
});

describe("a CSV", () => {
  it("quotes what needs quoting and defuses formulas", () => {
    expect(toCsv([["a,b", 'say "hi"', "=SUM(A1)", 3]])).toBe('"a,b","say ""hi""",\'=SUM(A1),3');
  });
});

describe("what a window remembers", () => {
  it("falls back to the default for a value another version wrote", () => {
    localStorage.setItem(
      "greenroom.preferences",
      JSON.stringify({ theme: "sepia", drawerWidth: "wide", language: "ko" }),
    );
    reloadPreferences();
    expect(preferences()).toMatchObject({ theme: "system", drawerWidth: 420, language: "ko" });
  });

  it("survives a broken store", () => {
    localStorage.setItem("greenroom.preferences", "{");
    reloadPreferences();
    expect(preferences().theme).toBe("system");
  });
});
