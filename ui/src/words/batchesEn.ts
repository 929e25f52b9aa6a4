// The words of the batches pages, in English: the list, a new batch, one batch as it fills.
import type { Count } from "./en";

const many = (count: Count, one: string, more: string) => `${count.text} ${count.value === 1 ? one : more}`;

export const batches = {
  open: "New batch",
  name: (number: string) => `Batch ${number}`,
  total: (count: Count) => many(count, "batch", "batches"),
  listFailed: "The batches could not be loaded",
  failed: "This batch could not be loaded",
  emptyTitle: "No batches yet",
  emptyText:
    "A batch runs the same inputs with several templates or engines, many times, and tells which does better and whether that could be chance. Nothing is stored in anybody’s building.",
  columns: {
    number: "No.",
    label: "Name",
    state: "Status",
    progress: "Progress",
    eta: "Left",
    cost: "Cost",
    started: "Started",
  },
  states: {
    queued: "Queued",
    running: "Running",
    stopping: "Being cancelled",
    done: "Done",
    cancelled: "Cancelled",
  },
  progress: "Progress",
  over: (done: string, of: string) => `${done} of ${of}`,
  eta: (time: string) => `about ${time} left`,
  back: "All batches",
  actions: "What to do with this batch",
  cancel: "Cancel",
  resume: "Resume",
  resumeCount: (count: string) => `Resume (${count})`,
  resumeHint: "Failed and cancelled runs are begun anew; completed ones stay",
  cancelled: (count: Count) => `${many(count, "run", "runs")} cancelled`,
  resumed: (count: Count) => `${many(count, "run", "runs")} begun anew`,
  actFailed: "That did not work",
  report: "Report",
  reports: { html: "As a page (HTML)", csv: "As a table (CSV)", json: "As data (JSON)" },
  reported: "Report written",
  reportFailed: "The report was not written",
  ended: (name: string, completed: Count, failed: Count) =>
    `${name} is done: ${completed.text} completed, ${failed.text} failed`,
  defaultTemplate: "Default template",
  allRuns: "All runs",
  cellRuns: (count: Count, name: string) => `${many(count, "run", "runs")}: ${name}`,
  compareHint: (most: string) => `Two to ${most} runs can be compared.`,
  tabsLabel: "What came of the batch",
  tabs: {
    runs: "Runs",
    quality: "Quality",
    outliers: "Outliers",
    failures: "Failures",
    effects: "Effects",
  },

  matrix: {
    title: "Matrix of inputs by template and engine",
    label: (inputs: string, columns: string) => `${inputs} inputs by ${columns} templates and engines`,
    input: "Input",
    over: "Over",
    passRate: "Passed",
    quality: "Quality",
    time: "Time",
    tokens: "Tokens",
    cost: "Cost",
    degraded: "Degraded",
    failures: "Failures",
    nothingYet: "not begun",
    runs: (count: Count) => `show ${many(count, "run", "runs")}`,
  },

  table: {
    choose: "Choose",
    run: "Run",
    input: "Input",
    column: "Template · engine",
    state: "Status",
    quality: "Quality",
    time: "Time",
    tokens: "Tokens",
    cost: "Cost",
  },

  distribution: {
    title: "Quality by group",
    by: "One histogram for",
    groupings: { all: "All", template: "Templates", engine: "Engines", both: "Template × engine" },
    group: "Group",
    n: "n",
    mean: "Mean",
    sd: "Spread",
    least: "Least",
    q1: "Lower quarter",
    median: "Median",
    q3: "Upper quarter",
    most: "Most",
    none: "No quality yet",
    noneText: "As soon as runs are completed, their qualities are drawn here.",
    line: (n: Count, mean: string, median: string) => `n = ${n.text}, mean ${mean}, median ${median}`,
    text: (name: string, n: Count, mean: string, low: string, high: string) =>
      `${name}: quality of ${many(n, "run", "runs")}, mean ${mean}, the middle half from ${low} to ${high}`,
  },

  outliers: {
    why: "Why",
    none: "Nothing stands out",
    noneText: "No run is further from the others than one and a half times the width of their middle half.",
    text: (count: Count) =>
      `${many(count, "run stands", "runs stand")} out among those with the same engine, or ${count.value === 1 ? "is" : "are"} the slowest or costliest of all.`,
    reason: (what: string, value: string, low: string, high: string) => `${what} ${value}, usually ${low}–${high}`,
    kinds: {
      quality: { low: "low quality", high: "high quality", most: "high quality" },
      durationMs: { low: "fast", high: "slow", most: "among the slowest" },
      costUsd: { low: "cheap", high: "costly", most: "among the costliest" },
    },
  },

  failures: {
    none: "Nothing failed",
    noneText: "Failed runs are gathered here by what went wrong.",
    runs: (count: Count) => many(count, "run", "runs"),
  },

  effects: {
    failed: "The effects could not be worked out",
    none: "Nothing to set against each other",
    noneText:
      "With two templates or two engines, runs of the same input and repeat are compared here as soon as both are completed.",
    text: "Pairs of the same input and repeat. The interval holds the true difference 95 times in 100. Time, tokens and cost leave out runs that took an answer from the cache.",
    title: (a: string, b: string) => `A ${a} against B ${b}`,
    measure: "Measure",
    difference: "B − A",
    interval: "95 % interval",
    n: "Pairs",
    p: "p",
    meaning: "In words",
    from: (low: string, high: string) => `${low} to ${high}`,
    measures: {
      quality: "Quality, points",
      passRate: "Passed of 100",
      durationMs: "Time",
      tokens: "Tokens",
      costUsd: "Cost",
    },
    says: {
      quality: {
        more: (size: string) => `B scores ${size} points higher`,
        less: (size: string) => `B scores ${size} points lower`,
      },
      passRate: {
        more: (size: string) => `Of 100 runs, ${size} more pass with B`,
        less: (size: string) => `Of 100 runs, ${size} fewer pass with B`,
      },
      durationMs: {
        more: (size: string) => `B takes ${size} longer`,
        less: (size: string) => `B takes ${size} less`,
      },
      tokens: {
        more: (size: string) => `B uses ${size} more tokens`,
        less: (size: string) => `B uses ${size} fewer tokens`,
      },
      costUsd: {
        more: (size: string) => `B costs ${size} more`,
        less: (size: string) => `B costs ${size} less`,
      },
    },
    sentence: (what: string, low: string, high: string, n: Count) =>
      `${what} (${low}–${high}), n = ${many(n, "pair", "pairs")}.`,
    noDifference: (n: Count) => `No difference can be told, n = ${many(n, "pair", "pairs")}.`,
    tooFew: (n: Count) => `Too few to say, n = ${many(n, "pair", "pairs")}.`,
  },

  start: {
    inputs: "Inputs",
    inputsHint: "Choose as many as you like, of any kind.",
    wrongInput: (name: string, message: string) => `${name}: ${message}`,
    templatesHint: (name: string) => `None: the default one, ${name}.`,
    templatesHintPlain: "None: the default one.",
    repeats: "Repeats",
    repeatsHint: "Of each crossing. Ten tell more than three.",
    seedHint: "Of the first repeat; each further one adds one.",
    priority: "Priority",
    priorityHint: "−100 to 100; higher goes first.",
    label: "Name",
    labelHint: "What you want to find out, so that others know.",
    faults: {
      inputs: "Choose at least one input",
      engines: "Choose at least one engine",
      repeats: "At least once",
      seed: "A whole number from 0 to 4294967295",
      priority: "A whole number from −100 to 100",
      tooMany: "Too many runs",
    },
    product: (inputs: Count, templates: Count, engines: Count, repeats: Count, runs: Count) =>
      `${many(inputs, "input", "inputs")} × ${many(templates, "template", "templates")} × ${many(engines, "engine", "engines")} × ${many(repeats, "repeat", "repeats")} = ${many(runs, "run", "runs")}`,
    tooMany: (runs: string, most: string) => `${runs} runs: a batch has at most ${most}.`,
    costTitle: "These runs cost money",
    cost: (engine: string, runs: Count, cost: string) =>
      `${many(runs, "run asks", "runs ask")} ${engine}: about ${cost}, going by its last runs.`,
    costUnknown: (engine: string, runs: Count) =>
      `${many(runs, "run asks", "runs ask")} ${engine}. Nothing was run with it yet, so nobody knows what that costs.`,
    dry: "Runs of a batch are dry: no character and no room is stored.",
    confirm: "Start batch",
    failed: "The batch was not started",
  },
};
