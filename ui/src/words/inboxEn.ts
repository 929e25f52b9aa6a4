// The words for what waits for a person, in English.
import type { Count } from "./en";

const many = (count: Count, one: string, more: string) => `${count.text} ${count.value === 1 ? one : more}`;

export const inbox = {
  title: "Waiting for you",
  list: "Runs that wait for a person",
  waiting: (count: Count) => many(count, "waits for you", "wait for you"),
  open: "Open the inbox",
  banner: (count: Count) => `${many(count, "run waits", "runs wait")} for a decision.`,
  decide: "Decide",
  back: "All runs",
  failed: "What waits could not be loaded",
  runFailed: "This run could not be loaded",
  since: (ago: string) => `asked ${ago}`,
  keys: "j and k move, a approves, e edits, r rejects",
  next: "Next in the inbox",
  previous: "Previous in the inbox",

  emptyTitle: "Nothing waits for you",
  emptyText:
    "A run asks a person after a step named under “Ask me after”, and when it misses the quality criteria and these say so.",

  missed: (criteria: string) => `Missed: ${criteria}`,
  output: (agent: string) => `What “${agent}” made`,
  whole: "All of it",
  noOutput: "The output is too large to show here. Open the run to see it.",
  openRun: "Open the run",
  brief: {
    needs: "Needs (observed / hidden)",
    paradox: "Paradox",
    character: "Character",
    keywords: "Keywords",
    fear: "Deepest fear",
    prompt: "Prompt",
    tokens: "Length",
    imagePrompt: "Picture asked for",
    reasoning: "Why it looks like this",
    picture: "Picture",
  },

  approve: "Approve",
  edit: "Edit, then approve",
  reject: "Reject",
  reason: "Reason",
  reasonHint: "Kept in the log of the run. Enter confirms, Esc goes back.",
  reasonHintEdit: "Kept in the log of the run. Ctrl+Enter confirms, Esc goes back.",
  confirm: {
    approve: "Approve and go on",
    edit: "Approve as edited",
    reject: "Reject and end the run",
  },
  cancel: "Back",
  editor: (agent: string) => `Output of “${agent}”`,
  editorHint: "What it was stays in the log.",
  checked: "This is JSON. Whether it fits is checked when it is sent.",
  unchanged: "Nothing is changed yet.",
  decided: {
    approve: (name: string) => `${name} goes on`,
    reject: (name: string) => `${name} is rejected`,
  },
  actFailed: "That was not decided",
  elsewhere: "This run waits no more: somebody decided it meanwhile, or it was cancelled.",
};
