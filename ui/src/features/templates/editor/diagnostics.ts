// Findings as marks in the editor of their section: lines under the text, signs beside it, and what can be done about them.
import { type Diagnostic, forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import type { EditorState, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Finding } from "../../../backend";
import type { Words } from "../../../words/words";
import { findingText, fixText } from "./findingWords";
import { rangeOf } from "./places";

interface Marked extends Diagnostic {
  finding: Finding;
}

type OnFix = (finding: Finding) => void;

export function diagnosticsOf(doc: Text, findings: Finding[], words: Words, onFix: OnFix | null): Diagnostic[] {
  const marks = findings.map((finding): Marked => {
    const { fix } = finding;
    return {
      ...rangeOf(doc, finding),
      severity: finding.severity,
      message: findingText(words, finding),
      source: words.templateEditor.severities[finding.severity],
      actions: fix && onFix ? [{ name: fixText(words, fix), apply: () => onFix(finding) }] : [],
      finding,
    };
  });
  return marks.sort((one, other) => one.from - other.from);
}

export function showFindings(view: EditorView, findings: Finding[], words: Words, onFix: OnFix | null) {
  view.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state.doc, findings, words, onFix)));
}

export interface FindingHere {
  finding: Finding;
  from: number;
  to: number;
}

/** Where the findings are now: the text may have grown since they were made. */
export function findingsIn(state: EditorState): FindingHere[] {
  const all: FindingHere[] = [];
  forEachDiagnostic(state, (mark, from, to) => {
    if ("finding" in mark) all.push({ finding: (mark as Marked).finding, from, to });
  });
  return all.sort((one, other) => one.from - other.from || one.to - other.to);
}

export interface Placed extends FindingHere {
  section: string;
}

/** The finding after a place or before it, around the end; `order` is that of the sections. */
export function nextFinding(
  all: Placed[],
  order: string[],
  at: { section: string; from: number } | null,
  by: 1 | -1,
): Placed | undefined {
  const rank = (section: string) => order.indexOf(section);
  if (at) {
    const after = (one: Placed) => rank(one.section) - rank(at.section) || one.from - at.from;
    const found = by === 1 ? all.find((one) => after(one) > 0) : all.findLast((one) => after(one) < 0);
    if (found) return found;
  }
  return by === 1 ? all[0] : all.at(-1);
}
