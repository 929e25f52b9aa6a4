// A row of a pool: its form, its history, its use. The loader of the form is here; the form owns its draft.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import {
  AppError,
  type BulkDone,
  backend,
  keys,
  type Pool,
  type Row,
  taskEnd,
  useMayWrite,
  useReady,
} from "../../backend";
import { Banner } from "../../shared/Banner";
import { CopyButton } from "../../shared/CopyButton";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat, useNow } from "../../shared/format";
import { OpenedForm } from "../../shared/OpenedForm";
import { SkeletonLines } from "../../shared/Skeleton";
import { Tabs } from "../../shared/Tabs";
import { useWriteQuestion } from "../../shared/useProduction";
import { useWords } from "../../words/words";
import { History } from "./History";
import { useImpactQuestion } from "./ImpactQuestion";
import styles from "./Inspector.module.css";
import { type PoolRow, usePoolRow, usePoolTable } from "./poolRow";
import { RowForm } from "./RowForm";
import { UsageTab } from "./UsageTab";

interface Props {
  pool: Pool;
  id: string;
  /** Title and changes, as every row has them; undefined while they are fetched. */
  row: Row | undefined;
  error: AppError | null;
  address: string;
  onOpen: (kind: Row["kind"], id: string) => void;
}

type At = "form" | "history" | "usage";

export function PoolInspector({ pool, id, row, error, address, onOpen }: Props) {
  const words = useWords();
  const say = words.rowForms;
  const format = useFormat();
  const ready = useReady();
  const table = usePoolTable(pool);
  const query = usePoolRow(pool, id);
  const [at, setAt] = useState<At>("form");
  // What is shown stays while it is fetched again and when it is deleted: an edit may be under way.
  const seen = useRef<PoolRow | null>(null);
  if (query.data) seen.current = query.data;
  const latest = query.data ?? seen.current;
  const gone = query.data === null;

  if (query.isError && !latest)
    return <ErrorNote title={words.inspector.failed} error={query.error} onRetry={() => void query.refetch()} />;
  if (gone && !latest) return <Gone pool={pool} id={id} error={error} />;
  if (!latest || !table.data)
    return ready ? <SkeletonLines lines={9} /> : <p className="quiet">{words.inspector.away}</p>;
  return (
    <>
      {gone ? <Gone pool={pool} id={id} error={null} /> : <Tools pool={pool} row={latest} address={address} />}
      <Tabs<At>
        label={words.inspector.label}
        at={at}
        onTab={setAt}
        tabs={[
          {
            key: "form",
            label: say.form,
            panel: (
              <OpenedForm latest={latest} table={table.data.name}>
                {(opened) => <RowForm pool={pool} table={table.data} onOpen={onOpen} {...opened} />}
              </OpenedForm>
            ),
          },
          {
            key: "history",
            label: words.inspector.history,
            count: row ? format.number(row.changes.length) : undefined,
            panel: row ? (
              <History changes={row.changes} restore={{ pool, table: table.data, row: latest }} />
            ) : (
              <SkeletonLines lines={4} />
            ),
          },
          {
            key: "usage",
            label: say.usage,
            panel: at === "usage" ? <UsageTab pool={pool} id={id} onOpen={onOpen} /> : null,
          },
        ]}
      />
    </>
  );
}

/** What the row is called now; its form has it first. */
export function PoolTitle({ pool, id, known }: { pool: Pool; id: string; known: string | undefined }) {
  const table = usePoolTable(pool).data;
  const row = usePoolRow(pool, id).data;
  const title = table && row ? row[table.title] : undefined;
  return typeof title === "string" ? title : (known ?? "…");
}

/** Deleted, here or by somebody else: one click brings it back as it was. */
function Gone({ pool, id, error }: { pool: Pool; id: string; error: AppError | null }) {
  const words = useWords();
  const say = words.rowForms;
  const mayWrite = useMayWrite();
  const ask = useWriteQuestion();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const restore = async () => {
    if (!(await ask())) return;
    setBusy(true);
    setFailure(null);
    try {
      await backend.tableRestore(pool, [id]);
      await client.invalidateQueries({ queryKey: keys.row });
    } catch (thrown) {
      setFailure(AppError.from(thrown));
    } finally {
      setBusy(false);
    }
  };
  if (error) return <ErrorNote title={words.inspector.failed} error={error} />;
  return (
    <>
      <Banner
        tone="warn"
        testId="row-gone"
        title={say.gone}
        actions={
          mayWrite ? (
            <Button size="compact-xs" variant="default" onClick={() => void restore()} loading={busy}>
              {say.bringBack}
            </Button>
          ) : null
        }
      >
        {say.goneText}
      </Banner>
      {failure ? <ErrorNote title={say.restoreFailed} error={failure} /> : null}
    </>
  );
}

function Tools({ pool, row, address }: { pool: Pool; row: PoolRow; address: string }) {
  const words = useWords();
  const say = words.rowForms;
  const format = useFormat();
  const now = useNow(30);
  const mayWrite = useMayWrite();
  const ask = useWriteQuestion();
  const impact = useImpactQuestion(pool);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const updatedAt = typeof row.updatedAt === "string" ? row.updatedAt : null;

  const remove = async () => {
    if (!(await impact.ask(row.id, "delete")) || !(await ask())) return;
    setBusy(true);
    setFailure(null);
    try {
      const task = await backend.tableBulkStart(pool, { ids: [row.id] }, { kind: "delete" });
      const { result } = await taskEnd<BulkDone>(task);
      const refused = result.refused[0];
      if (refused)
        throw new AppError({ code: "Conflict", message: refused.message, field: refused.field, details: null });
      // What stands here then says that it is gone, and brings it back.
      await client.invalidateQueries({ queryKey: keys.row });
    } catch (thrown) {
      if (shown.current) setFailure(AppError.from(thrown));
    } finally {
      if (shown.current) setBusy(false);
    }
  };
  return (
    <>
      <div className={styles.meta}>
        {updatedAt ? (
          <time dateTime={updatedAt} title={format.dateTime(updatedAt)}>
            {words.inspector.updated(format.ago(updatedAt, now))}
          </time>
        ) : null}
        <span className={styles.tools}>
          <CopyButton text={() => address} label={words.inspector.copyAddress} />
          <CopyButton text={() => row.id} label={words.inspector.copyId} />
          {mayWrite ? (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<Trash2 size={12} aria-hidden />}
              loading={busy}
              onClick={() => void remove()}
            >
              {say.delete}
            </Button>
          ) : null}
        </span>
      </div>
      {failure ? <ErrorNote title={say.deleteFailed} error={failure} /> : null}
      {impact.question}
    </>
  );
}
