// Somebody saved a row first: mine, theirs and where both began, field by field. Nothing is merged by itself; what is
// chosen is written over their newest version.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { backend, keys, type Pool, type Table } from "../../backend";
import { Dialog } from "../../shared/Dialog";
import { TextDiff } from "../../shared/Diff";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { plainText } from "../../shared/grid/CellValue";
import type { SaveQueue } from "../../shared/grid/edits";
import type { PendingEdit } from "../../shared/grid/rowEntry";
import type { GridRow, Naming, Values } from "../../shared/grid/types";
import reading from "../../shared/ReadingTable.module.css";
import { SkeletonLines } from "../../shared/Skeleton";
import { gridColumn } from "../../shared/tables/useNaming";
import { useWords } from "../../words/words";
import styles from "./Pool.module.css";

interface Props {
  pool: Pool;
  table: Table;
  naming: Naming;
  edit: PendingEdit;
  queue: SaveQueue;
  /** The row is gone: a new one with these values. */
  onCreate: (values: Values) => void;
  onGone: (id: string) => void;
  onClose: () => void;
}

type Side = "mine" | "theirs";

export function ConflictDialog({ pool, table, naming, edit, queue, onCreate, onGone, onClose }: Props) {
  const words = useWords();
  const say = words.pools.conflict;
  const theirs = useQuery({
    queryKey: [...keys.table, "conflict", pool, edit.id],
    queryFn: async () => ((await backend.tableRowsById(pool, [edit.id]))[0] as GridRow | undefined) ?? null,
    staleTime: 0,
    gcTime: 0,
  });
  const row = theirs.data;
  const name = String(row?.[table.title] ?? edit.set[table.title] ?? edit.base[table.title] ?? edit.id);
  const settle = (keep: Values) => {
    if (row) queue.settle(row, keep);
    onClose();
  };
  const drop = () => {
    queue.drop(edit.id);
    onGone(edit.id);
    onClose();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={row === null ? say.goneTitle : say.title(name)}
      size={860}
      data-testid="conflict"
    >
      {theirs.isPending ? <SkeletonLines lines={4} /> : null}
      {theirs.isError ? (
        <ErrorNote title={say.failed} error={theirs.error} onRetry={() => void theirs.refetch()} />
      ) : null}
      {row === null ? (
        <>
          <EmptyState title={name} text={say.goneText} />
          <div className={styles.buttons}>
            <Button variant="default" onClick={drop}>
              {say.drop}
            </Button>
            <Button
              onClick={() => {
                onClose();
                onCreate(edit.set);
              }}
            >
              {say.create}
            </Button>
          </div>
        </>
      ) : null}
      {row ? <Compare {...{ table, naming, edit, row, settle }} /> : null}
    </Dialog>
  );
}

interface CompareProps {
  table: Table;
  naming: Naming;
  edit: PendingEdit;
  row: GridRow;
  settle: (keep: Values) => void;
}

function Compare({ table, naming, edit, row, settle }: CompareProps) {
  const words = useWords();
  const format = useFormat();
  const say = words.pools.conflict;
  const fields = Object.keys(edit.set);
  const [sides, setSides] = useState<Record<string, Side>>({});
  const save = useRef<HTMLButtonElement>(null);
  useEffect(() => save.current?.focus(), []);
  const sideOf = (field: string): Side => sides[field] ?? "mine";
  const text = (field: string, value: unknown) => {
    const column = table.columns.find((one) => one.key === field);
    return column ? plainText(gridColumn(column), value, naming, format) : String(value ?? "");
  };
  // Where both began stands beside it: only of texts one wants to see which words differ.
  const isWords = (field: string) => {
    const kind = table.columns.find((one) => one.key === field)?.kind.kind;
    return kind === "text" || kind === "tags" || kind === "json";
  };
  const chosen = () =>
    Object.fromEntries(fields.filter((one) => sideOf(one) === "mine").map((one) => [one, edit.set[one]]));
  const radio = (field: string, side: Side, value: unknown) => {
    const base = text(field, edit.base[field]);
    const now = text(field, value);
    return (
      <label className={styles.choice} data-chosen={sideOf(field) === side || undefined}>
        <input
          type="radio"
          name={`keep-${field}`}
          aria-label={`${naming.title(field)}: ${say[side]}`}
          checked={sideOf(field) === side}
          onChange={() => setSides({ ...sides, [field]: side })}
        />
        {now === base || !isWords(field) ? (
          <span className="data">{now || say.empty}</span>
        ) : (
          <TextDiff old={base} now={now} />
        )}
      </label>
    );
  };
  return (
    <>
      <p className={styles.quiet}>{say.text}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <section className={styles.scroll} tabIndex={0} aria-label={say.text}>
        <table className={`${reading.table} ${styles.conflict}`}>
          <thead>
            <tr>
              <th scope="col">{say.field}</th>
              <th scope="col">{say.base}</th>
              <th scope="col">{say.mine}</th>
              <th scope="col">{say.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{naming.title(field)}</th>
                <td className="data quiet">{text(field, edit.base[field]) || say.empty}</td>
                <td>{radio(field, "mine", edit.set[field])}</td>
                <td>{radio(field, "theirs", row[field])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => settle({})}>
          {say.keepTheirs}
        </Button>
        <Button variant="default" onClick={() => settle(edit.set)}>
          {say.keepMine}
        </Button>
        <Button ref={save} onClick={() => settle(chosen())}>
          {say.saveChosen}
        </Button>
      </div>
    </>
  );
}
