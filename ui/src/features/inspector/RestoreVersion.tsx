// An older version of a row, brought back: first what it would change about the row as it is now, then the button.
import { Button } from "@mantine/core";
import { useState } from "react";
import { AppError, backend, type Change, useMayWrite } from "../../backend";
import { ErrorNote } from "../../shared/ErrorNote";
import { FieldDiff } from "../../shared/FieldDiff";
import { same } from "../../shared/grid/types";
import { useWriteQuestion } from "../../shared/useProduction";
import { snake } from "../../shared/valueKind";
import { tellDone } from "../../shared/work";
import { useWords } from "../../words/words";
import type { Restorable } from "./History";
import styles from "./Inspector.module.css";
import { formColumns, type PoolRow, useKeepPoolRow } from "./poolRow";

interface Props extends Restorable {
  change: Change;
  /** What was changed after it, newest first. */
  newer: Change[];
}

/** The row as it was right after a change: back from now, through everything that came later. */
export function versionOf(row: Record<string, unknown>, columns: string[], newer: Change[]): Record<string, unknown> {
  const version = Object.fromEntries(columns.map((key) => [key, row[key] ?? null]));
  for (const { fields, old } of newer) {
    const before = typeof old === "object" && old !== null ? (old as Record<string, unknown>) : {};
    for (const key of columns) {
      const name = snake(key);
      if ((fields.includes(name) || fields.includes(key)) && (name in before || key in before)) {
        version[key] = before[name] ?? before[key] ?? null;
      }
    }
  }
  return version;
}

export function RestoreVersion({ pool, table, row, change, newer }: Props) {
  const words = useWords();
  const say = words.rowForms;
  const mayWrite = useMayWrite();
  const ask = useWriteQuestion();
  const keep = useKeepPoolRow(pool);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  if (!mayWrite) return null;
  const columns = formColumns(table).map(({ key }) => key);
  const version = versionOf(row, columns, newer);
  const differing = columns.filter((key) => !same(version[key], row[key]));

  const restore = async () => {
    if (!(await ask())) return;
    setBusy(true);
    setFailure(null);
    try {
      const written = await backend.tableRestoreVersion(pool, row.id, row.revision, change.id);
      setOpen(false);
      await keep(written.row as PoolRow);
      tellDone({ title: say.versionRestored, undo: [written.changeSet] });
    } catch (thrown) {
      setFailure(AppError.from(thrown));
    } finally {
      setBusy(false);
    }
  };

  if (!open)
    return (
      <div>
        <Button variant="default" size="compact-xs" onClick={() => setOpen(true)}>
          {say.restoreVersion}
        </Button>
      </div>
    );
  return (
    <section className={styles.restore} aria-label={say.restoreVersion} data-testid="restore-version">
      {differing.length === 0 ? <p className="quiet">{say.sameAsNow}</p> : <p className="quiet">{say.restoreText}</p>}
      {differing.map((key) => (
        <div key={key}>
          <div className={styles.diffName}>{words.columns[snake(key)] ?? key}</div>
          <FieldDiff field={snake(key)} before={row[key]} after={version[key]} />
        </div>
      ))}
      {failure ? <ErrorNote title={say.restoreFailed} error={failure} /> : null}
      <div className={styles.answers}>
        <Button variant="default" size="compact-xs" onClick={() => setOpen(false)}>
          {words.general.cancel}
        </Button>
        <Button size="compact-xs" disabled={differing.length === 0} loading={busy} onClick={() => void restore()}>
          {say.restore}
        </Button>
      </div>
    </section>
  );
}
