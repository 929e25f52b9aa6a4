// Two texts beside or below each other, with what differs marked: CodeMirror's merge view, for reading only. It comes with
// the first comparison.
import { getChunks, MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightActiveLine, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { highlighting } from "../../../shared/code/highlight";
import { codeTheme } from "../../../shared/code/theme";
import { useWords } from "../../../words/words";
import styles from "./Compare.module.css";

export type Layout = "split" | "unified";

/** The changes of one text, to go to. */
export interface Merged {
  count: number;
  go: (place: number) => void;
}

interface Props {
  label: string;
  before: string;
  after: string;
  layout: Layout;
  /** A template, and not what one made. */
  template: boolean;
  onReady: (merged: Merged | null) => void;
}

const COLLAPSE = { margin: 3, minSize: 8 };
// Long texts that have nothing in common are compared roughly rather than for seconds.
const DIFF = { scanLimit: 500, timeout: 500 };

export default function MergeText({ label, before, after, layout, template, onReady }: Props) {
  const words = useWords();
  const say = words.templateTry.compare;
  const box = useRef<HTMLDivElement>(null);
  const tell = useRef(onReady);
  useEffect(() => {
    tell.current = onReady;
  });
  useEffect(() => {
    const parent = box.current;
    if (!parent) return;
    const looks = (side: string): Extension => [
      ...(template ? [highlighting] : []),
      codeTheme,
      lineNumbers(),
      highlightActiveLine(),
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorState.phrases.of({ "$ unchanged lines": say.unchangedLines }),
      EditorView.contentAttributes.of({ tabindex: "0", "aria-label": `${label}: ${side}` }),
    ];
    const put = (view: EditorView, destroy: () => void) => {
      const chunks = getChunks(view.state)?.chunks ?? [];
      tell.current({
        count: chunks.length,
        go: (place) => {
          const at = Math.min(chunks[place]?.fromB ?? 0, view.state.doc.length);
          view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
        },
      });
      return () => {
        destroy();
        tell.current(null);
      };
    };
    if (layout === "split") {
      const merge = new MergeView({
        parent,
        a: { doc: before, extensions: looks(say.before) },
        b: { doc: after, extensions: looks(say.after) },
        collapseUnchanged: COLLAPSE,
        diffConfig: DIFF,
      });
      return put(merge.b, () => merge.destroy());
    }
    const merge = unifiedMergeView({
      original: before,
      mergeControls: false,
      allowInlineDiffs: true,
      collapseUnchanged: COLLAPSE,
      diffConfig: DIFF,
    });
    const view = new EditorView({ parent, doc: after, extensions: [looks(say.after), merge] });
    return put(view, () => view.destroy());
  }, [label, before, after, layout, template, say]);
  return <div ref={box} className={styles.merge} />;
}
