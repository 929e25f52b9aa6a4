// The words of the page that compares runs, in English.
import type { Count } from "./en";

const many = (count: Count, one: string, more: string) => `${count.text} ${count.value === 1 ? one : more}`;

export const compare = {
  title: "Compare runs",
  open: "Compare",
  only: "Only differences",
  add: "Add a run",
  addHint: "Found by its number, or by what was in it.",
  remove: (name: string) => `Take ${name} out of the comparison`,
  takeOut: "Take it out",
  gone: "A run of this comparison no longer exists",
  failed: "The runs could not be compared",
  tooLarge: (name: string, size: string) =>
    `The output of ${name} has ${size}: its prompt and its room are left out here, and every other difference is shown.`,
  emptyTitle: "Nothing to compare yet",
  oneTitle: "One run has nothing to be compared with",
  emptyText: (most: string) =>
    `Choose two to ${most} runs. They stand side by side, with what was set differently first and what came of it after.`,
  repeat: "Repeat as a batch",
  repeatHint: "The same inputs and templates, each many times, to tell an effect from chance",
  differs: "differs",
  differing: (count: Count) =>
    count.value === 0 ? "all alike" : `${count.text} differ${count.value === 1 ? "s" : ""}`,
  summary: {
    differ: (runs: Count, settings: Count, results: Count) =>
      `${runs.text} runs: ${many(settings, "setting differs", "settings differ")}, ${many(results, "value", "values")} of the result.`,
    best: (name: string, points: string) => `${name} has the best quality, ${points}.`,
  },
  settings: "What was set",
  facts: "What came out",
  best: { quality: "best", duration: "shortest", tokens: "fewest", cost: "lowest" },
  side: "Which needs are drawn",
  needValues: (observed: string, hidden: string) => `${observed} observed, ${hidden} hidden`,
  name: "Name",
  keywords: "Keywords",
  picture: "Picture",
  drawn: "How it was drawn",
  scale: "Scale",
  prompt: {
    text: "Text",
    left: "From",
    right: "To",
    none: "There are not two prompts to compare.",
    same: (left: string, right: string) => `${left} and ${right} have the same prompt.`,
    diff: (left: string, right: string) => `What changes from ${left} to ${right}`,
  },
  scene: {
    title: "Scene",
    objects: "Objects",
    defences: "Defences",
    light: "Light",
    layout: "Layout",
    mood: "Mood",
    night: "night",
    day: "day",
    brightness: (percent: string) => `${percent} bright`,
    warmth: (percent: string) => `${percent} warm`,
  },
  rest: {
    title: "All other differences",
    filter: "Filter by path or value",
    found: (count: Count) => many(count, "path", "paths"),
    more: (count: Count) => `${count.text} more. Filter to see them.`,
    parts: {
      input: "Input",
      "output.analysis": "Needs",
      "output.character": "Character",
      "output.prompt": "Prompt",
      "output.prompts": "Prompts",
      "output.scene": "Scene",
      "output.image": "Picture",
      "output.quality": "Quality",
    } as Record<string, string>,
  },
};
