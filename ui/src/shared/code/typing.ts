// What typing adds by itself: the closing braces of a tag, and the name of the block that `{{/` ends. Whoever types on
// regardless types over what was added.
import { type EditorState, StateEffect, StateField, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { blocksOf, isEscaped, tagsOf } from "./mustache";
import { parsed } from "./parsed";

interface Added {
  at: number;
  /** What was added by itself and may still be typed. */
  rest: string;
}

const setAdded = StateEffect.define<Added | null>();

const added = StateField.define<Added | null>({
  create: () => null,
  update: (before, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setAdded)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : before;
  },
});

/** What typing one sign at the cursor does; null where it just stands there. */
export function typed(state: EditorState, from: number, to: number, sign: string): TransactionSpec | null {
  if (from !== to || state.readOnly) return null;
  const before = state.doc.sliceString(Math.max(0, from - 4), from);
  const after = state.doc.sliceString(from, from + 3);
  const over = state.field(added, false);
  if (over && over.at === from && over.rest.startsWith(sign)) {
    const rest = over.rest.slice(sign.length);
    return { effects: setAdded.of(rest === "" ? null : { at: from, rest }) };
  }
  if (sign === "{") return brace(state, from, before, after);
  // Not the one that ends a single brace of the text.
  if (sign === "}" && after.startsWith("}") && insideTag(state, from)) return { selection: { anchor: from + 1 } };
  if (sign === "/" && /\{\{~?$/.test(before)) return blockEnd(state, from, after);
  return null;
}

function brace(state: EditorState, from: number, before: string, after: string): TransactionSpec | null {
  if (!before.endsWith("{") || after.startsWith("}}}")) return null;
  const opening = /\{+$/.exec(before)?.[0].length ?? 0;
  if (opening === 1 && isEscaped(state.doc.sliceString(0, from - 1), from - 1)) return null;
  // The third brace of a triple one gets its own end; what is already closed does not get another.
  if (opening > 2 || (opening === 1 && closedAlready(state, from))) return null;
  if (opening === 2 && !after.startsWith("}}")) return null;
  return {
    changes: { from, insert: opening === 2 ? "{}" : "{}}" },
    selection: { anchor: from + 1 },
    userEvent: "input.type",
  };
}

function closedAlready(state: EditorState, from: number): boolean {
  return /^[^{}\n]*\}\}/.test(state.doc.sliceString(from, state.doc.lineAt(from).to));
}

function insideTag(state: EditorState, at: number): boolean {
  return parsed(state).tags.some((tag) => tag.start < at && at < tag.end);
}

function blockEnd(state: EditorState, from: number, after: string): TransactionSpec | null {
  const text = state.doc.sliceString(0, from).replace(/\{\{~?$/, "");
  const open = blocksOf(text, tagsOf(text)).findLast((block) => block.close === null);
  if (!open || open.name === "") return null;
  const closed = /^~?\}\}/.exec(after)?.[0] ?? "";
  const end = closed === "" ? "}}" : closed;
  const rest = open.name + end;
  const at = from + 1 + rest.length;
  return {
    changes: { from, to: from + closed.length, insert: `/${rest}` },
    selection: { anchor: at },
    effects: setAdded.of({ at, rest }),
    userEvent: "input.complete",
  };
}

/** Nothing is added while an input method composes. */
export const autoClosing = [
  added,
  EditorView.inputHandler.of((view, from, to, sign) => {
    if (view.composing || view.compositionStarted) return false;
    const does = typed(view.state, from, to, sign);
    if (!does) return false;
    view.dispatch(does);
    return true;
  }),
];
