// The list of runs: its toolbar, what they come to in numbers, and the table, live. What the table holds comes from the
// backend's description of it; this file puts the parts together.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowUp, Play } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import {
  type Format,
  type RunSummary,
  type SavedView,
  type Table,
  type Target,
  useMayWrite,
  useReady,
} from "../../../backend";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { Grid, type GridHandle } from "../../../shared/grid/Grid";
import { GridMenu } from "../../../shared/grid/GridMenu";
import { type RowWindow, useWindowState } from "../../../shared/grid/rowWindow";
import { allRows, noRows } from "../../../shared/grid/selection";
import type { GridRow } from "../../../shared/grid/types";
import { useNoEdits } from "../../../shared/grid/useEdits";
import { go } from "../../../shared/navigation";
import { asRun, NEWEST } from "../../../shared/runRows";
import { SkeletonLines } from "../../../shared/Skeleton";
import { ExportMenu } from "../../../shared/tables/ExportMenu";
import { exportRows } from "../../../shared/tables/exportRows";
import { AddFilter, FilterChips, SearchBox } from "../../../shared/tables/FilterBar";
import { NO_FILTER } from "../../../shared/tables/filters";
import { SavedViews } from "../../../shared/tables/SavedViews";
import look from "../../../shared/tables/TablePage.module.css";
import { putLayout, useTableLayout } from "../../../shared/tables/tableLayout";
import { useListPlace } from "../../../shared/tables/useListPlace";
import { gridColumns } from "../../../shared/tables/useNaming";
import { useTable } from "../../../shared/tables/useTable";
import { targetOf, useTicked } from "../../../shared/tables/useTicked";
import { differs, readDefinition, viewsQuery } from "../../../shared/tables/viewDefinition";
import { useWords } from "../../../words/words";
import { compareAddress } from "../compare/useComparePlace";
import { runAddress } from "../useRunsPlace";
import { BulkBar } from "./BulkBar";
import { BundleButton } from "./BundleButton";
import { archiving, type Deed, deleting, tagging } from "./deeds";
import own from "./List.module.css";
import { isQuick, shelfOf, shownOf } from "./listFilter";
import { meantRuns } from "./meantRuns";
import { NoRuns } from "./NoRuns";
import { RunFilters } from "./RunFilters";
import { Survey } from "./Survey";
import { LISTED, readable, SHOWN } from "./shownColumns";
import { TagDialog } from "./TagDialog";
import { useBulk } from "./useBulk";
import { useBundles } from "./useBundles";
import { useDrawRun } from "./useDrawRun";
import { useListCommands } from "./useListCommands";
import { useRunNaming } from "./useRunNaming";
import { useRunRows } from "./useRunRows";

interface Props {
  onOpen: (id: string) => void;
  onStart: () => void;
}

export function RunList(props: Props) {
  const words = useWords();
  const table = useTable("runs");
  if (table.isError)
    return <ErrorNote title={words.runList.failed} error={table.error} onRetry={() => void table.refetch()} />;
  return table.data ? <RunTable {...props} table={table.data} /> : <SkeletonLines lines={12} />;
}

const NO_VIEWS: SavedView[] = [];

/** The named runs, if all of them are here. */
function loaded(rows: RowWindow, ids: string[]): RunSummary[] | null {
  const runs = ids.flatMap((id) => {
    const slot = rows.row(rows.indexOf(id));
    return slot === undefined || slot === "gone" ? [] : [asRun(slot)];
  });
  return runs.length === ids.length ? runs : null;
}

function RunTable({ table, onOpen, onStart }: Props & { table: Table }) {
  const words = useWords();
  const format = useFormat();
  const naming = useRunNaming();
  const mayWrite = useMayWrite();
  const grid = useRef<GridHandle>(null);
  const active = useRef<GridRow | null>(null);
  const { filter, sort, viewId, change } = useListPlace("runs", table);
  const shown = useMemo(() => shownOf(filter), [filter]);
  // Whoever scrolled down, or stands on a row further down, reads there.
  const mayMove = () => {
    const { top, active } = grid.current?.place() ?? { top: 0, active: null };
    return top === 0 && (active ?? 0) === 0;
  };
  const list = useRunRows(shown, sort ?? NEWEST, mayMove);
  const state = useWindowState(list.rows);
  const edits = useNoEdits();
  const read = useMemo(() => readable(table), [table]);
  const columns = useMemo(() => gridColumns(read), [read]);
  const layout = useTableLayout("runs", read, SHOWN);
  const { selection, select, count } = useTicked(filter, state.total);
  const bulk = useBulk(list.measure);
  const [isTagging, setTagging] = useState(false);
  const drawCell = useDrawRun(naming);

  const views = useQuery({ ...viewsQuery(table.name), enabled: useReady() }).data;
  const view = views?.find((one) => one.id === viewId) ?? null;
  const now = { filter, sort, layout };
  const openView = (opened: SavedView | null) => {
    if (!opened) return change.view({ viewId: null, filter: NO_FILTER, sort: null });
    const saved = readDefinition(opened, table);
    if (saved.layout) putLayout("runs", saved.layout);
    change.view({ viewId: opened.id, filter: saved.filter, sort: saved.sort });
  };

  const say = words.runList;
  const shelf = shelfOf(filter);
  const total = (state.estimated ? say.about : say.total)(format.count(state.total));
  const exportTo = (to: Format) => void exportRows("runs", shown, sort ?? NEWEST, to);
  const runs = selection.all ? null : loaded(list.rows, [...selection.ids]);
  const doTo = (deed: Deed, target: Target) =>
    void bulk
      .run(deed, () => meantRuns(target))
      .then((done) => {
        if (done && deed.leaves) select(noRows);
        grid.current?.focus();
      });
  const target = () => targetOf(selection, list.listed());
  /** What is ticked, or else the row one stands on. */
  const doHere = (deed: Deed) => {
    if (count > 0) doTo(deed, target());
    else if (active.current) doTo(deed, { ids: [active.current.id] });
  };
  const bundles = useBundles(onOpen);
  const chooser = useRef<{ choose: () => void }>(null);
  useListCommands({
    mayWrite,
    bringIn: () => chooser.current?.choose(),
    views: views ?? NO_VIEWS,
    archive: () => doHere(archiving(words, shelf !== "archive")),
    remove: () => doHere(deleting(words, shelf !== "trash")),
    exportTo,
    openView,
  });

  const showNew = () => {
    void list.letIn();
    grid.current?.reveal(0);
    grid.current?.focus();
  };
  const onActive = useCallback((row: GridRow | null) => {
    active.current = row;
  }, []);
  const asked = { name: "runs", table: read, filter, naming, listed: LISTED, shown: shownOf } as const;
  return (
    <>
      <div className={own.top}>
        {/* biome-ignore lint/a11y/useSemanticElements: a toolbar of many groups is no fieldset */}
        <div className={look.toolbar} role="group" aria-label={words.lists.toolbar}>
          <SavedViews
            table={table.name}
            now={now}
            current={view}
            changed={view !== null && differs(now, readDefinition(view, table), NEWEST)}
            onOpen={openView}
          />
          <SearchBox label={say.search} testId="run-search" filter={filter} onFilter={change.filter} />
          <AddFilter {...asked} onFilter={change.filter} />
          <span className={look.count} role="status" data-testid="run-total">
            {state.ready ? total : ""}
          </span>
          <span className={look.gap} />
          {mayWrite ? (
            <BundleButton chooser={chooser} busy={bundles.busy} onFiles={(files) => void bundles.take(files)} />
          ) : null}
          <ExportMenu count={total} onExport={exportTo} />
          <GridMenu
            columns={columns}
            titleColumn={table.title}
            layout={layout}
            onLayout={(next) => putLayout("runs", next)}
            naming={naming}
          />
          {mayWrite ? (
            <Button leftSection={<Play size={13} aria-hidden />} onClick={onStart} data-testid="new-run">
              {words.runs.start.open}
            </Button>
          ) : null}
        </div>
        <div className={own.quick}>
          <RunFilters filter={filter} onFilter={change.filter} />
          <Survey shown={shown} filter={filter} onFilter={change.filter} />
        </div>
        <FilterChips {...asked} table={table} apart={isQuick} onFilter={change.filter} />
      </div>
      <div className={own.listed} data-testid="run-list" {...bundles.drop}>
        {bundles.over ? <p className={own.drop}>{say.bundles.drop}</p> : null}
        {list.waiting > 0 ? (
          <Button
            className={own.arrived ?? ""}
            leftSection={<ArrowUp size={13} aria-hidden />}
            onClick={showNew}
            data-testid="arrived"
          >
            {say.arrived(format.count(list.waiting))}
          </Button>
        ) : null}
        <Grid
          ref={grid}
          label={say.label}
          columns={columns}
          titleColumn={table.title}
          rows={list.rows}
          edits={edits}
          naming={naming}
          layout={layout}
          onLayout={(next) => putLayout("runs", next)}
          sort={sort}
          onSort={(next) => change.view({ sort: next })}
          selection={selection}
          onSelection={select}
          readOnly
          newestFirst
          onOpen={(row) => onOpen(row.id)}
          onActive={onActive}
          drawCell={drawCell}
          menuItems={(row) => {
            const { basedOn, basedOnNumber } = asRun(row);
            if (basedOn === null || basedOnNumber === null) return [];
            const name = words.runs.name(String(basedOnNumber));
            return [{ label: say.openBased(name), run: () => go(runAddress(basedOn)) }];
          }}
          empty={<NoRuns filter={filter} onFilter={change.filter} onOpen={onOpen} />}
        />
        {count > 0 || bulk.work ? (
          <BulkBar
            count={count}
            total={state.total}
            whole={selection.all && selection.except.size === 0}
            runs={runs}
            shelf={shelf}
            mayWrite={mayWrite}
            work={bulk.work}
            onStop={bulk.stop}
            onAll={() => select(allRows)}
            onClear={() => {
              select(noRows);
              grid.current?.focus();
            }}
            onDeed={(deed) => doTo(deed, target())}
            onTags={() => setTagging(true)}
            onCompare={() => go(compareAddress(runs?.map((run) => run.id) ?? []))}
          />
        ) : null}
      </div>
      {isTagging ? (
        <TagDialog
          count={count}
          onClose={() => setTagging(false)}
          onTags={(add, remove) => doTo(tagging(words, add, remove), target())}
        />
      ) : null}
    </>
  );
}
