// What is shown of a JSON right now: the branches that are open, as far as they are loaded, as rows of equal height.
// A branch is loaded page by page, and pages may be missing in between: they are one row that asks for them. No drawing.
import type { JsonPart } from "../../backend";
import type { JsonEntry, JsonKind, Path } from "./source";

export const PAGE = 200;
/** Letters of a long text that are read at once. */
export const LETTERS = 20_000;
const LINE = 120;

export interface Branch {
  kind: JsonKind;
  size: number;
  pages: ReadonlyMap<number, JsonEntry[]>;
  /** Of a string. */
  texts: ReadonlyMap<number, string>;
}

export interface Tree {
  branches: ReadonlyMap<string, Branch>;
  open: ReadonlySet<string>;
}

export const EMPTY: Tree = { branches: new Map(), open: new Set() };

export const idOf = (path: Path) => JSON.stringify(path);

export interface NodeRow {
  row: "node";
  id: string;
  path: Path;
  depth: number;
  entry: Omit<JsonEntry, "key"> & { key: string | number | null };
  /** Null when there is nothing to open. */
  open: boolean | null;
  place: number;
  of: number;
}

export interface MoreRow {
  row: "more";
  id: string;
  path: Path;
  depth: number;
  page: number;
  /** How much is left out here; null while nothing is known of the branch. */
  rest: number | null;
}

export interface TextRow {
  row: "text";
  id: string;
  path: Path;
  depth: number;
  text: string;
}

export type Row = NodeRow | MoreRow | TextRow;

const isBranchKind = (kind: JsonKind) => kind === "object" || kind === "array";

/** A text is opened when a line does not show all of it. */
const opens = ({ kind, size, value, cut }: Omit<JsonEntry, "key">) =>
  isBranchKind(kind)
    ? size > 0
    : kind === "string" && (cut || size > LINE || (typeof value === "string" && value.includes("\n")));

export const pageSize = (kind: JsonKind) => (kind === "string" ? LETTERS : PAGE);

export function withPart(tree: Tree, path: Path, page: number, part: JsonPart): Tree {
  const id = idOf(path);
  const known = tree.branches.get(id);
  const branch: Branch = {
    kind: part.kind,
    size: part.size,
    pages: isBranchKind(part.kind) ? new Map(known?.pages).set(page, part.entries) : new Map(),
    texts: part.text === null ? new Map() : new Map(known?.texts).set(page, part.text),
  };
  return { ...tree, branches: new Map(tree.branches).set(id, branch) };
}

export function withOpen(tree: Tree, paths: Path[], open: boolean): Tree {
  const next = new Set(tree.open);
  for (const path of paths)
    if (open) next.add(idOf(path));
    else next.delete(idOf(path));
  return { ...tree, open: next };
}

export function rowsOf(tree: Tree): Row[] {
  const rows: Row[] = [];
  const root = tree.branches.get(idOf([]));
  if (!root) return rows;
  const { kind, size } = root;
  const text = root.texts.get(0) ?? "null";
  const value = isBranchKind(kind) ? null : kind === "string" ? text : (JSON.parse(text) as unknown);
  node(tree, rows, [], 0, { key: null, kind, size, value, cut: size > LETTERS }, 0, 1);
  return rows;
}

function node(tree: Tree, rows: Row[], path: Path, depth: number, entry: NodeRow["entry"], place: number, of: number) {
  const id = idOf(path);
  const open = opens(entry) ? tree.open.has(id) : null;
  rows.push({ row: "node", id, path, depth, entry, open, place, of });
  if (!open) return;
  const branch = tree.branches.get(id);
  if (!branch) rows.push({ row: "more", id: `${id} 0`, path, depth: depth + 1, page: 0, rest: null });
  else if (branch.kind === "string") texts(rows, id, path, depth + 1, branch);
  else children(tree, rows, id, path, depth + 1, branch);
}

function children(tree: Tree, rows: Row[], id: string, path: Path, depth: number, branch: Branch) {
  const pages = Math.ceil(branch.size / PAGE);
  for (const page of pagesOf(branch.pages, pages)) {
    const entries = branch.pages.get(page.first);
    if (!entries) {
      const rest = Math.min(branch.size, (page.last + 1) * PAGE) - page.first * PAGE;
      rows.push({ row: "more", id: `${id} ${page.first}`, path, depth, page: page.first, rest });
    } else
      entries.forEach((entry, at) => {
        node(tree, rows, [...path, entry.key], depth, entry, page.first * PAGE + at, branch.size);
      });
  }
}

function texts(rows: Row[], id: string, path: Path, depth: number, branch: Branch) {
  const pages = Math.max(1, Math.ceil(branch.size / LETTERS));
  for (const page of pagesOf(branch.texts, pages)) {
    const text = branch.texts.get(page.first);
    if (text === undefined) {
      const rest = Math.min(branch.size, (page.last + 1) * LETTERS) - page.first * LETTERS;
      rows.push({ row: "more", id: `${id} ${page.first}`, path, depth, page: page.first, rest });
    } else
      linesOf(text).forEach((line, at) => {
        rows.push({ row: "text", id: `${id} ${page.first}.${at}`, path, depth, text: line });
      });
  }
}

/** Each loaded page by itself, missing ones that follow each other as one. */
function pagesOf(known: ReadonlyMap<number, unknown>, pages: number): { first: number; last: number }[] {
  const loaded = [...known.keys()].sort((a, b) => a - b);
  const all: { first: number; last: number }[] = [];
  let next = 0;
  for (const page of loaded) {
    if (page > next) all.push({ first: next, last: page - 1 });
    all.push({ first: page, last: page });
    next = page + 1;
  }
  if (next < pages) all.push({ first: next, last: pages - 1 });
  return all;
}

/** Lines of a text, long ones in pieces; a letter of two units stays whole. */
export function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    if (line.length <= LINE) return [line];
    const letters = [...line];
    const pieces: string[] = [];
    for (let at = 0; at < letters.length; at += LINE) pieces.push(letters.slice(at, at + LINE).join(""));
    return pieces;
  });
}

/** The row one goes to from a node to the left: the branch it lies in. */
export const parentOf = (row: Row): string | null =>
  row.row === "node" ? (row.path.length > 0 ? idOf(row.path.slice(0, -1)) : null) : idOf(row.path);
