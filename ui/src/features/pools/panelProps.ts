// What every panel beside the grid is given, and what it may ask of the page.
import type { Filter, Pool, Table } from "../../backend";

export interface PanelProps {
  pool: Pool;
  table: Table;
  filter: Filter;
  onFilter(filter: Filter): void;
  onOpenRow(id: string): void;
  onCreate(values: Record<string, unknown>): void;
  onUndoable(changeSet: string, sentence: string): void;
  selection: string[];
}
