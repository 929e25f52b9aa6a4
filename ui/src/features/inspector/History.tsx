// The changes of one row, newest first: who, when, through what, and each field before and after.
import { ChevronRight } from "lucide-react";
import { useId } from "react";
import type { Change } from "../../backend";
import { TextDiff, ValueDiff } from "../../shared/Diff";
import { useFormat, useNow } from "../../shared/format";
import { Value } from "../../shared/Value";
import { kindOf, snake } from "../../shared/valueKind";
import { useWords } from "../../words/words";
import styles from "./Inspector.module.css";

export function History({ changes }: { changes: Change[] }) {
  const words = useWords();
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.history}>
      <h3 id={id}>{words.inspector.history}</h3>
      {changes.length === 0 ? <p className="quiet">{words.inspector.noHistory}</p> : null}
      <ol>
        {changes.map((change, index) => (
          <Entry key={change.id} change={change} open={index === 0 && change.operation === "update"} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ change, open }: { change: Change; open: boolean }) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  const names = change.fields.map((field) => words.columns[snake(field)] ?? field);
  return (
    <li>
      <details open={open} className={styles.entry}>
        <summary>
          <ChevronRight size={12} aria-hidden className={styles.chevron} />
          <span className={styles.who}>{change.actor}</span>
          <span>{words.operations[change.operation]}</span>
          <span className={`${styles.what} cut`}>{change.operation === "update" ? names.join(", ") : ""}</span>
          <time dateTime={change.at} title={`${format.dateTime(change.at)} · ${words.inspector.origin(change.origin)}`}>
            {format.ago(change.at, now)}
          </time>
        </summary>
        <div className={styles.diffs}>
          <p className="quiet">
            {format.dateTime(change.at)} · {words.inspector.origin(change.origin)}
          </p>
          {change.operation === "insert" ? <p>{words.inspector.created}</p> : null}
          {change.operation === "delete" ? <p>{words.inspector.deleted}</p> : null}
          {change.operation === "update"
            ? change.fields.map((field, index) => (
                <div key={field} className={styles.diff}>
                  <div className={styles.diffName}>{names[index]}</div>
                  <FieldDiff field={field} before={part(change.old, field)} after={part(change.new, field)} />
                </div>
              ))
            : null}
        </div>
      </details>
    </li>
  );
}

function part(row: unknown, field: string): unknown {
  return typeof row === "object" && row !== null ? (row as Record<string, unknown>)[field] : undefined;
}

function FieldDiff({ field, before, after }: { field: string; before: unknown; after: unknown }) {
  const texts = typeof before === "string" && typeof after === "string";
  if (texts && ["prose", "source", "line"].includes(kindOf(field, after).kind))
    return <TextDiff old={before} now={after} />;
  const both = [before, after].map((value) => kindOf(field, value).kind);
  // Structures are compared as text: two radars side by side hide what moved.
  if (both.some((kind) => kind === "json" || kind === "sources" || kind === "needs")) {
    return <TextDiff old={JSON.stringify(before, null, 1) ?? ""} now={JSON.stringify(after, null, 1) ?? ""} />;
  }
  return <ValueDiff before={<Value column={field} value={before} />} after={<Value column={field} value={after} />} />;
}
