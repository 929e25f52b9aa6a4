// What an event of the log says, in the reader's language. Lines that agents write are shown as they wrote them.
import type { Format } from "../../../shared/format";
import type { Words } from "../../../words/en";
import { agentWord, kindWord } from "../run";
import { callOf } from "./calls";
import { callText } from "./course";
import type { LogLine } from "./log";

const field = (data: unknown, name: string): unknown =>
  typeof data === "object" && data !== null ? (data as Record<string, unknown>)[name] : undefined;

export function eventText(words: Words, format: Format, line: LogLine): string {
  const say = words.runs.log.event;
  const agent = agentWord(words, line.step);
  const told = (text: string) => (line.text === "" ? text : `${text}: ${line.text}`);
  switch (line.kind) {
    case "text":
    case "line":
      return line.text;
    case "stepStarted":
      return (line.attempt ?? 1) > 1
        ? say.stepStarted(agent, format.number(line.attempt ?? 1))
        : say.stepStartedFirst(agent);
    case "stepCompleted":
      return say.stepCompleted(agent);
    case "stepSkipped":
      return say.stepSkipped(agent);
    case "stepFailed":
      return told(say.stepFailed(agent, kindWord(words, String(field(line.data, "kind") ?? "internal"))));
    case "retrying": {
      const after = Number(field(line.data, "afterMs") ?? 0);
      return after > 0 ? say.retrying(format.duration(after)) : say.retryingNow;
    }
    case "call":
      return callText(words, format, callOf(line));
    case "decided": {
      const by = String(field(line.data, "by") ?? "");
      if (field(line.data, "decision") === "reject") return told(say.rejected(by));
      return told(field(line.data, "before") === undefined ? say.approved(by) : say.approvedEdited(by));
    }
    case "completed": {
      const missed = field(line.data, "missed");
      return Array.isArray(missed) && missed.length > 0 ? say.completedMissed : say.completed;
    }
    case "failed":
      return told(`${say.failed}: ${kindWord(words, String(field(line.data, "kind") ?? "internal"))}`);
    case "queued":
    case "started":
    case "resumed":
    case "cacheHit":
    case "fallingBack":
    case "waiting":
    case "cancelRequested":
    case "cancelled":
      return told(say[line.kind]);
    default:
      return told(line.kind);
  }
}
