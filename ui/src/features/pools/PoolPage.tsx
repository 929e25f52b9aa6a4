// A pool: its toolbar, its table, and what stands beside it. What the table holds comes from the backend's description of
// it; this file puts the parts together and knows no column of its own.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn, Copy, Dices, Plus, Trash2, Upload } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  AppError,
  backend,
  type Filter,
  keys,
  type Pool,
  type SavedView,
  type Table,
  type Target,
  useMayWrite,
  useReady,
} from "../../backend";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { Grid, type GridHandle } from "../../shared/grid/Grid";
import { GridMenu } from "../../shared/grid/GridMenu";
import { useWindowState } from "../../shared/grid/rowWindow";
import { allRows, countTicked, noRows } from "../../shared/grid/selection";
import type { Column as GridColumn, GridRow, Lookups, RowSelection, Values } from "../../shared/grid/types";
import { SkeletonLines } from "../../shared/Skeleton";
import { toast, toastError } from "../../shared/toast";
import { tellDone } from "../../shared/work";
import { useWords } from "../../words/words";
import { BulkBar } from "./BulkBar";
import { BulkDialog } from "./BulkDialog";
import { type BulkAction, MOST_NAMED, TooMany, targetOf } from "./bulk";
import { suggestTags } from "./ColumnField";
import { ConflictDialog } from "./ConflictDialog";
import { EmptyPool } from "./EmptyPool";
import { ExportMenu } from "./ExportMenu";
import { exportRows } from "./exportRows";
import { AddFilter, FilterChips, SearchBox } from "./FilterBar";
import { isEmpty, NO_FILTER, writeFilter } from "./filters";
import { NewRowDialog } from "./NewRowDialog";
import { Notices } from "./Notices";
import styles from "./Pool.module.css";
import { putLayout, usePoolLayout } from "./poolLayout";
import { ReplaceDialog } from "./ReplaceDialog";
import { SavedViews } from "./SavedViews";
import { SidePanel } from "./SidePanel";
import { differs, readDefinition, viewsQuery } from "./savedViews";
import { gridColumns, useNaming } from "./useNaming";
import { usePoolCommands } from "./usePoolCommands";
import { usePoolEdits } from "./usePoolEdits";
import { PANELS, type PanelName, usePoolPlace } from "./usePoolPlace";
import { usePoolRows } from "./usePoolRows";

export function PoolPage({ pool }: { pool: Pool }) {
  const words = useWords();
  const table = useQuery({
    queryKey: [...keys.table, "describe", pool],
    queryFn: () => backend.tableDescribe(pool),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (table.isError) {
    return <ErrorNote title={words.pools.failed} error={table.error} onRetry={() => void table.refetch()} />;
  }
  return table.data ? <PoolTable pool={pool} table={table.data} /> : <SkeletonLines lines={12} />;
}

type Dialog =
  | { kind: "bulk"; action: BulkAction; target: Target; count: number }
  | { kind: "replace"; target: Target; count: number; ticked: boolean }
  | { kind: "new"; values: Values; instead?: string }
  | { kind: "conflict"; id: string };

const PANEL_ICONS = { coverage: ChartNoAxesColumn, draw: Dices, import: Upload, duplicates: Copy, trash: Trash2 };
const WRITING: PanelName[] = ["import", "trash"];

function PoolTable({ pool, table }: { pool: Pool; table: Table }) {
  const words = useWords();
  const format = useFormat();
  const naming = useNaming();
  const mayWrite = useMayWrite();
  const grid = useRef<GridHandle>(null);
  const page = useRef<HTMLDivElement>(null);
  const { filter, sort, panel, viewId, change } = usePoolPlace(pool, table);
  const { rows, measure } = usePoolRows(pool, table, filter, sort);
  const state = useWindowState(rows);
  const layout = usePoolLayout(pool, table);
  const columns = useMemo(() => gridColumns(table), [table]);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  // Under somebody who types on no dialog opens: the notice over the table waits.
  const edits = usePoolEdits(pool, rows, (id) => {
    if (!document.querySelector("[data-editing]")) setDialog((open) => open ?? { kind: "conflict", id });
  });

  // What is ticked belongs to what is listed.
  const listed = writeFilter(filter);
  const [ticked, setTicked] = useState<{ of: string | null; rows: RowSelection }>({ of: listed, rows: noRows });
  const selection = ticked.of === listed ? ticked.rows : noRows;
  const select = (next: RowSelection) => setTicked({ of: listed, rows: next });
  const count = countTicked(selection, state.total);

  const views = useQuery({ ...viewsQuery(table.name), enabled: useReady() }).data;
  const view = views?.find((one) => one.id === viewId) ?? null;
  const now = { filter, sort, layout };
  const openView = (opened: SavedView | null) => {
    if (!opened) return change.view({ viewId: null, filter: NO_FILTER, sort: null });
    const saved = readDefinition(opened, table);
    if (saved.layout) putLayout(pool, saved.layout);
    change.view({ viewId: opened.id, filter: saved.filter, sort: saved.sort });
  };

  const say = words.pools;
  const total = (state.estimated ? say.about : say.count)(format.count(state.total));
  const search = () =>
    page.current
      ?.querySelector<HTMLInputElement>('[data-testid="pool-search"] input, input[data-testid="pool-search"]')
      ?.focus();
  const exportTo = (to: "csv" | "jsonl" | "xlsx") => void exportRows(pool, filter, sort, to);
  const togglePanel = (name: PanelName) => change.view({ panel: panel === name ? null : name });
  const create = (values: Values = {}) => setDialog({ kind: "new", values });

  /** Opens a dialog about the rows that are meant; naming them one by one may fail or take a moment. */
  const withTarget = (open: (target: Target, count: number) => void) => {
    targetOf(selection, filter, rows, state.total).then(
      (target) => open(target, count),
      (thrown) => {
        if (thrown instanceof TooMany) toast({ tone: "bad", title: say.bulk.tooMany(format.number(MOST_NAMED)) });
        else toastError(say.bulk.previewFailed, AppError.from(thrown));
      },
    );
  };
  const replace = () => {
    if (!mayWrite) return;
    if (count > 0) {
      withTarget((target, count) => setDialog({ kind: "replace", target, count, ticked: true }));
    } else setDialog({ kind: "replace", target: { filter }, count: state.total, ticked: false });
  };
  usePoolCommands({
    mayWrite,
    views: views ?? NO_VIEWS,
    search,
    create,
    replace,
    exportTo,
    togglePanel,
    openView,
  });

  const lookups = useMemo<Lookups>(() => ({ suggest: (column, text) => suggestTags(pool, column, text) }), [pool]);
  const onUndoable = useCallback(
    (changeSet: string, sentence: string) => {
      edits.remember(changeSet);
      tellDone({ title: sentence, undo: [changeSet] });
    },
    [edits.remember],
  );
  const conflict = dialog?.kind === "conflict" ? edits.pending.find(({ id }) => id === dialog.id) : undefined;
  // Settled meanwhile, by an undo or by another window.
  useEffect(() => {
    if (dialog?.kind === "conflict" && !conflict) setDialog(null);
  }, [dialog, conflict]);

  const states = words.pools.states;
  const drawCell = useCallback(
    (column: GridColumn, value: unknown, row: GridRow) => {
      if (column.key === "quality") {
        return typeof value === "number" ? format.number(Math.round(value * 100)) : undefined;
      }
      if (column.key !== table.title || row.isActive !== false) return undefined;
      const mark = states[String(row.reviewState)] ?? words.pools.inactive;
      return (
        <>
          {String(value ?? "")} <span className={styles.state}>· {mark}</span>
        </>
      );
    },
    [format, states, table.title, words],
  );
  const close = () => {
    setDialog(null);
    requestAnimationFrame(() => grid.current?.focus());
  };
  const bulk = {
    pool,
    table,
    naming,
    onUndo: edits.remember,
    onDone: () => {
      if (dialog?.kind === "bulk" && dialog.action.does === "delete") select(noRows);
    },
    onClose: close,
  };

  return (
    <div ref={page} className={styles.page} data-testid={`pool-${pool}`}>
      <h1 className="unseen">{words.pages[pool]}</h1>
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar of many groups is no fieldset */}
      <div className={styles.toolbar} role="group" aria-label={say.toolbar}>
        <SavedViews
          table={table.name}
          now={now}
          current={view}
          changed={view !== null && differs(now, readDefinition(view, table))}
          onOpen={openView}
        />
        <SearchBox filter={filter} onFilter={change.filter} />
        <AddFilter {...{ pool, table, filter, naming }} onFilter={change.filter} />
        <span className={styles.count} role="status" data-testid="count">
          {state.ready ? total : ""}
        </span>
        <span className={styles.gap} />
        <Panels panel={panel} mayWrite={mayWrite} onPanel={togglePanel} />
        <ExportMenu count={total} onExport={exportTo} />
        <GridMenu
          columns={columns}
          titleColumn={table.title}
          layout={layout}
          onLayout={(next) => putLayout(pool, next)}
          naming={naming}
        />
        {mayWrite ? (
          <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => create()} data-testid="new">
            {say.newRow}
          </Button>
        ) : null}
      </div>
      <FilterChips {...{ pool, table, filter, naming }} onFilter={change.filter} />
      <Notices
        edits={edits}
        onCompare={(id) => setDialog({ kind: "conflict", id })}
        onShow={(id) => (rows.indexOf(id) >= 0 ? grid.current?.reveal(id) : change.open(id))}
      />
      <div className={styles.body}>
        <div className={styles.grid}>
          <Grid
            ref={grid}
            key={pool}
            label={words.pages[pool]}
            columns={columns}
            titleColumn={table.title}
            rows={rows}
            edits={edits}
            naming={naming}
            layout={layout}
            onLayout={(next) => putLayout(pool, next)}
            sort={sort}
            onSort={(next) => change.view({ sort: next })}
            selection={selection}
            onSelection={select}
            readOnly={!mayWrite}
            lookups={lookups}
            onOpen={(row) => change.open(row.id)}
            rowTone={(row) => (row.isActive === false ? "dim" : undefined)}
            drawCell={drawCell}
            menuItems={(row) =>
              edits.queue.entry(row.id)?.stale
                ? [{ label: say.resolve, run: () => setDialog({ kind: "conflict", id: row.id }) }]
                : []
            }
            empty={
              <EmptyPool
                pool={pool}
                filtered={!isEmpty(filter)}
                onClear={() => change.filter(NO_FILTER)}
                onCreate={() => create()}
                onImport={() => change.view({ panel: "import" })}
              />
            }
          />
          {mayWrite && count > 0 ? (
            <BulkBar
              table={table}
              naming={naming}
              count={count}
              total={state.total}
              whole={selection.all && selection.except.size === 0}
              onAll={() => select(allRows)}
              onClear={() => select(noRows)}
              onAction={(action) => withTarget((target, count) => setDialog({ kind: "bulk", action, target, count }))}
            />
          ) : null}
        </div>
        {panel ? (
          <SidePanel
            panel={panel}
            onClose={() => change.view({ panel: null })}
            pool={pool}
            table={table}
            filter={filter}
            onFilter={(next: Filter) => change.filter(next)}
            onOpenRow={change.open}
            onCreate={create}
            onUndoable={onUndoable}
            selection={selection.all ? [] : [...selection.ids]}
          />
        ) : null}
      </div>
      {dialog?.kind === "bulk" ? (
        <BulkDialog {...bulk} action={dialog.action} target={dialog.target} count={dialog.count} />
      ) : null}
      {dialog?.kind === "replace" ? (
        <ReplaceDialog {...bulk} target={dialog.target} count={dialog.count} ticked={dialog.ticked} />
      ) : null}
      {dialog?.kind === "new" ? (
        <NewRowDialog
          pool={pool}
          table={table}
          naming={naming}
          values={dialog.values}
          create={edits.queue.create.bind(edits.queue)}
          onCreated={(row, another) => {
            if (dialog.instead) edits.queue.drop(dialog.instead);
            measure();
            if (another) toast({ tone: "good", title: say.create.done(String(row[table.title] ?? "")) });
            else {
              close();
              change.open(row.id);
            }
          }}
          onOpenRow={(id) => {
            close();
            change.open(id);
          }}
          onClose={close}
        />
      ) : null}
      {conflict ? (
        <ConflictDialog
          pool={pool}
          table={table}
          naming={naming}
          edit={conflict}
          queue={edits.queue}
          onCreate={(values) => void createInstead(conflict.id, values)}
          onGone={(id) => rows.remove([id])}
          onClose={close}
        />
      ) : null}
    </div>
  );

  /** A row that is gone, anew: what it last was, with my edits over it. */
  async function createInstead(id: string, mine: Values) {
    const trashed = await backend.tableTrash(pool).catch(() => []);
    const last = (trashed.find((one) => one.id === id)?.row ?? {}) as Values;
    const known = table.columns.filter((column) => column.editable && last[column.key] !== undefined);
    const values = Object.fromEntries(known.map(({ key }) => [key, last[key]]));
    setDialog({ kind: "new", values: { ...values, ...mine }, instead: id });
  }
}

const NO_VIEWS: SavedView[] = [];

interface PanelsProps {
  panel: PanelName | null;
  mayWrite: boolean;
  onPanel: (panel: PanelName) => void;
}

function Panels({ panel, mayWrite, onPanel }: PanelsProps) {
  const words = useWords();
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that switch a view are no form
    <div className={styles.panels} role="group" aria-label={words.pools.panels.label}>
      {PANELS.filter((name) => mayWrite || !WRITING.includes(name)).map((name) => {
        const Icon = PANEL_ICONS[name];
        return (
          <button
            key={name}
            type="button"
            aria-pressed={name === panel}
            aria-label={words.pools.panels[name]}
            title={words.pools.panels[name]}
            data-testid={`open-${name}`}
            onClick={() => onPanel(name)}
          >
            <Icon size={14} aria-hidden />
            <span>{words.pools.panels[name]}</span>
          </button>
        );
      })}
    </div>
  );
}
