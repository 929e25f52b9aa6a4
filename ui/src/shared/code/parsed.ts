// What a document consists of, worked out once for each state of its text and only when somebody asks.
import type { EditorState, Text } from "@codemirror/state";
import { type Block, blocksOf, type Tag, tagsOf } from "./mustache";

export interface Parsed {
  text: string;
  tags: Tag[];
  blocks: Block[];
}

const known = new WeakMap<Text, Parsed>();

export function parsed({ doc }: EditorState): Parsed {
  const before = known.get(doc);
  if (before) return before;
  const text = doc.toString();
  const tags = tagsOf(text);
  const now = { text, tags, blocks: blocksOf(text, tags) };
  known.set(doc, now);
  return now;
}

/** The tag that a place lies in; its edges count where `edges` says so. */
export function tagAt(tags: Tag[], place: number, edges = false): Tag | null {
  const found = tags.find((tag) => (edges ? place <= tag.end : place < tag.end));
  if (!found) return null;
  return (edges ? place >= found.start : place > found.start) ? found : null;
}

/** Everything that belongs to the block whose tag a place touches: its opening, its branches, its end. */
export function family({ tags, blocks }: Parsed, place: number): Tag[] {
  const tag = tagAt(tags, place, true);
  if (!tag) return [];
  const block = blocks.find((one) => one.open === tag || one.close === tag || one.branches.includes(tag));
  if (!block) return [];
  return [block.open, ...block.branches, ...(block.close ? [block.close] : [])];
}
