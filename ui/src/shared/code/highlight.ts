// The colours of a template: tags and their words, headings and lists of the Markdown around them, and the partners of
// the block tag that the cursor stands in. Only what is in sight is worked on.
import type { EditorState, Range } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import styles from "./code.module.css";
import { escapesIn, type Tag, type TokenKind, tokensOf } from "./mustache";
import { family, parsed } from "./parsed";

const css = (name: string) => styles[name] ?? name;

const marks: Record<TokenKind, Decoration> = {
  brace: Decoration.mark({ class: css("brace") }),
  keyword: Decoration.mark({ class: css("keyword") }),
  helper: Decoration.mark({ class: css("keyword") }),
  path: Decoration.mark({ class: css("path") }),
  data: Decoration.mark({ class: css("data") }),
  string: Decoration.mark({ class: css("literal") }),
  number: Decoration.mark({ class: css("literal") }),
  key: Decoration.mark({ class: css("key") }),
  partial: Decoration.mark({ class: css("partial") }),
  comment: Decoration.mark({ class: css("comment") }),
  escaped: Decoration.mark({ class: css("brace") }),
  foreign: Decoration.mark({ class: css("wrong") }),
  wrong: Decoration.mark({ class: css("wrong") }),
};
const partner = Decoration.mark({ class: css("partner") });
const strayPartner = Decoration.mark({ class: css("stray") });
const heading = Decoration.line({ class: css("heading") });
const bullet = Decoration.mark({ class: css("bullet") });

export const HEADING = /^(#{1,6})\s/;
const BULLET = /^\s*(?:[-*+]|\d+[.)])(?=\s)/;

/** Decorations of one stretch of a document. */
export function decorate(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const { text, tags } = parsed(state);
  const ranges: Range<Decoration>[] = [];
  let prose = from;
  for (const tag of tags) {
    if (tag.end < from) continue;
    if (tag.start > to) break;
    escapes(text, prose, tag.start, ranges);
    for (const token of tokensOf(text, tag)) {
      if (token.to > token.from) ranges.push(marks[token.kind].range(token.from, token.to));
    }
    prose = tag.end;
  }
  escapes(text, prose, to, ranges);
  for (let at = from; at <= to; ) {
    const line = state.doc.lineAt(at);
    if (HEADING.test(line.text)) ranges.push(heading.range(line.from));
    const sign = BULLET.exec(line.text);
    if (sign) ranges.push(bullet.range(line.from, line.from + sign[0].length));
    at = line.to + 1;
  }
  return ranges;
}

function escapes(text: string, from: number, to: number, into: Range<Decoration>[]) {
  for (const token of escapesIn(text, from, to)) into.push(marks.escaped.range(token.from, token.to));
}

export const highlighting = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = inSight(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = inSight(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function inSight({ state, visibleRanges }: EditorView): DecorationSet {
  const ranges = visibleRanges.flatMap(({ from, to }) => decorate(state, from, to));
  return Decoration.set(ranges, true);
}

export const partners = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = related(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.selectionSet || update.focusChanged) this.decorations = related(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function related(view: EditorView): DecorationSet {
  const { main } = view.state.selection;
  if (!view.hasFocus || !main.empty) return Decoration.none;
  const tags: Tag[] = family(parsed(view.state), main.head);
  const mark = tags.some((tag) => tag.kind === "close") ? partner : strayPartner;
  return Decoration.set(
    tags.map((tag) => mark.range(tag.start, tag.end)),
    true,
  );
}
