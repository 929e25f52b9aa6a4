// Lines and columns, as findings name them, and offsets, as the editor counts. A text may have changed since the finding was
// made: what lies outside of it is moved to its edge.
import type { Text } from "@codemirror/state";
import type { Finding, TextEdit } from "../../../backend";
import type { Edit } from "../../../shared/code/minimalEdits";
import type { SourcePlace } from "../parts";

type Stretch = Pick<SourcePlace, "line" | "column" | "endLine" | "endColumn">;

export function offsetAt(doc: Text, line: number, column: number): number {
  if (line < 1) return 0;
  if (line > doc.lines) return doc.length;
  const { from, to } = doc.line(line);
  return Math.min(Math.max(from + column - 1, from), to);
}

export function rangeOf(doc: Text, place: Stretch): { from: number; to: number } {
  const from = offsetAt(doc, place.line, place.column);
  const to = offsetAt(doc, place.endLine ?? place.line, place.endColumn ?? place.column);
  return { from, to: Math.max(from, to) };
}

/** Where to go for a finding; null for what concerns no text of the template itself. */
export function placeOf({ section, snippet, line, column, endLine, endColumn }: Finding): SourcePlace | null {
  return section === null || snippet !== null ? null : { section, line, column, endLine, endColumn };
}

/** The findings of each section. */
export function bySection(findings: Finding[]): Map<string, Finding[]> {
  const sections = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.section === null || finding.snippet !== null) continue;
    const before = sections.get(finding.section);
    if (before) before.push(finding);
    else sections.set(finding.section, [finding]);
  }
  return sections;
}

/** The edits of each section; those of parts are left out, because parts are not written here. */
export function editsBySection(edits: TextEdit[]): Map<string, Edit[]> {
  const sections = new Map<string, Edit[]>();
  for (const { section, start, end, text } of edits) {
    if (section === null) continue;
    const edit = { from: start, to: end, insert: text };
    sections.set(section, [...(sections.get(section) ?? []), edit]);
  }
  return sections;
}

/** The same finding in a newer list: texts move, so the nearest of those that say the same. */
export function sameFinding(wanted: Finding, among: Finding[]): Finding | undefined {
  const says = (finding: Finding) =>
    JSON.stringify([finding.rule, finding.section, finding.snippet, Object.entries(finding.arguments).sort()]);
  const far = (finding: Finding) =>
    Math.abs(finding.line - wanted.line) * 1000 + Math.abs(finding.column - wanted.column);
  return among.filter((one) => says(one) === says(wanted)).sort((one, other) => far(one) - far(other))[0];
}
