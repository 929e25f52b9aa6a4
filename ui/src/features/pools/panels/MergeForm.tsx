// Two rows become one: which of them stays, and for each column in which they differ whose value it takes. Lists of words
// can also be put together. Both rows are read fresh, and merged at the revisions that were looked at.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  AppError,
  backend,
  keys,
  type Pair,
  type Pool,
  type RowWritten,
  type Table,
  type TableRow,
} from "../../../backend";
import { textOf } from "../../../shared/archetypes";
import { Banner } from "../../../shared/Banner";
import { useColumnWord } from "../../../shared/columnWord";
import { ErrorNote } from "../../../shared/ErrorNote";
import { same } from "../../../shared/grid/types";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWriteQuestion } from "../../../shared/useProduction";
import { Value } from "../../../shared/Value";
import { useWords } from "../../../words/words";
import own from "./DuplicatesPanel.module.css";
import styles from "./panels.module.css";

interface Props {
  pool: Pool;
  table: Table;
  pair: Pair;
  onCancel: () => void;
  onMerged: (written: RowWritten, removed: { id: string; label: string }) => void;
}

type Take = "kept" | "other" | "both";

// Follows from review_state; the database keeps the two in step.
const DERIVED = new Set(["isActive"]);

const words = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
export const union = (one: unknown, other: unknown): string[] => [...new Set([...words(one), ...words(other)])];

export function MergeForm({ pool, table, pair, onCancel, onMerged }: Props) {
  const all = useWords();
  const say = all.poolPanels.duplicates;
  const ids = [pair.first.id, pair.second.id];
  // Kept here: another revision mounts the choices anew, and the reason for it must not vanish with them.
  const [stale, setStale] = useState(false);
  const query = useQuery({
    queryKey: [...keys.pool, "merge", pool, ...ids],
    queryFn: () => backend.tableRowsById(pool, ids),
    staleTime: 0,
  });
  if (query.isError) return <ErrorNote title={say.failed} error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={4} />;
  const [first, second] = ids.map((id) => query.data.find((row) => row.id === id));
  if (!first || !second) return <Banner tone="warn" title={say.oneIsGone} />;
  return (
    <>
      {stale ? (
        <Banner tone="warn" title={say.staleTitle}>
          {say.staleText}
        </Banner>
      ) : null}
      <Choices
        // Another revision is another question.
        key={`${textOf(first, "revision")}/${textOf(second, "revision")}`}
        pool={pool}
        table={table}
        rows={[first, second]}
        onCancel={onCancel}
        onMerged={onMerged}
        onStale={() => {
          setStale(true);
          void query.refetch();
        }}
      />
    </>
  );
}

interface ChoicesProps extends Omit<Props, "pair"> {
  rows: [TableRow, TableRow];
  onStale: () => void;
}

function Choices({ pool, table, rows, onCancel, onMerged, onStale }: ChoicesProps) {
  const all = useWords();
  const say = all.poolPanels.duplicates;
  const word = useColumnWord();
  const ask = useWriteQuestion();
  const [keep, setKeep] = useState<0 | 1>(0);
  const [takes, setTakes] = useState<Record<string, Take>>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const kept = rows[keep];
  const other = rows[keep === 0 ? 1 : 0];
  const title = (row: TableRow) => textOf(row, table.title);
  const differing = table.columns.filter(
    (column) =>
      column.editable &&
      !DERIVED.has(column.key) &&
      column.key !== table.knownBy &&
      !same(kept[column.key], other[column.key]),
  );
  const merge = async () => {
    if (!(await ask())) return;
    const set: Record<string, unknown> = {};
    for (const { key } of differing) {
      if (takes[key] === "other") set[key] = other[key];
      if (takes[key] === "both") set[key] = union(kept[key], other[key]);
    }
    setBusy(true);
    setFailure(null);
    try {
      const written = await backend.poolMerge(pool, {
        keep: textOf(kept, "id"),
        keepRevision: textOf(kept, "revision"),
        remove: textOf(other, "id"),
        removeRevision: textOf(other, "revision"),
        set,
      });
      onMerged(written, { id: textOf(other, "id"), label: title(other) });
    } catch (thrown) {
      const error = AppError.from(thrown);
      setBusy(false);
      if (error.code === "Stale") onStale();
      else setFailure(error);
    }
  };
  const radio = (key: string, take: Take, label: string, value: unknown) => (
    <label className={own.take}>
      <input
        type="radio"
        name={`take-${key}`}
        checked={(takes[key] ?? "kept") === take}
        onChange={() => setTakes({ ...takes, [key]: take })}
        aria-label={`${word(key)}: ${label}`}
      />
      <span>
        <span className="quiet">{label} </span>
        <Value column={key} value={value} />
      </span>
    </label>
  );
  return (
    <section className={own.merge} aria-label={say.merge} data-testid="merge">
      <fieldset className={own.stays}>
        <legend>{say.whichStays}</legend>
        {rows.map((row, place) => (
          <label key={textOf(row, "id")} className={own.take}>
            <input
              type="radio"
              name="stays"
              checked={keep === place}
              onChange={() => {
                setKeep(place as 0 | 1);
                setTakes({});
              }}
            />
            <span>{title(row)}</span>
          </label>
        ))}
      </fieldset>
      {differing.map((column) => (
        <fieldset key={column.key} className={own.stays}>
          <legend>{word(column.key)}</legend>
          {radio(column.key, "kept", say.ofKept, kept[column.key])}
          {radio(column.key, "other", say.ofOther, other[column.key])}
          {column.kind.kind === "tags"
            ? radio(column.key, "both", say.ofBoth, union(kept[column.key], other[column.key]))
            : null}
        </fieldset>
      ))}
      <p className={styles.note}>{say.mergeText(title(other))}</p>
      {failure ? <ErrorNote title={say.mergeFailed} error={failure} /> : null}
      <div className={styles.row}>
        <Button variant="default" size="compact-xs" className={styles.right} onClick={onCancel}>
          {all.general.cancel}
        </Button>
        <Button size="compact-xs" loading={busy} onClick={() => void merge()}>
          {say.mergeNow}
        </Button>
      </div>
    </section>
  );
}
