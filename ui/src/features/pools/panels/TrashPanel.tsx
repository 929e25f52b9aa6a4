// What was deleted, by whom and when, and back with it: one row or several, as they were.
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { AppError, backend, keys, type Trashed, useMayWrite, useReady } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat, useNow } from "../../../shared/format";
import { Unanswered } from "../../../shared/Unanswered";
import { useWriteQuestion } from "../../../shared/useProduction";
import { Value } from "../../../shared/Value";
import { snake } from "../../../shared/valueKind";
import { useWords } from "../../../words/words";
import type { PanelProps } from "../panelProps";
import styles from "./panels.module.css";
import own from "./TrashPanel.module.css";

const MOST = 200;

export function TrashPanel({ pool, table, onOpenRow, onUndoable }: PanelProps) {
  const words = useWords();
  const say = words.poolPanels.trash;
  const format = useFormat();
  const mayWrite = useMayWrite();
  const ask = useWriteQuestion();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const query = useQuery({
    queryKey: [...keys.pool, "trash", pool],
    queryFn: () => backend.tableTrash(pool),
    enabled: useReady(),
  });
  if (query.isError || !query.data)
    return (
      <div className={styles.panel}>
        <Unanswered query={query} failed={say.failed} lines={5} height={24} />
      </div>
    );

  const rows = query.data;
  const ticked = chosen.filter((id) => rows.some((row) => row.id === id));
  const restore = async (ids: string[]) => {
    if (!(await ask())) return false;
    setBusy(true);
    setFailure(null);
    try {
      const { changeSet } = await backend.tableRestore(pool, ids);
      const label = rows.find((row) => row.id === ids[0])?.label ?? "";
      onUndoable(changeSet, say.restored(label, format.count(ids.length - 1)));
      setChosen([]);
      return true;
    } catch (thrown) {
      setFailure(AppError.from(thrown));
      return false;
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: keys.pool });
    }
  };
  if (rows.length === 0)
    return (
      <div className={styles.panel} data-testid="trash-panel">
        <EmptyState icon={Trash2} title={say.empty} text={say.emptyText} />
      </div>
    );
  return (
    <div className={styles.panel} data-testid="trash-panel">
      <div className={styles.row}>
        <span className={styles.note}>
          {rows.length >= MOST ? say.last(format.number(MOST)) : say.count(format.count(rows.length))}
        </span>
        {mayWrite ? (
          <Button
            className={styles.right}
            disabled={ticked.length === 0}
            loading={busy}
            onClick={() => void restore(ticked)}
          >
            {say.restoreSome(format.count(ticked.length))}
          </Button>
        ) : null}
      </div>
      {failure ? <ErrorNote title={say.restoreFailed} error={failure} /> : null}
      <ul className={own.list}>
        {rows.map((row) => (
          <li key={row.change}>
            <Gone
              row={row}
              ticked={ticked.includes(row.id)}
              onTick={() =>
                setChosen(chosen.includes(row.id) ? chosen.filter((id) => id !== row.id) : [...chosen, row.id])
              }
              onRestore={
                mayWrite && !busy ? () => void restore([row.id]).then((back) => back && onOpenRow(row.id)) : undefined
              }
              columns={table.columns.map(({ key }) => snake(key))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface GoneProps {
  row: Trashed;
  ticked: boolean;
  onTick: () => void;
  onRestore?: (() => void) | undefined;
  columns: string[];
}

function Gone({ row, ticked, onTick, onRestore, columns }: GoneProps) {
  const words = useWords();
  const say = words.poolPanels.trash;
  const format = useFormat();
  const now = useNow(30);
  const [open, setOpen] = useState(false);
  const values = typeof row.row === "object" && row.row !== null ? (row.row as Record<string, unknown>) : {};
  return (
    <>
      <div className={own.line}>
        {onRestore ? (
          <input type="checkbox" checked={ticked} onChange={onTick} aria-label={say.choose(row.label)} />
        ) : null}
        <button type="button" className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
          {row.label}
        </button>
        <span className={`quiet ${styles.right}`}>
          {say.by(row.actor)}{" "}
          <time dateTime={row.at} title={format.dateTime(row.at)}>
            {format.ago(row.at, now)}
          </time>
        </span>
        {onRestore ? (
          <Button variant="default" size="compact-xs" onClick={onRestore} aria-label={`${say.restore}: ${row.label}`}>
            {say.restore}
          </Button>
        ) : null}
      </div>
      {open ? (
        <dl className={`${styles.values} ${own.fields} data`}>
          {columns
            .filter((column) => column in values && values[column] !== null)
            .map((column) => (
              <div key={column}>
                <dt>{words.columns[column] ?? column}</dt>
                <dd>
                  <Value column={column} value={values[column]} />
                </dd>
              </div>
            ))}
        </dl>
      ) : null}
    </>
  );
}
