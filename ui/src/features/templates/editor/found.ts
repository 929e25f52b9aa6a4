// The marks of what was found, in one section. Matches move with the text until they are looked for anew.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

export interface FoundHere {
  ranges: { from: number; to: number }[];
  /** The one that the count names. */
  now: number | null;
}

export const setFound = StateEffect.define<FoundHere>();

const mark = Decoration.mark({ class: "cm-found" });
const markNow = Decoration.mark({ class: "cm-found cm-found-now" });

export const found = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, transaction) => {
    let marks = before.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setFound)) continue;
      const { ranges, now } = effect.value;
      const { length } = transaction.newDoc;
      const within = ranges.map((range, at) => ({ ...range, at })).filter(({ to }) => to <= length);
      marks = Decoration.set(within.map(({ from, to, at }) => (at === now ? markNow : mark).range(from, to)));
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});
