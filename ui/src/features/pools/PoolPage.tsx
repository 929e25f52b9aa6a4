// A pool: its toolbar, its table, and what stands beside it. What the table holds comes from the backend's description of
// it; this file puts the parts together and knows no column of its own.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { type Filter, type Format, type Pool, type SavedView, type Table, useMayWrite, useReady } from "../../backend";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { Grid, type GridHandle } from "../../shared/grid/Grid";
import { GridMenu } from "../../shared/grid/GridMenu";
import { useWindowState } from "../../shared/grid/rowWindow";
import { allRows, noRows } from "../../shared/grid/selection";
import type { Lookups, Values } from "../../shared/grid/types";
import { SkeletonLines } from "../../shared/Skeleton";
import { ExportMenu } from "../../shared/tables/ExportMenu";
import { exportRows } from "../../shared/tables/exportRows";
import { AddFilter, FilterChips, SearchBox } from "../../shared/tables/FilterBar";
import { isEmpty, NO_FILTER } from "../../shared/tables/filters";
import { SavedViews } from "../../shared/tables/SavedViews";
import look from "../../shared/tables/TablePage.module.css";
import { putLayout, useTableLayout } from "../../shared/tables/tableLayout";
import { gridColumns, useNaming } from "../../shared/tables/useNaming";
import { useTable } from "../../shared/tables/useTable";
import { useTableRows } from "../../shared/tables/useTableRows";
import { useTicked } from "../../shared/tables/useTicked";
import { differs, readDefinition, viewsQuery } from "../../shared/tables/viewDefinition";
import { tellDone } from "../../shared/work";
import { useWords } from "../../words/words";
import { BulkBar } from "./BulkBar";
import { suggestTags } from "./ColumnField";
import { EmptyPool } from "./EmptyPool";
import { Notices } from "./Notices";
import { PanelSwitch } from "./PanelSwitch";
import { type PoolDialog, PoolDialogs } from "./PoolDialogs";
import { SidePanel } from "./SidePanel";
import { SHOWN } from "./shownColumns";
import { useDrawCell } from "./useDrawCell";
import { usePoolCommands } from "./usePoolCommands";
import { usePoolEdits } from "./usePoolEdits";
import { AS_CREATED, type PanelName, usePoolPlace } from "./usePoolPlace";

export function PoolPage({ pool }: { pool: Pool }) {
  const words = useWords();
  const table = useTable(pool);
  if (table.isError) {
    return <ErrorNote title={words.pools.failed} error={table.error} onRetry={() => void table.refetch()} />;
  }
  return table.data ? <PoolTable pool={pool} table={table.data} /> : <SkeletonLines lines={12} />;
}

function PoolTable({ pool, table }: { pool: Pool; table: Table }) {
  const words = useWords();
  const format = useFormat();
  const naming = useNaming();
  const mayWrite = useMayWrite();
  const grid = useRef<GridHandle>(null);
  const page = useRef<HTMLDivElement>(null);
  const { filter, sort, panel, viewId, change } = usePoolPlace(pool, table);
  const { rows, measure } = useTableRows(pool, table, filter, sort ?? AS_CREATED);
  const state = useWindowState(rows);
  const layout = useTableLayout(pool, table, SHOWN[pool]);
  const columns = useMemo(() => gridColumns(table), [table]);
  const [dialog, setDialog] = useState<PoolDialog | null>(null);
  // Under somebody who types on no dialog opens: the notice over the table waits.
  const edits = usePoolEdits(pool, rows, (id) => {
    if (!document.querySelector("[data-editing]")) setDialog((open) => open ?? { kind: "conflict", id });
  });
  const { selection, select, count, target } = useTicked(filter, state.total);

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
  const total = (state.estimated ? words.lists.about : words.lists.count)(format.count(state.total));
  const search = () =>
    page.current
      ?.querySelector<HTMLInputElement>('[data-testid="pool-search"] input, input[data-testid="pool-search"]')
      ?.focus();
  const exportTo = (to: Format) => void exportRows(pool, filter, sort, to);
  const togglePanel = (name: PanelName) => change.view({ panel: panel === name ? null : name });
  const create = (values: Values = {}) => setDialog({ kind: "new", values });

  const replace = () => {
    if (!mayWrite) return;
    if (count > 0) setDialog({ kind: "replace", target: target(), count, ticked: true });
    else setDialog({ kind: "replace", target: { filter }, count: state.total, ticked: false });
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
  const drawCell = useDrawCell(table);
  const close = () => {
    setDialog(null);
    requestAnimationFrame(() => grid.current?.focus());
  };

  return (
    <div ref={page} className={look.page} data-testid={`pool-${pool}`}>
      <h1 className="unseen">{words.pages[pool]}</h1>
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar of many groups is no fieldset */}
      <div className={look.toolbar} role="group" aria-label={words.lists.toolbar}>
        <SavedViews
          table={table.name}
          now={now}
          current={view}
          changed={view !== null && differs(now, readDefinition(view, table), AS_CREATED)}
          onOpen={openView}
        />
        <SearchBox label={words.lists.search} testId="pool-search" filter={filter} onFilter={change.filter} />
        <AddFilter {...{ name: pool, table, filter, naming }} onFilter={change.filter} />
        <span className={look.count} role="status" data-testid="count">
          {state.ready ? total : ""}
        </span>
        <span className={look.gap} />
        <PanelSwitch panel={panel} onPanel={togglePanel} />
        <ExportMenu count={total} onExport={exportTo} />
        <GridMenu
          columns={columns}
          titleColumn={table.title}
          layout={layout}
          onLayout={(next) => putLayout(pool, next)}
          naming={naming}
        />
        {mayWrite ? (
          <Button
            className={look.tight ?? ""}
            leftSection={<Plus size={14} aria-hidden />}
            aria-label={say.newRow}
            title={say.newRow}
            onClick={() => create()}
            data-testid="new"
          >
            {say.newRow}
          </Button>
        ) : null}
      </div>
      <FilterChips {...{ name: pool, table, filter, naming }} onFilter={change.filter} />
      <Notices
        edits={edits}
        onCompare={(id) => setDialog({ kind: "conflict", id })}
        onShow={(id) => (rows.indexOf(id) >= 0 ? grid.current?.reveal(id) : change.open(id))}
      />
      <div className={look.body}>
        <div className={look.grid}>
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
              onAction={(action) => setDialog({ kind: "bulk", action, target: target(), count })}
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
      <PoolDialogs
        dialog={dialog}
        onDialog={setDialog}
        onClose={close}
        {...{ pool, table, naming, edits, rows, measure }}
        onOpenRow={change.open}
        onDeleted={() => select(noRows)}
      />
    </div>
  );
}

const NO_VIEWS: SavedView[] = [];
