// What can be folded away: a block from its opening to its end, and a heading with what stands below it.
import { codeFolding, foldGutter, foldService } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { HEADING } from "./highlight";
import { parsed } from "./parsed";

/** The stretch that folding the line from `lineStart` hides. */
export function foldable(state: EditorState, lineStart: number): { from: number; to: number } | null {
  const line = state.doc.lineAt(lineStart);
  for (const { open, close } of parsed(state).blocks) {
    if (open.start < line.from || open.start > line.to || !close) continue;
    if (close.start > state.doc.lineAt(open.end).to) return { from: open.end, to: close.start };
  }
  const level = HEADING.exec(line.text)?.[1]?.length;
  if (level === undefined) return null;
  let last = line.number;
  for (let number = line.number + 1; number <= state.doc.lines; number++) {
    const { text } = state.doc.line(number);
    const other = HEADING.exec(text)?.[1]?.length;
    if (other !== undefined && other <= level) break;
    if (text.trim() !== "") last = number;
  }
  return last > line.number ? { from: line.to, to: state.doc.line(last).to } : null;
}

export const folding: Extension = [
  codeFolding({ placeholderText: "…" }),
  foldGutter({ openText: "⌄", closedText: "›" }),
  foldService.of((state, lineStart) => foldable(state, lineStart)),
];
