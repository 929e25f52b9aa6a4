// A text taken apart by its marks: what was written, what a value printed, and where one printed nothing. Offsets are
// UTF-16 code units, as JavaScript counts by itself.
import type { Mark } from "../../backend";

export type Piece =
  | { kind: "plain"; start: number; text: string }
  /** `first`: here the value begins; it may go on in further pieces. */
  | { kind: "value"; start: number; text: string; mark: number; first: boolean }
  | { kind: "blank"; start: number; mark: number };

/**
 * Takes one stretch of a text after the other, from its beginning on. A blank belongs to the first stretch that reaches
 * it, so that none is lost where a stretch is left out, such as the signs of Markdown.
 */
export function cutter(text: string, marks: Mark[]): (from: number, to: number) => Piece[] {
  let next = 0;
  return (from, to) => {
    const pieces: Piece[] = [];
    let at = from;
    const plain = (end: number) => {
      if (end > at) pieces.push({ kind: "plain", start: at, text: text.slice(at, end) });
      at = Math.max(at, end);
    };
    for (; next < marks.length; next++) {
      const mark = marks[next];
      if (!mark || mark.start > to) break;
      if (mark.kind === "blank") {
        plain(Math.min(mark.start, to));
        pieces.push({ kind: "blank", start: at, mark: next });
        continue;
      }
      if (mark.start >= to) break;
      const begin = Math.max(at, mark.start);
      const end = Math.min(to, mark.end);
      if (end > begin) {
        plain(begin);
        pieces.push({
          kind: "value",
          start: begin,
          text: text.slice(begin, end),
          mark: next,
          first: begin === mark.start,
        });
        at = end;
      }
      // It goes on in the next stretch.
      if (mark.end > to) break;
    }
    plain(to);
    return pieces;
  };
}

export const piecesOf = (text: string, marks: Mark[]): Piece[] => cutter(text, marks)(0, text.length);
