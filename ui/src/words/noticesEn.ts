// The words of desktop notices, in English: what they say, and what is chosen of them in Settings.
import type { Count } from "./en";

export const notices = {
  title: "Desktop notices",
  text: "For runs and batches you started while this window was open, also when you look at something else. Kept on this computer.",
  enabled: "Tell me",
  kinds: {
    finished: "When a run is completed",
    failed: "When a run has failed",
    batches: "When a batch has ended",
  },
  longerThan: "Runs that took longer than",
  longerThanHint: "Seconds. Shorter ones end while you look.",
  longerThanWrong: "A whole number from 0 to 86,400",
  test: "Show a test notice",
  shownBy: (name: string) => `Shown by ${name}`,
  noService:
    "Nothing on this desktop shows notices, so none would be seen. On Linux a notification service has to run, such as that of GNOME or KDE, or dunst.",
  failed: "The notices could not be loaded",
  notKept: "The choice could not be kept",
  notShown: "The notice was not shown",

  say: {
    open: "Open",
    completed: (name: string) => `${name} is completed`,
    completedText: (person: string, time: string) => (person === "" ? `after ${time}` : `${person}, after ${time}`),
    quality: (points: string) => `quality ${points}`,
    failed: (name: string) => `${name} has failed`,
    batch: (number: string, label: string) =>
      label === "" ? `Batch ${number} has ended` : `Batch “${label}” has ended`,
    batchText: (completed: Count, failed: Count) =>
      failed.value === 0 ? `${completed.text} completed` : `${completed.text} completed, ${failed.text} failed`,
    test: "Greenroom can reach you",
    testText: "This is how you are told that a run is over. A click opens it.",
  },
};
