// Any row, from any page, addressed by ?row=kind:id. Rows of the pools have forms (PoolInspector); of any other kind the
// fields are drawn for reading, with who changed what.
import { useQuery } from "@tanstack/react-query";
import { backend, keys, type Row, type RowKind, useReady } from "../../backend";
import { addressOf, addressOfRow, type Place, type RowRef } from "../../routes";
import { CopyButton } from "../../shared/CopyButton";
import { Drawer } from "../../shared/Drawer";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat, useNow } from "../../shared/format";
import link from "../../shared/Link.module.css";
import { go } from "../../shared/navigation";
import { SkeletonLines } from "../../shared/Skeleton";
import { Value } from "../../shared/Value";
import { snake } from "../../shared/valueKind";
import { useWords } from "../../words/words";
import { History } from "./History";
import styles from "./Inspector.module.css";
import { PoolInspector, PoolTitle } from "./PoolInspector";
import { poolOf } from "./poolRow";

export function Inspector({ place }: { place: Place & { row: RowRef } }) {
  const words = useWords();
  const { kind, id } = place.row;
  const ready = useReady();
  const query = useQuery({
    queryKey: [...keys.row, kind, id],
    queryFn: () => backend.rowGet(kind, id),
    enabled: ready,
  });
  const row = query.data;
  const pool = poolOf(kind);
  const open = (kind: RowKind, id: string) => go(addressOf({ ...place, row: { kind, id } }));
  return (
    <Drawer
      label={words.inspector.label}
      subject={`${kind}:${id}`}
      testId="inspector"
      onClose={() => go(addressOf({ ...place, row: null }))}
      head={
        <>
          <div className={styles.kind}>{words.kinds[kind]}</div>
          <h2 className={`${styles.name} data`}>
            {pool ? <PoolTitle pool={pool} id={id} known={row?.title} /> : (row?.title ?? "…")}
          </h2>
        </>
      }
    >
      {pool ? (
        <PoolInspector
          key={`${kind}:${id}`}
          pool={pool}
          id={id}
          row={row}
          error={query.error}
          address={overHome(kind, id)}
          onOpen={open}
        />
      ) : row ? (
        <Details row={row} />
      ) : query.isError ? (
        <ErrorNote title={words.inspector.failed} error={query.error} onRetry={() => void query.refetch()} />
      ) : ready ? (
        <SkeletonLines lines={9} />
      ) : (
        <p className="quiet">{words.inspector.away}</p>
      )}
    </Drawer>
  );
}

const overHome = (kind: RowKind, id: string) => `#${addressOf({ page: "home", row: { kind, id } })}`;

// Said in the head of the drawer already, or of no use for reading.
const HIDDEN = new Set(["id", "xmin", "revision", "created_at", "updated_at", "search_text", "search"]);

function Details({ row }: { row: Row }) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  const fields = typeof row.fields === "object" && row.fields !== null ? Object.entries(row.fields) : [];
  const address = overHome(row.kind, row.id);
  // A template has a page of its own, which shows more than its fields.
  const page = row.kind === "template" ? addressOfRow({ kind: row.kind, id: row.id }, null) : null;
  return (
    <>
      <div className={styles.meta}>
        <time dateTime={row.updatedAt} title={format.dateTime(row.updatedAt)}>
          {words.inspector.updated(format.ago(row.updatedAt, now))}
        </time>
        <span className={styles.tools}>
          {page === null ? null : (
            <a className={link.link} href={`#${page}`}>
              {words.inspector.toTemplates}
            </a>
          )}
          <CopyButton text={() => address} label={words.inspector.copyAddress} />
          <CopyButton text={() => row.id} label={words.inspector.copyId} />
        </span>
      </div>
      <dl className={`${styles.fields} data`}>
        {fields
          .filter(([column]) => !HIDDEN.has(snake(column)))
          .map(([column, value]) => (
            <div key={column} className={styles.field}>
              <dt title={column}>{words.columns[snake(column)] ?? column}</dt>
              <dd>
                <Value column={column} value={value} />
              </dd>
            </div>
          ))}
      </dl>
      <History changes={row.changes} />
    </>
  );
}
