// The changes of one row, newest first: who, when, through what, and each field before and after.
import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { Change, Pool, Table } from "../../backend";
import { FieldDiff } from "../../shared/FieldDiff";
import { useFormat, useNow } from "../../shared/format";
import { snake } from "../../shared/valueKind";
import { useWords } from "../../words/words";
import styles from "./Inspector.module.css";
import type { PoolRow } from "./poolRow";
import { RestoreVersion } from "./RestoreVersion";

/** The row as it is, where an older version of it can be brought back. */
export interface Restorable {
  pool: Pool;
  table: Table;
  row: PoolRow;
}

export function History({ changes, restore }: { changes: Change[]; restore?: Restorable }) {
  const words = useWords();
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.history} data-alone={restore ? true : undefined}>
      <h3 id={id} className={restore ? "unseen" : undefined}>
        {words.inspector.history}
      </h3>
      {changes.length === 0 ? <p className="quiet">{words.inspector.noHistory}</p> : null}
      <ol>
        {changes.map((change, index) => (
          <Entry key={change.id} change={change} open={index === 0 && change.operation === "update"}>
            {restore && index > 0 && change.operation !== "delete" ? (
              <RestoreVersion {...restore} change={change} newer={changes.slice(0, index)} />
            ) : null}
          </Entry>
        ))}
      </ol>
    </section>
  );
}

function Entry({ change, open, children }: { change: Change; open: boolean; children?: ReactNode }) {
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
                <div key={field}>
                  <div className={styles.diffName}>{names[index]}</div>
                  <FieldDiff field={field} before={part(change.old, field)} after={part(change.new, field)} />
                </div>
              ))
            : null}
          {children}
        </div>
      </details>
    </li>
  );
}

function part(row: unknown, field: string): unknown {
  return typeof row === "object" && row !== null ? (row as Record<string, unknown>)[field] : undefined;
}
