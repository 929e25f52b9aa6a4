// A small JSON to look around in: folds, searches, and copies a value or its path. One of any size is json/JsonViewer.
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../words/words";
import { CopyButton } from "./CopyButton";
import styles from "./json/json.module.css";
import { Count, Fold, Key, Scalar } from "./json/pieces";
import { isBranch, kindOf, pathOf } from "./json/source";

interface Props {
  value: unknown;
  /** How many levels are open at first. */
  open?: number;
  /** Offers a search field; sensible from a few dozen lines on. */
  searchable?: boolean;
}

/** Whether anything under `value` (keys included) contains `text`. */
export function contains(value: unknown, text: string): boolean {
  if (isBranch(value)) {
    return Object.entries(value).some(
      ([key, child]) => (!Array.isArray(value) && key.toLowerCase().includes(text)) || contains(child, text),
    );
  }
  return String(value).toLowerCase().includes(text);
}

export function JsonTree({ value, open = 1, searchable }: Props) {
  const words = useWords();
  const [search, setSearch] = useState("");
  const text = search.trim().toLowerCase();
  return (
    <div className={styles.tree}>
      {searchable ? (
        <TextInput
          size="xs"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={words.json.filter}
          aria-label={words.json.filter}
          className={styles.search ?? ""}
        />
      ) : null}
      {text !== "" && !contains(value, text) ? <p className="quiet">{words.json.noMatch}</p> : null}
      <ul className="data mono">
        <Node name={null} value={value} path={[]} open={open} text={text} />
      </ul>
    </div>
  );
}

interface NodeProps {
  name: string | number | null;
  value: unknown;
  path: (string | number)[];
  open: number;
  text: string;
}

function Node({ name, value, path, open, text }: NodeProps) {
  const words = useWords();
  const [unfolded, setUnfolded] = useState(open > 0);
  if (text !== "" && name !== null && !String(name).toLowerCase().includes(text) && !contains(value, text)) return null;
  const label = <Key name={name} />;
  const tools = (
    <span className={styles.tools}>
      {path.length > 0 ? <CopyButton small text={() => pathOf(path)} label={words.json.copyPath} /> : null}
      <CopyButton
        small
        text={() => (typeof value === "string" ? value : JSON.stringify(value, null, 2))}
        label={words.json.copyValue}
      />
    </span>
  );

  if (!isBranch(value)) {
    return (
      <li className={styles.leaf}>
        {label}
        <Scalar value={value} />
        {tools}
      </li>
    );
  }

  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((child, index) => [index, child])
    : Object.entries(value);
  const shown = unfolded || text !== "";
  return (
    <li>
      <div className={styles.branch}>
        <Fold name={name} open={shown} onFold={() => setUnfolded(!unfolded)} />
        {label}
        <Count kind={kindOf(value)} size={entries.length} />
        {tools}
      </div>
      {shown ? (
        <ul className={styles.children}>
          {entries.map(([key, child]) => (
            <Node key={key} name={key} value={child} path={[...path, key]} open={open - 1} text={text} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}
