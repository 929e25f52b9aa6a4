// The words of the editor of templates, of its problems and of its variables, in English. Part of en.ts.
import type { PathOrigin, Severity, VariableProducer, VariableType } from "../backend";
import type { Count } from "./en";

const many = (count: Count, one: string, more: string) => `${count.text} ${count.value === 1 ? one : more}`;

/** What a finding is about, by name, as the core tells it. */
export type FindingArguments = { [name in string]?: string };
type Rule = (about: FindingArguments) => string;

const or = (near: string | undefined) => (near ? `. Did you mean “${near}”?` : "");

export const templateEditor = {
  label: "Sections of the template",
  characters: (count: Count) => many(count, "character", "characters"),
  expand: (section: string) => `Show ${section}`,
  collapse: (section: string) => `Hide ${section}`,
  moveUp: (section: string) => `Move ${section} up`,
  moveDown: (section: string) => `Move ${section} down`,
  arrangement: "Why comes before How, and How before What.",
  extra: "Not one of the seven: left out of the prompt",
  extras: {
    more: (section: string) => `More about ${section}`,
    moveInto: "Move its text into",
    remove: "Remove the section",
    removed: (section: string) => `${section} removed`,
    moved: (section: string, into: string) => `The text of ${section} is now in ${into}`,
    undo: "Undo",
  },
  missing: (section: string) => `${section} is missing`,
  add: (section: string) => `Add ${section}`,
  readOnly: "This version no longer changes.",
  severities: { error: "Error", warning: "Warning", info: "Hint" } satisfies Record<Severity, string>,
  counts: {
    error: (count: Count) => many(count, "error", "errors"),
    warning: (count: Count) => many(count, "warning", "warnings"),
    info: (count: Count) => many(count, "hint", "hints"),
  } satisfies Record<Severity, (count: Count) => string>,
  types: {
    string: "text",
    number: "number",
    boolean: "yes or no",
    array: "list",
    object: "object",
  } satisfies Record<VariableType, string>,

  commands: {
    find: "Find in the sections",
    replace: "Find and replace in the sections",
    nextFinding: "Go to the next problem",
    previousFinding: "Go to the previous problem",
    rename: "Rename the variable at the cursor",
  },

  // What CodeMirror says itself, under its own names.
  phrases: {
    "Control character": "Control character",
    "Selection deleted": "Selection deleted",
    "Folded lines": "Folded lines",
    "Unfolded lines": "Unfolded lines",
    to: "to",
    "folded code": "folded",
    unfold: "Unfold",
    "Fold line": "Fold",
    "Unfold line": "Unfold",
    Completions: "What can be written here",
    Diagnostics: "Problems",
    "No diagnostics": "No problems",
    close: "Close",
  } as Record<string, string>,

  completion: {
    helper: "helper",
    part: "part",
    origins: {
      variable: "A variable of the template",
      field: "A field of what this block is about",
      named: "Named by a block around this place",
      counter: "Counts the rounds of the loop",
      parent: "From outside of this block",
    } satisfies Record<PathOrigin, string>,
    helpers: {
      if: "Keeps what is inside where there is a value",
      unless: "Keeps what is inside where there is no value",
      each: "Repeats what is inside for every item of a list",
      with: "Goes into an object, so that its fields can be named directly",
      lookup: "Takes a field or an item whose name is itself a value",
    } as Record<string, string>,
  },

  find: {
    label: "Find and replace",
    find: "Find",
    with: "Replace with",
    regex: "Regular expression",
    matchCase: "Match case",
    notRegex: "This is not a valid regular expression.",
    place: (at: string, of: string) => `${at} of ${of}`,
    count: (count: Count) => (count.value === 0 ? "Nothing found" : many(count, "match", "matches")),
    next: "Next match",
    previous: "Previous match",
    replace: "Replace",
    replaceAll: "Replace all",
    replaced: (count: Count) => `${many(count, "place", "places")} replaced`,
  },

  rename: {
    title: (name: string) => `Rename ${name}`,
    name: "New name",
    hint: "Everywhere this variable is meant: in all sections and in its declaration.",
    places: (count: Count) => many(count, "place changes", "places change"),
    parts: (names: string) => `Also used by parts, which have versions of their own and stay as they are: ${names}`,
    save: "Rename",
    renamed: (from: string, to: string) => `${from} is now ${to}`,
    failed: "The variable could not be renamed",
    nothingHere: "Put the cursor on a variable to rename it.",
    faults: {
      required: "A variable needs a name.",
      pattern: "Letters, digits and _ only, not beginning with a digit.",
      reserved: "This name means something to Handlebars.",
      taken: "Another variable has this name.",
    },
  },

  problems: {
    label: "Problems",
    none: "No problems",
    noneText: "Nothing is wrong with this template, as far as the rules can tell.",
    fix: "Fix",
    fixTo: (to: string) => `Replace with ${to}`,
    fixHeading: (heading: string) => `Add ${heading}`,
    fixGone: "That is no longer there to fix",
    place: (section: string, line: string, column: string) => `${section} ${line}:${column}`,
    part: (name: string) => `Part ${name}`,
    whole: "Template",
    hint: "F8 goes to the next problem, Shift+F8 to the previous one.",
  },

  syntax: {
    tag: (subject: string) => `This tag is not closed: ${subject}`,
    block: (subject: string) => `This block is not closed: ${subject}`,
    close: (subject: string) => `This closes a block that is not open: ${subject}`,
    closeAs: (subject: string, to: string) => `${subject} stands where ${to} is expected`,
    branch: (subject: string) => `${subject} belongs to no open block`,
  },

  rules: {
    "undeclared-variable": ({ name, near }) => `There is no variable “${name}”${or(near)}`,
    "unknown-field": ({ of, name, near }) => `“${of}” has no “${name}”${or(near)}`,
    "object-printed": ({ path, type }) =>
      type === "array"
        ? `“${path}” is a list and would not be printed well: go through it with {{#each}}`
        : `“${path}” is an object and would be printed as [object Object]`,
    "loop-over-no-list": ({ path }) => `“${path}” is no list: {{#each}} would go around not once`,
    "doubled-variable": ({ name }) => `The variable “${name}” is declared twice`,
    "reserved-name": ({ name, subject }) => `“${name ?? subject}” means something to Handlebars already`,
    "variable-name": ({ name }) => `“${name}” cannot be written as a variable`,
    "unused-variable": ({ name }) => `Nothing uses the variable “${name}”`,
    "no-producer": ({ name }) => `Nobody produces “${name}”, and it has no default`,
    "default-type": ({ name }) => `The default of “${name}” does not have its type`,
    "unreachable-block": ({ expression }) => `What this asks for is decided already: ${expression}`,
    "extra-section": ({ section }) => `A prompt has no section “${section}”: it is left out`,
    "doubled-section": ({ section }) => `The section “${section}” is there twice`,
    "missing-section": ({ section }) => `The section “${section}” is missing`,
    "empty-section": ({ section, context }) =>
      context ? `With the context “${context}” nothing is left of the section` : `The section “${section}” is empty`,
    "missing-heading": ({ heading }) => `The section has no heading “${heading}”`,
    "doubled-heading": ({ heading }) => `The heading “${heading}” is there already`,
    "leftover-braces": ({ braces }) => `“${braces}” stays in the prompt as it is`,
    "html-entity": ({ entity }) => `“${entity}” is meant for web pages; a model reads it as it stands`,
    "wrong-language": ({ language }) => `This is not ${language}`,
    "section-too-long": ({ context, tokens, limit }) =>
      `With the context “${context}” the section has ${tokens} tokens, more than ${limit}`,
    "numbers-side-by-side": () => "Two numbers side by side may be added up; put something between them",
    "unknown-helper": ({ subject, near }) => `There is no helper “${subject}”${or(near)}`,
    "unknown-snippet": ({ subject, near }) => `There is no part “${subject}”${or(near)}`,
    "snippet-cycle": ({ subject }) => `The part “${subject}” contains itself`,
    "too-large": () => "This is more text, or more tags, than a section may have",
    "too-deep": () => "Blocks, parts or parentheses are nested too deeply here",
    "not-portable": ({ subject }) =>
      subject ? `Handlebars, but not understood everywhere: ${subject}` : "Handlebars, but not understood everywhere",
    budget: ({ context, tokens, limit }) =>
      `With the context “${context}” the prompt has ${tokens} tokens; the limit is ${limit}`,
    secret: ({ kind = "" }) =>
      `This looks like a secret (${secretKinds[kind] ?? kind}); it does not belong into a prompt`,
    "personal-data": ({ kind = "" }) => `This looks like a person's data (${secretKinds[kind] ?? kind})`,
  } satisfies Record<string, Rule>,

  variables: {
    label: "Variables",
    name: "Name",
    type: "Type",
    required: "Required",
    defaultValue: "Default",
    description: "Description",
    producer: "Comes from",
    uses: "Used",
    usesOf: (count: Count) => (count.value === 0 ? "never" : many(count, "time", "times")),
    goToUse: (name: string) => `Go to the next use of ${name}`,
    producers: {
      agent1: "Needs",
      agent2: "Profile",
      pool: "Pools",
      meta: "Whoever asks",
    } satisfies Record<VariableProducer, string>,
    nobody: "nobody",
    from: (producer: string) => `from ${producer}`,
    yes: "yes",
    no: "no",
    add: "Add a variable",
    edit: (name: string) => `Edit ${name}`,
    rename: (name: string) => `Rename ${name}`,
    remove: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} removed`,
    undo: "Undo",
    usedTitle: (name: string) => `${name} is still used`,
    usedText: (name: string, count: Count) =>
      `${many(count, "place asks", "places ask")} for ${name}. Without its declaration each of them is an error.`,
    removeAnyway: "Remove anyway",
    newTitle: "New variable",
    save: "Done",
    defaultHint: {
      string: "Stands in where there is no value.",
      number: "A number, such as 3 or 0.5.",
      boolean: "true or false",
      array: 'JSON, such as ["one", "two"].',
      object: 'JSON, such as {"length": "short"}.',
    } satisfies Record<VariableType, string>,
    unreadable: "This is no readable JSON.",
    wrongType: (type: string) => `This is readable, but no ${type}.`,
    undeclared: "Used, but not declared",
    declare: (name: string) => `Declare ${name}`,
    empty: "No variables yet",
    emptyText:
      "A variable is a value that each character brings along, such as its name. Declare those the sections use.",
    problems: (count: Count) => many(count, "problem", "problems"),
    failed: "What the variables are used for could not be found out",
  },
};

const secretKinds: Record<string, string> = {
  "api-key": "API key",
  "access-key": "access key",
  "access-token": "access token",
  "private-key": "private key",
  "bearer-token": "bearer token",
  "web-token": "web token",
  password: "password",
  connection: "address with a password",
  "resident-number": "resident registration number",
  "phone-number": "phone number",
  email: "e-mail address",
  "card-number": "card number",
};
