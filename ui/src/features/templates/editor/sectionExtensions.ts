// What the editor of one section consists of.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, isolateHistory } from "@codemirror/commands";
import { bracketMatching, foldKeymap } from "@codemirror/language";
import { lintGutter } from "@codemirror/lint";
import { Compartment, EditorState, type Extension, type StateEffect } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { ScopeAt } from "../../../backend";
import { folding } from "../../../shared/code/folding";
import { highlighting, partners } from "../../../shared/code/highlight";
import { jumpToPartner } from "../../../shared/code/partner";
import { codeTheme } from "../../../shared/code/theme";
import { autoClosing } from "../../../shared/code/typing";
import type { Words } from "../../../words/words";
import { completionSource } from "./completion";
import { found } from "./found";
import { walking } from "./walking";

/** So much of a section at most lies under its heading, which stays in sight while the section is scrolled by. */
const HEADING = 36;

function covered({ dom, scrollDOM }: EditorView): number {
  const heading = dom.parentElement?.previousElementSibling?.getBoundingClientRect().bottom ?? 0;
  return Math.min(Math.max(heading - scrollDOM.getBoundingClientRect().top, 0), HEADING);
}

export const afresh = { annotations: isolateHistory.of("before") };
export const asOneStep = isolateHistory.of("full");

/** What all sections share, and what may change while they are open. */
export class Setup {
  private changing = new Compartment();
  constructor(
    public words: Words,
    public readOnly: boolean,
    readonly scope: (section: string, offset: number) => Promise<ScopeAt>,
  ) {}

  extension(key: string): Extension {
    return this.changing.of(this.now(key));
  }

  changed(key: string): StateEffect<unknown> {
    return this.changing.reconfigure(this.now(key));
  }

  private now(key: string): Extension {
    const name = this.words.templates.sections[key] ?? key;
    return [
      EditorState.readOnly.of(this.readOnly),
      EditorState.phrases.of(this.words.templateEditor.phrases),
      EditorView.contentAttributes.of({ "aria-label": name, "aria-readonly": String(this.readOnly) }),
    ];
  }
}

interface Around {
  /** The cursor leaves the section over its first or last line, at this column. */
  leave: (by: 1 | -1, column: number) => boolean;
  composed: () => void;
}

// Alt with an arrow goes back in the window; there is no tree of the text to select in.
const keysOfEditor = defaultKeymap.filter(
  ({ key }) => key !== "Alt-ArrowLeft" && key !== "Alt-ArrowRight" && key !== "Mod-i",
);

export function sectionExtensions(key: string, setup: Setup, { leave, composed }: Around): Extension {
  return [
    setup.extension(key),
    // Undo goes through all sections, so it has no keys here; and none of its steps may be forgotten by one section alone.
    history({ minDepth: 100_000 }),
    lintGutter(),
    lineNumbers(),
    folding,
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    // Braces belong to tags, whose partners are shown as a whole.
    bracketMatching({ brackets: "()[]" }),
    highlighting,
    partners,
    found,
    autoClosing,
    autocompletion({
      override: [
        completionSource(
          (offset) => setup.scope(key, offset),
          () => setup.words,
        ),
      ],
      icons: false,
    }),
    EditorState.languageData.of(() => [{ commentTokens: { block: { open: "{{!--", close: "--}}" } } }]),
    EditorView.lineWrapping,
    EditorView.scrollMargins.of((view) => ({ top: covered(view) })),
    EditorView.domEventHandlers({ compositionend: composed }),
    keymap.of([
      ...completionKeymap,
      { key: "Shift-Mod-\\", run: jumpToPartner },
      ...walking(leave),
      ...foldKeymap,
      ...keysOfEditor,
    ]),
    codeTheme,
  ];
}
