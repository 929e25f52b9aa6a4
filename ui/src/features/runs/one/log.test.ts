// The log is whole whatever order its pieces come in, and however often they come.
import { describe, expect, it } from "vitest";
import { event, events } from "../../../testing/runSamples";
import { answerOf, clock, EMPTY, matches, movesOn, rowsOf, take } from "./log";

describe("the log", () => {
  it("has each event once, however often and in whatever pieces it arrives", () => {
    const whole = take(EMPTY, events);
    let log = EMPTY;
    for (let at = 0; at < events.length; at += 4) {
      log = take(log, events.slice(Math.max(0, at - 3), at + 4));
      log = take(log, events.slice(0, at + 2));
    }
    expect(log).toEqual(whole);
    expect(whole.last).toBe(18);
    expect(new Set(whole.lines.map((line) => line.seq)).size).toBe(whole.lines.length);
  });

  it("puts one answer in order even when it comes in backwards", () => {
    expect(take(EMPTY, events.toReversed()).lines.map((line) => line.seq)).toEqual(events.map((one) => one.seq));
  });

  it("stays the very same when nothing is new", () => {
    const log = take(EMPTY, events);
    expect(take(log, events)).toBe(log);
    expect(take(log, [])).toBe(log);
  });

  it("joins the pieces of an answer, and keeps those of another attempt apart", () => {
    const text = (seq: number, attempt: number, message: string) =>
      event(seq, { kind: "text", step: 1, attempt, message });
    let log = take(EMPTY, [text(1, 1, '{"a"'), text(2, 1, ":1")]);
    log = take(log, [text(2, 1, ":1"), text(3, 1, "}"), text(4, 2, "[]")]);
    log = take(log, [event(5, { kind: "line", message: "in between" }), text(6, 2, "!")]);
    expect(log.lines.map((line) => line.text)).toEqual(['{"a":1}', "[]", "in between", "!"]);
    expect(answerOf(log, 1, 1)).toBe('{"a":1}');
    expect(answerOf(log, 1, 2)).toBe("[]!");
  });

  it("knows which events change how the run stands", () => {
    expect(movesOn([event(1, { kind: "text" }), event(2, { kind: "line" })])).toBe(false);
    expect(movesOn([event(3, { kind: "stepCompleted" })])).toBe(true);
  });

  it("is filtered by problems, step, attempt and words", () => {
    const { lines } = take(EMPTY, [
      event(1, { kind: "line", step: 2, level: "warning", message: "no price is known" }),
      event(2, { kind: "line", step: 3, attempt: 2, message: "서준" }),
    ]);
    const shown = (filter: Parameters<typeof matches>[1]) =>
      lines.filter((line) => matches(line, filter, line.text)).map((line) => line.seq);
    expect(shown({ problems: true, step: null, attempt: null, text: "" })).toEqual([1]);
    expect(shown({ problems: false, step: 3, attempt: null, text: "" })).toEqual([2]);
    expect(shown({ problems: false, step: null, attempt: null, text: "PRICE" })).toEqual([1]);
    expect(shown({ problems: false, step: null, attempt: 2, text: "" })).toEqual([2]);
  });

  it("cuts long texts into rows without losing a letter", () => {
    const [line] = take(EMPTY, [event(1, { kind: "text", message: "x" })]).lines;
    if (!line) throw new Error("a line was expected");
    const text = `${"가".repeat(400)}\n\n끝`;
    const rows = rowsOf(line, text);
    expect(rows.map((row) => row.part)).toEqual([0, 1, 2, 3, 4]);
    expect(rows.map((row) => row.text).join("")).toBe(text.replaceAll("\n", ""));
  });

  it("tells the time from the start of the run", () => {
    expect(clock("2026-06-01T00:01:03.270Z", "2026-06-01T00:00:00Z")).toBe("01:03.2");
    expect(clock("2026-06-01T00:00:00Z", "2026-06-01T00:00:09Z")).toBe("00:00.0");
  });
});
