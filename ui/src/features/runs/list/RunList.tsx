// The list of runs: newest first, page by page, live. Only the rows in sight are drawn, so that a hundred thousand scroll
// like fifty; what arrives while one reads further down waits behind a button.
import { Button } from "@mantine/core";
import { ArrowUp, FilterX, Play } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { type RunSummary, useMayWrite } from "../../../backend";
import { useArchetypes } from "../../../shared/archetypes";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useStartSample } from "../../../shared/startSample";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { EVERYTHING, filterOf, isFiltered, type ListView } from "../useRunsPlace";
import { useTick } from "../useTick";
import { BulkBar } from "./BulkBar";
import { RunFilters } from "./RunFilters";
import { RunRow } from "./RunRow";
import { useListKeys } from "./useListKeys";
import { useRunList } from "./useRunList";
import { useTicked } from "./useTicked";

const ROW = 32;
const AHEAD = 12;
const COLUMNS = [
  "number",
  "status",
  "person",
  "character",
  "archetype",
  "template",
  "quality",
  "duration",
  "engine",
  "cost",
  "started",
] as const;

interface Props {
  view: ListView;
  onView: (view: ListView) => void;
  onOpen: (id: string) => void;
  onStart: () => void;
}

export function RunList({ view, onView, onOpen, onStart }: Props) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const say = words.runs.list;
  const box = useRef<HTMLDivElement>(null);
  const filter = useMemo(() => filterOf(view), [view]);
  const list = useRunList(filter, () => (box.current?.scrollTop ?? 0) > ROW / 2);
  const rows = list.loaded?.rows ?? [];
  const ticked = useTicked(rows);
  const waiting = list.loaded?.waiting.length ?? 0;
  const showNew = () => {
    list.release();
    box.current?.scrollTo({ top: 0 });
  };
  return (
    <>
      <header className={styles.bar}>
        <RunFilters view={view} onView={onView} />
        <span className={styles.gap} />
        <span className="quiet" data-testid="run-total">
          {list.loaded ? say.total(format.count(list.loaded.total)) : null}
        </span>
        {mayWrite ? (
          <Button leftSection={<Play size={13} aria-hidden />} onClick={onStart} data-testid="new-run">
            {words.runs.start.open}
          </Button>
        ) : null}
      </header>
      {list.error && !list.loaded ? (
        <ErrorNote title={say.failed} error={list.error} onRetry={() => void list.reload()} />
      ) : null}
      {!list.loaded && !list.error ? (
        <div className={styles.bones}>
          <SkeletonLines lines={12} />
        </div>
      ) : null}
      <div className={styles.listed}>
        {waiting > 0 ? (
          <Button
            className={styles.arrived ?? ""}
            leftSection={<ArrowUp size={13} aria-hidden />}
            onClick={showNew}
            data-testid="arrived"
          >
            {say.arrived(format.count(waiting))}
          </Button>
        ) : null}
        {list.loaded && rows.length > 0 ? (
          <Rows box={box} rows={rows} ticked={ticked} onOpen={onOpen} onMore={() => void list.more()} />
        ) : null}
        {list.loaded && rows.length === 0 ? <Nothing view={view} onView={onView} onOpen={onOpen} /> : null}
        {list.loadingMore ? (
          <p role="status" className={styles.more}>
            {say.loadingMore}
          </p>
        ) : null}
      </div>
      {ticked.runs.length > 0 ? (
        <BulkBar runs={ticked.runs} archived={view.archived} mayWrite={mayWrite} onClear={ticked.clear} />
      ) : null}
    </>
  );
}

interface RowsProps {
  box: React.RefObject<HTMLDivElement | null>;
  rows: RunSummary[];
  ticked: ReturnType<typeof useTicked>;
  onOpen: (id: string) => void;
  onMore: () => void;
}

function Rows({ box, rows, ticked, onOpen, onMore }: RowsProps) {
  const words = useWords();
  const say = words.runs.list;
  const [scroll, setScroll] = useState({ top: 0, height: 720 });
  const running = rows.some((run) => run.status === "running" || run.status === "waiting");
  const now = useTick(true, running ? 1000 : 30_000);
  const archetypes = useArchetypes(false).data;
  const nameOf = (name: string | null) =>
    String(archetypes?.find((one) => one.name === name)?.displayName ?? name ?? "");
  const { active, setActive, onKeyDown } = useListKeys(box, rows, ROW, ticked, onOpen);
  useEffect(() => {
    const measure = () => setScroll((at) => ({ ...at, height: box.current?.clientHeight || 720 }));
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, [box]);
  const from = Math.max(0, Math.floor(scroll.top / ROW) - AHEAD);
  const to = Math.min(rows.length, Math.ceil((scroll.top + scroll.height) / ROW) + AHEAD);
  const near = to >= rows.length - AHEAD;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew whenever the end comes near
  useEffect(() => {
    if (near) onMore();
  }, [near, rows.length]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a long list are placed, a table cannot do that
    <div
      ref={box}
      role="grid"
      aria-label={say.label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable
      className={styles.grid}
      onScroll={(event) => {
        const { scrollTop: top, clientHeight: height } = event.currentTarget;
        setScroll({ top, height: height || 720 });
      }}
      onKeyDown={onKeyDown}
      data-testid="run-list"
    >
      <Head all={ticked.runs.length === rows.length} some={ticked.runs.length > 0} onAll={ticked.all} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" className={styles.rows} style={{ height: rows.length * ROW }}>
        {rows.slice(from, to).map((run, at) => (
          <RunRow
            key={run.id}
            run={run}
            index={from + at}
            top={(from + at) * ROW}
            now={now}
            archetype={nameOf(run.archetype)}
            selected={ticked.has(run.id)}
            active={from + at === active}
            onOpen={() => onOpen(run.id)}
            onSelect={(range) => {
              ticked.toggle(run.id, range);
              setActive(from + at);
            }}
          />
        ))}
      </div>
    </div>
  );
}

function Head({ all, some, onAll }: { all: boolean; some: boolean; onAll: () => void }) {
  const words = useWords();
  const say = words.runs.list;
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div role="row" tabIndex={-1} className={styles.head} aria-rowindex={1}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="columnheader" tabIndex={-1} className={styles.cell} data-column="tick">
        <input
          type="checkbox"
          aria-label={say.selectAll}
          checked={all && some}
          ref={(input) => {
            if (input) input.indeterminate = some && !all;
          }}
          onChange={onAll}
        />
      </div>
      {COLUMNS.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div key={column} role="columnheader" tabIndex={-1} className={`${styles.cell} cut`} data-column={column}>
          {say.columns[column]}
        </div>
      ))}
    </div>
  );
}

function Nothing({ view, onView, onOpen }: Pick<Props, "view" | "onView" | "onOpen">) {
  const words = useWords();
  const say = words.runs.list;
  const mayWrite = useMayWrite();
  const sample = useStartSample(onOpen);
  if (isFiltered(view))
    return (
      <EmptyState
        icon={FilterX}
        title={say.noMatch}
        text={say.noMatchText}
        testId="no-match"
        action={
          <Button variant="default" onClick={() => onView({ ...EVERYTHING, archived: view.archived })}>
            {say.clear}
          </Button>
        }
      />
    );
  if (view.archived) return <EmptyState title={say.noArchived} text={say.noArchivedText} testId="no-archived" />;
  return (
    <EmptyState
      icon={Play}
      title={say.emptyTitle}
      text={say.emptyText}
      testId="no-runs"
      action={
        mayWrite ? (
          <Button loading={sample.isPending} onClick={() => void sample.start()}>
            {say.emptyAction}
          </Button>
        ) : null
      }
    />
  );
}
