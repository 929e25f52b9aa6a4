// JSON to look around in: folds, searches, and copies a value or its path.
import { TextInput } from "@mantine/core";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useWords } from "../words/words";
import { CopyButton } from "./CopyButton";
import { useFormat } from "./format";
import styles from "./JsonTree.module.css";

interface Props {
  value: unknown;
  /** How many levels are open at first. */
  open?: number;
  /** Offers a search field; sensible from a few dozen lines on. */
  searchable?: boolean;
}

const isBranch = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Whether anything under `value` (keys included) contains `text`. */
export function contains(value: unknown, text: string): boolean {
  if (isBranch(value)) {
    return Object.entries(value).some(
      ([key, child]) => (!Array.isArray(value) && key.toLowerCase().includes(text)) || contains(child, text),
    );
  }
  return String(value).toLowerCase().includes(text);
}

/** a.b[0].c, with quotes where a key needs them. */
export function pathOf(steps: (string | number)[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === "number") return `${path}[${step}]`;
    if (!/^[A-Za-z_][\w]*$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
    return path === "" ? step : `${path}.${step}`;
  }, "");
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
  const format = useFormat();
  const [unfolded, setUnfolded] = useState(open > 0);
  if (text !== "" && name !== null && !String(name).toLowerCase().includes(text) && !contains(value, text)) return null;
  const label = name === null ? null : <span className={styles.key}>{name}</span>;
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
        <span data-type={value === null ? "null" : typeof value} className={styles.value}>
          {typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value) ? (
            <span className={styles.colour} style={{ background: value }} aria-hidden />
          ) : null}
          {String(value)}
        </span>
        {tools}
      </li>
    );
  }

  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((child, index) => [index, child])
    : Object.entries(value);
  const shown = unfolded || text !== "";
  const count = format.count(entries.length);
  const Chevron = shown ? ChevronDown : ChevronRight;
  return (
    <li>
      <div className={styles.branch}>
        <button
          type="button"
          aria-expanded={shown}
          aria-label={`${shown ? words.json.collapse : words.json.expand} ${name ?? words.json.label}`}
          onClick={() => setUnfolded(!unfolded)}
        >
          <Chevron size={12} aria-hidden />
        </button>
        {label}
        <span className={styles.count}>
          {Array.isArray(value) ? words.json.items(count) : words.json.entries(count)}
        </span>
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
