// Arrow keys at the edge of a section: they leave it.
import type { EditorView, KeyBinding } from "@codemirror/view";

type Leave = (by: 1 | -1, column: number) => boolean;

export function walking(leave: Leave): KeyBinding[] {
  const over = (by: 1 | -1) => (view: EditorView) => atEdge(view, by) && leave(by, columnOf(view));
  const beside = (by: 1 | -1) => (view: EditorView) => {
    const { main } = view.state.selection;
    const edge = by === 1 ? view.state.doc.length : 0;
    return main.empty && main.head === edge && leave(by, by === 1 ? 0 : Number.MAX_SAFE_INTEGER);
  };
  return [
    { key: "ArrowDown", run: over(1) },
    { key: "ArrowUp", run: over(-1) },
    { key: "ArrowRight", run: beside(1) },
    { key: "ArrowLeft", run: beside(-1) },
  ];
}

function columnOf(view: EditorView): number {
  const { head } = view.state.selection.main;
  return head - view.state.doc.lineAt(head).from;
}

/** In the first or the last line as it is seen: a long one is wrapped into several. */
function atEdge(view: EditorView, by: 1 | -1): boolean {
  const { doc, selection } = view.state;
  const { head, empty } = selection.main;
  const edge = by === 1 ? doc.length : 0;
  if (!empty || doc.lineAt(head).number !== doc.lineAt(edge).number) return false;
  const here = view.coordsAtPos(head);
  const there = view.coordsAtPos(edge);
  if (!here || !there) return true;
  return Math.abs(here.top - there.top) < (here.bottom - here.top || 1) / 2;
}
