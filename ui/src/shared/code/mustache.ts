// The tags of a Handlebars text and the words inside them, for colours, folding and typing. Goes on where a text is broken,
// because one that is being typed mostly is. What a tag means is not known here: that is asked of the core.

export type TagKind =
  | "value"
  | "open"
  | "close"
  | "else"
  | "elseChain"
  | "partial"
  | "comment"
  /** Handlebars that our engine does not take. */
  | "foreign"
  /** `{{` that nothing closes. */
  | "unclosed";

export interface Tag {
  kind: TagKind;
  start: number;
  end: number;
  /** What is said inside, without braces, sign and tilde. */
  from: number;
  to: number;
}

/** A block with all the tags that belong to it; an unclosed one has no close. */
export interface Block {
  name: string;
  open: Tag;
  branches: Tag[];
  close: Tag | null;
}

export type TokenKind =
  | "brace"
  | "keyword"
  | "helper"
  | "path"
  | "data"
  | "string"
  | "number"
  | "key"
  | "partial"
  | "comment"
  | "escaped"
  | "foreign"
  | "wrong";

export interface Token {
  kind: TokenKind;
  from: number;
  to: number;
}

export const HELPERS = ["if", "unless", "each", "with", "lookup"];

export function tagsOf(text: string): Tag[] {
  const tags: Tag[] = [];
  let at = text.indexOf("{{");
  while (at !== -1) {
    if (isEscaped(text, at)) {
      at = text.indexOf("{{", at + (text.startsWith("{{{{", at) ? 4 : 2));
      continue;
    }
    const tag = tagAt(text, at);
    tags.push(tag);
    at = text.indexOf("{{", tag.end);
  }
  return tags;
}

/** One backslash before it makes a text of a tag, two are a backslash. */
export function isEscaped(text: string, at: number): boolean {
  return text[at - 1] === "\\" && text[at - 2] !== "\\";
}

function tagAt(text: string, start: number): Tag {
  if (text.startsWith("{{{{", start)) return rawBlock(text, start);
  if (text.startsWith("{{!", start)) return comment(text, start);
  const begin = start + (text[start + 2] === "~" ? 3 : 2);
  const triple = text[begin] === "{";
  const end = closing(text, triple ? begin + 1 : begin, triple ? "}" : "");
  if (!end) return unclosed(text, start, begin, 2);
  const inside = text.slice(begin, end.inner);
  const [kind, sign] = kindOf(inside);
  return { kind, start, end: end.outer, from: Math.min(begin + sign, end.inner), to: end.inner };
}

function kindOf(inside: string): [TagKind, number] {
  switch (inside[0]) {
    case "{":
    case "&":
      return ["value", 1];
    case "#":
      return inside[1] === "*" || inside[1] === ">" ? ["foreign", 2] : ["open", 1];
    case "/":
      return ["close", 1];
    case ">":
      return ["partial", 1];
    case "*":
      return ["foreign", 1];
    case "^":
      return inside.slice(1).trim() === "" ? ["else", 1] : ["foreign", 1];
  }
  const word = /^\s*else(?=\s|$)/.exec(inside);
  if (!word) return ["value", 0];
  return [inside.slice(word[0].length).trim() === "" ? "else" : "elseChain", word[0].length];
}

/** Where what is said inside ends, and where the tag does. Braces in quotes and in `[segments]` belong to them. */
function closing(text: string, from: number, brace: string): { inner: number; outer: number } | null {
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"' || sign === "'" || sign === "[") at = quotedEnd(text, at, sign === "[" ? "]" : sign) ?? at;
    else if (sign === "{" && text[at + 1] === "{") return null;
    else if (sign === "~" || sign === "}") {
      const end = [`${brace}}}`, `${brace}~}}`].find((one) => text.startsWith(one, at));
      if (end !== undefined) return { inner: at, outer: at + end.length };
    }
  }
  return null;
}

/** A quote that is not closed on its line is no quote: better one wrong word than a wrong rest of the text. */
function quotedEnd(text: string, start: number, end: string): number | null {
  for (let at = start + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\" && end !== "]") at++;
    else if (text[at] === end) return at;
  }
  return null;
}

/** To the end of the line, or to the next tag. */
function unclosed(text: string, start: number, from: number, skip: number): Tag {
  const rest = /[^\n]*?(?=\s*(?:\n|\{\{|$))/y;
  rest.lastIndex = start + skip;
  const end = start + skip + (rest.exec(text)?.[0].length ?? 0);
  return { kind: "unclosed", start, end, from: Math.min(from, end), to: end };
}

function comment(text: string, start: number): Tag {
  const long = text.startsWith("{{!--", start) ? text.indexOf("--}}", start + 5) : -1;
  const short = text.indexOf("}}", start);
  const end = long === -1 ? short + 2 : long + 4;
  if (long === -1 && short === -1) return unclosed(text, start, start + 2, 2);
  return { kind: "comment", start, end, from: start + 3, to: end - 2 };
}

/** `{{{{raw}}}} … {{{{/raw}}}}` is one tag: nothing in it is ours to read. */
function rawBlock(text: string, start: number): Tag {
  const close = text.indexOf("{{{{/", start);
  const end = close === -1 ? -1 : text.indexOf("}}}}", close);
  if (end === -1) return unclosed(text, start, start + 4, 4);
  return { kind: "foreign", start, end: end + 4, from: start + 4, to: end };
}

/** The first word inside: the name of a block, of a part. */
export function nameOf(text: string, tag: Tag): string {
  return /^[^\s|]*/.exec(text.slice(tag.from, tag.to).trimStart())?.[0] ?? "";
}

/** Blocks in the order of their openings. A forgotten end leaves its block open, not the blocks around it. */
export function blocksOf(text: string, tags: Tag[]): Block[] {
  const blocks: Block[] = [];
  const open: Block[] = [];
  for (const tag of tags) {
    if (tag.kind === "open") {
      const block: Block = { name: nameOf(text, tag), open: tag, branches: [], close: null };
      blocks.push(block);
      open.push(block);
    } else if (tag.kind === "else" || tag.kind === "elseChain") open.at(-1)?.branches.push(tag);
    else if (tag.kind === "close") {
      const name = text.slice(tag.from, tag.to).trim();
      const at = open.findLastIndex((block) => block.name === name);
      if (at === -1) continue;
      const [block] = open.splice(at);
      if (block) block.close = tag;
    }
  }
  return blocks;
}

const WORD = /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|\|[^|\n]*\|?|[()]|(?:\[[^\]\n]*\]?|[^\s()=|"'[])+=?|=/gy;

/** The words of a tag with their meaning as far as their shape tells it. */
export function tokensOf(text: string, tag: Tag): Token[] {
  if (tag.kind === "comment") return [{ kind: "comment", from: tag.start, to: tag.end }];
  if (tag.kind === "foreign") return [{ kind: "foreign", from: tag.start, to: tag.end }];
  if (tag.kind === "unclosed") return [{ kind: "wrong", from: tag.start, to: tag.end }];
  const tokens: Token[] = [];
  const sign = text.slice(tag.start, tag.from);
  const word = /else\s*$/.exec(sign);
  tokens.push({ kind: "brace", from: tag.start, to: word ? tag.start + word.index : tag.from });
  if (word) tokens.push({ kind: "keyword", from: tag.start + word.index, to: tag.start + word.index + 4 });
  tokens.push(...words(text, tag));
  tokens.push({ kind: "brace", from: tag.to, to: tag.end });
  return tokens;
}

function words(text: string, tag: Tag): Token[] {
  const tokens: Token[] = [];
  // A name of a helper stands at the beginning of the tag and of each parenthesis.
  let first = true;
  let at = tag.from;
  while (at < tag.to) {
    WORD.lastIndex = at;
    const found = WORD.exec(text)?.[0].slice(0, tag.to - at);
    if (found === undefined || found === "") {
      at++;
      continue;
    }
    tokens.push({ kind: wordKind(found, first, tag.kind), from: at, to: at + found.length });
    first = found === "(";
    at += found.length;
  }
  return tokens;
}

function wordKind(word: string, first: boolean, tag: TagKind): TokenKind {
  if (/^["']/.test(word)) return "string";
  if (word === "(" || word === ")" || word === "=") return "brace";
  if (word.startsWith("|") || word === "as") return "keyword";
  if (word.endsWith("=")) return "key";
  if (word.startsWith("@")) return "data";
  if (/^(?:-?\d[\d.]*|true|false|null|undefined)$/.test(word)) return "number";
  if (first && tag === "partial") return "partial";
  if (first && (tag === "open" || tag === "close" || tag === "elseChain")) return "helper";
  return first && HELPERS.includes(word) ? "helper" : "path";
}

/** `\{{` in the prose between tags. */
export function escapesIn(text: string, from: number, to: number): Token[] {
  const tokens: Token[] = [];
  for (let at = text.indexOf("\\{{", from); at !== -1 && at < to; at = text.indexOf("\\{{", at + 3)) {
    if (isEscaped(text, at + 1)) tokens.push({ kind: "escaped", from: at, to: at + 3 });
  }
  return tokens;
}
