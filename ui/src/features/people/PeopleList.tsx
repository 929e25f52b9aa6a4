// Everybody the product knows, in the grid of all tables. Nothing is edited here: people write their own rows.
import { Button } from "@mantine/core";
import { FilterX, Users } from "lucide-react";
import { type ReactNode, useCallback, useMemo } from "react";
import type { Table } from "../../backend";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { Grid } from "../../shared/grid/Grid";
import { GridMenu } from "../../shared/grid/GridMenu";
import { useWindowState } from "../../shared/grid/rowWindow";
import { noRows } from "../../shared/grid/selection";
import type { Column, Naming } from "../../shared/grid/types";
import { useNoEdits } from "../../shared/grid/useEdits";
import { SkeletonLines } from "../../shared/Skeleton";
import { Status } from "../../shared/Status";
import { AddFilter, FilterChips, SearchBox } from "../../shared/tables/FilterBar";
import { isEmpty, NO_FILTER } from "../../shared/tables/filters";
import look from "../../shared/tables/TablePage.module.css";
import { putLayout, type ShownColumns, useTableLayout } from "../../shared/tables/tableLayout";
import { useListPlace } from "../../shared/tables/useListPlace";
import { gridColumns } from "../../shared/tables/useNaming";
import { useTable } from "../../shared/tables/useTable";
import { useTableRows } from "../../shared/tables/useTableRows";
import { useWords } from "../../words/words";

const NEWEST = { column: "createdAt", descending: true };
/** The view behind the list changes with this table. */
const WRITTEN = "knock.users";

const SHOWN: ShownColumns = [
  ["name", 150],
  ["email", 230],
  ["plan", 110],
  ["characters", 90],
  ["runs", 70],
  ["messages", 90],
  ["hasRawData", 120],
  ["lastLoginAt", 140],
  ["createdAt", 140],
];

interface Props {
  onOpen: (id: string) => void;
}

export function PeopleList(props: Props) {
  const words = useWords();
  const table = useTable("people");
  if (table.isError)
    return <ErrorNote title={words.people.listFailed} error={table.error} onRetry={() => void table.refetch()} />;
  return table.data ? <People {...props} table={table.data} /> : <SkeletonLines lines={12} />;
}

function usePeopleNaming(): Naming {
  const words = useWords();
  return useMemo(
    () => ({
      title: (column) => words.people.columns[column] ?? column,
      optionLabel: (_, value) => words.people.plans[value] ?? value,
    }),
    [words],
  );
}

function People({ table, onOpen }: Props & { table: Table }) {
  const words = useWords();
  const format = useFormat();
  const naming = usePeopleNaming();
  const say = words.people;
  const { filter, sort, change } = useListPlace("people", table);
  const written = useMemo(() => ({ ...table, name: WRITTEN }), [table]);
  const { rows } = useTableRows("people", written, filter, sort ?? NEWEST);
  const state = useWindowState(rows);
  const edits = useNoEdits();
  const columns = useMemo(() => gridColumns(table), [table]);
  const layout = useTableLayout("people", table, SHOWN);
  const drawCell = useCallback(
    (column: Column, value: unknown): ReactNode | undefined => {
      if (column.key === "hasRawData")
        return value === true ? <Status tone="warn">{words.general.yes}</Status> : <span className="quiet">–</span>;
      return undefined;
    },
    [words],
  );
  const asked = { name: "people", table, filter, naming } as const;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar of many groups is no fieldset */}
      <div className={look.toolbar} role="group" aria-label={words.lists.toolbar}>
        <SearchBox label={say.search} testId="people-search" filter={filter} onFilter={change.filter} />
        <AddFilter {...asked} onFilter={change.filter} />
        <span className={look.count} role="status" data-testid="people-total">
          {state.ready ? (state.estimated ? say.about : say.total)(format.count(state.total)) : ""}
        </span>
        <span className={look.gap} />
        <GridMenu
          columns={columns}
          titleColumn={table.title}
          layout={layout}
          onLayout={(next) => putLayout("people", next)}
          naming={naming}
        />
      </div>
      <FilterChips {...asked} onFilter={change.filter} />
      <div className={look.body}>
        <div className={look.grid} data-testid="people-list">
          <Grid
            label={say.label}
            columns={columns}
            titleColumn={table.title}
            rows={rows}
            edits={edits}
            naming={naming}
            layout={layout}
            onLayout={(next) => putLayout("people", next)}
            sort={sort}
            onSort={(next) => change.view({ sort: next })}
            selection={noRows}
            onSelection={() => undefined}
            readOnly
            onOpen={(row) => onOpen(row.id)}
            drawCell={drawCell}
            empty={
              isEmpty(filter) ? (
                <EmptyState icon={Users} title={say.none} text={say.noneText} />
              ) : (
                <EmptyState
                  icon={FilterX}
                  title={say.noMatch}
                  action={
                    <Button variant="default" onClick={() => change.filter(NO_FILTER)}>
                      {say.clear}
                    </Button>
                  }
                />
              )
            }
          />
        </div>
      </div>
    </>
  );
}
