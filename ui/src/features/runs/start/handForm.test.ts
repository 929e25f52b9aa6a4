// The form and the JSON write the same input: nothing is lost between them.
import { describe, expect, it } from "vitest";
import { fieldAt, readForm, writeField } from "./handForm";
import { instantOf } from "./startAt";

describe("an input by hand", () => {
  it("begins from nothing", () => {
    const text = writeField("", "userData", "interests", ["협동 게임"]);
    expect(JSON.parse(writeField(text, "meta", "userName", "하람"))).toEqual({
      userData: { interests: ["협동 게임"] },
      preferences: {},
      meta: { userName: "하람" },
    });
  });

  it("keeps what it has no field for, and says so", () => {
    const written = JSON.stringify({
      userData: { keywords: ["a"], categories: ["news"], browsingHistory: { totalVisits: 3 } },
      preferences: { conversationStyle: "casual" },
      meta: { userName: "하람", userId: "7" },
      note: "mine",
    });
    expect(readForm(written)?.more).toEqual(["categories", "browsingHistory", "userId", "note"]);
    const changed = JSON.parse(writeField(written, "preferences", "conversationStyle", ""));
    expect(changed).toEqual({
      userData: { keywords: ["a"], categories: ["news"], browsingHistory: { totalVisits: 3 } },
      preferences: {},
      meta: { userName: "하람", userId: "7" },
      note: "mine",
    });
  });

  it.each(["{", "[]", '{"userData": 3}', '{"userData": {"keywords": [1]}}'])("leaves %s to the JSON", (text) => {
    expect(readForm(text)).toBeNull();
  });

  it("knows which field a path belongs to", () => {
    expect(fieldAt("userData.domains[2]")).toEqual({ field: "domains", at: 2 });
    expect(fieldAt("meta.userName")).toEqual({ field: "userName", at: null });
    expect(fieldAt("userData"), "nothing is known: the first field").toEqual({ field: "interests", at: null });
    expect(fieldAt("userData.browsingHistory.hours")).toBeNull();
  });
});

describe("the time a run starts at", () => {
  it("is meant in the time zone the window shows", () => {
    expect(instantOf("2026-06-01T09:30", "Asia/Seoul")).toBe("2026-06-01T00:30:00.000Z");
    expect(instantOf("2026-06-01T09:30", "UTC")).toBe("2026-06-01T09:30:00.000Z");
  });

  it("is right beside a change of the clocks", () => {
    expect(instantOf("2026-03-29T03:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
    expect(instantOf("2026-03-29T01:30", "Europe/Berlin")).toBe("2026-03-29T00:30:00.000Z");
  });

  it("is nothing while nothing is written", () => {
    expect(instantOf("", "UTC")).toBeNull();
  });
});
