// As much Markdown as prompts have: headings, lists, quotes, rules, code, emphasis. It only says which stretch of the text
// is what; nothing is copied and nothing becomes HTML, so that the marks of values still fit and no value can do harm.

/** From a place of the text to another, in UTF-16 code units. */
export interface Span {
  from: number;
  to: number;
}

export interface ListItem {
  /** How far it stands in, from 0. */
  depth: number;
  /** "1." of a counted list. */
  number: string | null;
  lines: Span[];
}

export type Block =
  | { kind: "heading"; level: number; lines: Span[] }
  | { kind: "text" | "quote" | "code"; lines: Span[] }
  | { kind: "list"; items: ListItem[] }
  | { kind: "rule"; lines: Span[] };

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;
const RULE = /^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$/;
const ITEM = /^([ \t]*)(?:[-*+]|(\d{1,9}[.)]))[ \t]+/;
const QUOTE = /^ {0,3}> ?/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

export function blocksOf(text: string, from = 0, to = text.length): Block[] {
  const blocks: Block[] = [];
  let fence: string | null = null;
  let fresh = true;
  for (let at = from; at <= to; ) {
    const end = text.indexOf("\n", at);
    const stop = end < 0 || end > to ? to : end;
    const line = text.slice(at, stop);
    const span = (skip: number): Span => ({ from: at + skip, to: stop });
    const last: Block | undefined = fresh ? undefined : blocks.at(-1);
    fresh = false;
    const fenced = FENCE.exec(line)?.[1] ?? null;
    if (fence !== null) {
      if (fenced?.startsWith(fence) && line.trim() === fenced) {
        fence = null;
        fresh = true;
      } else if (last?.kind === "code") last.lines.push(span(0));
    } else if (fenced !== null) {
      fence = fenced;
      blocks.push({ kind: "code", lines: [] });
    } else if (line.trim() === "") {
      fresh = last?.kind !== "list";
    } else if (RULE.test(line)) {
      blocks.push({ kind: "rule", lines: [span(0)] });
    } else if (HEADING.test(line)) {
      const [whole, signs = ""] = HEADING.exec(line) ?? [""];
      blocks.push({ kind: "heading", level: signs.length, lines: [span(whole.length)] });
      fresh = true;
    } else if (ITEM.test(line)) {
      const [whole, indent = "", number] = ITEM.exec(line) ?? [""];
      const item = { depth: depthOf(indent), number: number ?? null, lines: [span(whole.length)] };
      if (last?.kind === "list") last.items.push(item);
      else blocks.push({ kind: "list", items: [item] });
    } else if (QUOTE.test(line)) {
      const skip = QUOTE.exec(line)?.[0].length ?? 0;
      if (last?.kind === "quote") last.lines.push(span(skip));
      else blocks.push({ kind: "quote", lines: [span(skip)] });
    } else if (last?.kind === "list" && /^[ \t]/.test(line)) {
      last.items.at(-1)?.lines.push(span(line.length - line.trimStart().length));
    } else if (last?.kind === "text") {
      last.lines.push(span(0));
    } else blocks.push({ kind: "text", lines: [span(0)] });
    at = stop + 1;
  }
  return blocks;
}

const depthOf = (indent: string) => Math.min(8, Math.floor(indent.replaceAll("\t", "    ").length / 2));

export type Inline = { kind: "text"; at: Span } | { kind: "strong" | "em" | "code"; children: Inline[] };

const SIGNS = ["**", "__", "*", "_"] as const;

/** The emphasis within one line. */
export function inlinesOf(text: string, { from, to }: Span): Inline[] {
  const found: Inline[] = [];
  // What has no end from here on has none further on either; otherwise a line of stars would be searched for each star.
  const endless = new Set<string>();
  let plain = from;
  const put = (begin: number, end: number, inline: Inline) => {
    if (begin > plain) found.push({ kind: "text", at: { from: plain, to: begin } });
    found.push(inline);
    plain = end;
  };
  for (let at = from; at < to; ) {
    // A line of stars is a drawing.
    const run = /\*{4,}|_{4,}/y;
    run.lastIndex = at;
    const stars = run.exec(text)?.[0].length;
    if (stars !== undefined) {
      at += stars;
      continue;
    }
    const sign = text[at] === "`" ? "`" : SIGNS.find((one) => text.startsWith(one, at));
    const close = sign && !endless.has(sign) && opens(text, at, sign, from) ? closing(text, sign, at, to) : undefined;
    if (sign === undefined || close === undefined) {
      at += sign?.length ?? 1;
      continue;
    }
    if (close < 0) {
      endless.add(sign);
      at += sign.length;
      continue;
    }
    const inner = { from: at + sign.length, to: close };
    put(
      at,
      close + sign.length,
      sign === "`"
        ? { kind: "code", children: [{ kind: "text", at: inner }] }
        : { kind: sign.length === 2 ? "strong" : "em", children: inlinesOf(text, inner) },
    );
    at = close + sign.length;
  }
  if (plain < to || found.length === 0) found.push({ kind: "text", at: { from: plain, to } });
  return found;
}

const isWord = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

function opens(text: string, at: number, sign: string, from: number): boolean {
  if (sign === "`") return true;
  const before = at > from ? text[at - 1] : undefined;
  const after = text[at + sign.length];
  return after !== undefined && !/\s/.test(after) && !(sign[0] === "_" && isWord(before));
}

/** Where the sign comes again and may close; -1 when nowhere. */
function closing(text: string, sign: string, at: number, to: number): number {
  for (let end = text.indexOf(sign, at + sign.length + 1); end >= 0 && end + sign.length <= to; ) {
    if (sign === "`") return end;
    // A single star is not half of two.
    const double = sign.length === 1 && (text[end + 1] === sign || text[end - 1] === sign);
    const fits = !/\s/.test(text[end - 1] ?? " ") && !(sign[0] === "_" && isWord(text[end + sign.length]));
    if (fits && !double) return end;
    end = text.indexOf(sign, end + (double ? 2 : sign.length));
  }
  return -1;
}
