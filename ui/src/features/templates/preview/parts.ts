// A rendered prompt section by section, each with its own marks counted from its beginning. A section that is as it was
// keeps its identity, so that only the one that is being written is drawn again.
import type { Mark, Rendered, RenderedSection } from "../../../backend";

export interface Part extends Omit<RenderedSection, "start"> {
  marks: Mark[];
}

/** The first of `marks` that begins at `offset` or later. */
function firstAt(marks: Mark[], offset: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function marksOf(all: Mark[], section: RenderedSection): Mark[] {
  if (!section.inPrompt) return [];
  const end = section.start + section.characters;
  const marks: Mark[] = [];
  for (let at = firstAt(all, section.start); at < all.length; at++) {
    const mark = all[at];
    if (!mark || mark.start > end) break;
    marks.push({ ...mark, start: mark.start - section.start, end: mark.end - section.start });
  }
  return marks;
}

const same = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other);

export function partsOf(rendered: Rendered, before: Part[] = []): Part[] {
  return rendered.sections.map((section) => {
    const { start: _, ...rest } = section;
    const part = { ...rest, marks: marksOf(rendered.marks, section) };
    const old = before.find(({ key }) => key === part.key);
    // The longest comparison last: texts differ sooner than marks.
    return old && old.text === part.text && same(old, part) ? old : part;
  });
}

/** What stands before the first section: the character's name as a title. */
export function headOf(rendered: Rendered): string {
  const first = rendered.sections.find(({ inPrompt }) => inPrompt);
  return rendered.prompt.slice(0, first ? first.start : undefined).trimEnd();
}

const sameMark = (one: Mark, other: Mark) =>
  one.section === other.section &&
  one.snippet === other.snippet &&
  one.line === other.line &&
  one.column === other.column &&
  one.path === other.path;

/** The same mark after the prompt was rendered anew, if it is still there. */
export const findMark = (parts: Part[], mark: Mark): Mark | null =>
  parts.find(({ key }) => key === mark.section)?.marks.find((one) => sameMark(one, mark)) ?? null;
