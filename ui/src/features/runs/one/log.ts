// A run's log as it grows: whatever arrives, in whatever order and however often, each event is a line once. Pieces of an
// answer that follow each other are one text. No drawing here.
import type { RunEvent } from "../../../backend";

export interface LogLine {
  /** Of its first event. */
  seq: number;
  at: string;
  kind: string;
  step: number | null;
  attempt: number | null;
  level: string;
  /** As it came; of an answer, all of it so far. */
  text: string;
  data: unknown;
}

export interface Log {
  /** The newest event there is: what comes next is asked for after it. */
  last: number;
  lines: LogLine[];
}

export const EMPTY: Log = { last: 0, lines: [] };

const sameText = (line: LogLine | undefined, event: RunEvent) =>
  event.kind === "text" && line?.kind === "text" && line.step === event.step && line.attempt === event.attempt;

/** The log with what arrived; the very same one when nothing of it is new. */
export function take(log: Log, arrived: RunEvent[]): Log {
  const fresh = arrived.filter((event) => event.seq > log.last).sort((a, b) => a.seq - b.seq);
  if (fresh.length === 0) return log;
  const lines = [...log.lines];
  let last = log.last;
  for (const event of fresh) {
    if (event.seq <= last) continue;
    last = event.seq;
    const { seq, at, kind, step, attempt, level, message, data } = event;
    const before = lines.at(-1);
    if (before && sameText(before, event)) lines[lines.length - 1] = { ...before, text: before.text + message };
    else lines.push({ seq, at, kind, step, attempt, level, text: message, data });
  }
  return { last, lines };
}

/** What an attempt has answered so far. */
export function answerOf(log: Log, step: number, attempt: number): string {
  return log.lines
    .filter((line) => line.kind === "text" && line.step === step && line.attempt === attempt)
    .map((line) => line.text)
    .join("");
}

/** Kinds that change nothing but the log. */
const TALK = new Set(["text", "line", "call"]);

/** Whether any of them says that the run itself stands otherwise now. */
export const movesOn = (events: RunEvent[]) => events.some((event) => !TALK.has(event.kind));

export interface LogFilter {
  problems: boolean;
  step: number | null;
  attempt: number | null;
  text: string;
}

export const isProblem = (line: LogLine) => line.level === "warning" || line.level === "error";

export function matches(line: LogLine, filter: LogFilter, said: string): boolean {
  if (filter.problems && !isProblem(line)) return false;
  if (filter.step !== null && line.step !== filter.step) return false;
  if (filter.attempt !== null && line.attempt !== filter.attempt) return false;
  return filter.text === "" || said.toLowerCase().includes(filter.text.toLowerCase());
}

/** A row of the shown log: all rows are equally high, so that any number of them scrolls. */
export interface LogRow {
  line: LogLine;
  text: string;
  /** Of a longer text; only the first row says when and where. */
  part: number;
}

const WIDEST = 160;

export function rowsOf(line: LogLine, said: string): LogRow[] {
  const rows: LogRow[] = [];
  for (const paragraph of said.split("\n")) {
    const letters = paragraph.length > WIDEST ? [...paragraph] : null;
    if (!letters) rows.push({ line, text: paragraph, part: rows.length });
    else
      for (let at = 0; at < letters.length; at += WIDEST)
        rows.push({ line, text: letters.slice(at, at + WIDEST).join(""), part: rows.length });
  }
  return rows;
}

/** When, counted from the run's start: [00:03.2]. */
export function clock(at: string, start: string): string {
  const tenths = Math.max(0, Math.floor((Date.parse(at) - Date.parse(start)) / 100));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(tenths / 600))}:${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
}
