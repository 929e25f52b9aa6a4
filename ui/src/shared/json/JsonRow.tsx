// One row of the viewer: a key with its value, a line of a long text, or what is not loaded yet.
import { useWords } from "../../words/words";
import { useFormat } from "../format";
import styles from "./json.module.css";
import { Count, Fold, Key, Scalar } from "./pieces";
import type { Row } from "./tree";

interface Props {
  id: string;
  row: Row;
  top: number;
  active: boolean;
  found: string;
  onActive: () => void;
  onHover: () => void;
  onToggle: () => void;
  onMore: (page: number) => void;
}

const INDENT = 14;

export function JsonRow({ id, row, top, active, found, onActive, onHover, onToggle, onMore }: Props) {
  const node = row.row === "node" ? row : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it hears the keys
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-selected={active}
      aria-expanded={node?.open ?? undefined}
      aria-posinset={node ? node.place + 1 : undefined}
      aria-setsize={node?.of}
      className={styles.row}
      data-active={active || undefined}
      data-leaf={node?.open === null || row.row !== "node" || undefined}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 6 + row.depth * INDENT }}
      onClick={onActive}
      onMouseOver={onHover}
      onFocus={onHover}
    >
      {row.row === "node" ? (
        <Node row={row} found={found} onToggle={onToggle} />
      ) : row.row === "text" ? (
        <span className={styles.text}>{row.text === "" ? " " : row.text}</span>
      ) : (
        <More row={row} onMore={onMore} />
      )}
    </div>
  );
}

function Node({ row, found, onToggle }: { row: Extract<Row, { row: "node" }>; found: string; onToggle: () => void }) {
  const { key, kind, size, value, cut } = row.entry;
  const branch = kind === "object" || kind === "array";
  const long = kind === "string" && row.open !== null;
  return (
    <>
      {row.open === null ? null : <Fold name={key} open={row.open} onFold={onToggle} keys={false} />}
      <Key name={key} found={found} />
      {branch ? null : <Scalar value={long ? beginning(String(value)) : value} found={found} />}
      {branch || long || cut ? <Count kind={kind} size={size} /> : null}
    </>
  );
}

/** A long text in one line; opened, it has all of its own. */
const beginning = (text: string) => `${text.slice(0, 100).replaceAll(/\s+/g, " ")}…`;

function More({ row, onMore }: { row: Extract<Row, { row: "more" }>; onMore: (page: number) => void }) {
  const say = useWords().json;
  const format = useFormat();
  if (row.rest === null) return <span className="quiet">{say.loading}</span>;
  return (
    <button type="button" tabIndex={-1} className={styles.rest} onClick={() => onMore(row.page)}>
      {say.more(format.count(row.rest))}
    </button>
  );
}
