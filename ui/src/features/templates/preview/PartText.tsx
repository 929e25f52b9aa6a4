// The text of one section, as it is or as Markdown. Drawn again only when the section changed.
import { createElement, memo, useMemo } from "react";
import type { Mark } from "../../../backend";
import { cutter, type Piece } from "../../../shared/prompt/cutting";
import { Pieces } from "../../../shared/prompt/Pieces";
import { type Block, blocksOf, type Inline, inlinesOf, type Span } from "./markdown";
import styles from "./Preview.module.css";

export type Look = "plain" | "markdown";

interface Props {
  text: string;
  marks: Mark[];
  look: Look;
}

export const PartText = memo(function PartText({ text, marks, look }: Props) {
  return look === "plain" ? (
    <div className={styles.plain}>
      <Pieces pieces={cutter(text, marks)(0, text.length)} marks={marks} />
    </div>
  ) : (
    <Markdown text={text} marks={marks} />
  );
});

// Blocks know nothing of marks, and marks nothing of blocks: the cutter goes through both in the order of the text.
type Cut = Span & { pieces: Piece[] };
type Drawn = { kind: "text"; cut: Cut } | { kind: "strong" | "em" | "code"; children: Drawn[] };

function Markdown({ text, marks }: Omit<Props, "look">) {
  const blocks = useMemo(() => drawn(text, marks), [text, marks]);
  return (
    <div className={styles.markdown}>
      {blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
        <BlockView key={place} block={block} marks={marks} />
      ))}
    </div>
  );
}

type DrawnBlock =
  | { kind: "heading"; level: number; lines: Drawn[][] }
  | { kind: "text" | "quote" | "code" | "rule"; lines: Drawn[][] }
  | { kind: "list"; items: { depth: number; number: string | null; lines: Drawn[][] }[] };

function drawn(text: string, marks: Mark[]): DrawnBlock[] {
  const cut = cutter(text, marks);
  const inline = (one: Inline): Drawn =>
    one.kind === "text"
      ? { kind: "text", cut: { ...one.at, pieces: cut(one.at.from, one.at.to) } }
      : { kind: one.kind, children: one.children.map(inline) };
  const rich = (span: Span) => inlinesOf(text, span).map(inline);
  const bare = (span: Span): Drawn[] => [{ kind: "text", cut: { ...span, pieces: cut(span.from, span.to) } }];
  const blocks = blocksOf(text).map((block: Block): DrawnBlock => {
    if (block.kind === "list") {
      return { kind: "list", items: block.items.map((item) => ({ ...item, lines: item.lines.map(rich) })) };
    }
    return { ...block, lines: block.lines.map(block.kind === "code" || block.kind === "rule" ? bare : rich) };
  });
  // Blanks at the very end, after the last line that says something.
  const rest = cut(text.length, text.length);
  if (rest.length > 0) {
    const end = { from: text.length, to: text.length, pieces: rest };
    blocks.push({ kind: "text", lines: [[{ kind: "text", cut: end }]] });
  }
  return blocks;
}

function BlockView({ block, marks }: { block: DrawnBlock; marks: Mark[] }) {
  if (block.kind === "list") {
    return (
      <ul>
        {block.items.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <li key={place} style={{ paddingLeft: `${item.depth * 16}px` }}>
            <span className={styles.bullet}>{item.number ?? "•"}</span>
            <span>
              <Lines lines={item.lines} marks={marks} />
            </span>
          </li>
        ))}
      </ul>
    );
  }
  const lines = <Lines lines={block.lines} marks={marks} />;
  // The page around it has the first levels.
  if (block.kind === "heading") {
    return createElement(`h${Math.min(6, block.level + 2)}`, { "data-level": block.level }, lines);
  }
  if (block.kind === "rule") return <hr />;
  if (block.kind === "code") return <pre className="mono">{lines}</pre>;
  if (block.kind === "quote") return <blockquote>{lines}</blockquote>;
  return <p>{lines}</p>;
}

function Lines({ lines, marks }: { lines: Drawn[][]; marks: Mark[] }) {
  return lines.map((line, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <span key={place}>
      {place > 0 ? "\n" : null}
      <Inlines inlines={line} marks={marks} />
    </span>
  ));
}

function Inlines({ inlines, marks }: { inlines: Drawn[]; marks: Mark[] }) {
  return inlines.map((one, place) =>
    one.kind === "text" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Pieces key={place} pieces={one.cut.pieces} marks={marks} />
    ) : (
      createElement(one.kind, { key: place }, <Inlines inlines={one.children} marks={marks} />)
    ),
  );
}
