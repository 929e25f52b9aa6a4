// A table as the grid reads it: pages by key, and a ruler by which any place of a million is one page away.
import { backend, type Filter, type Sort, type TableName } from "../../backend";
import type { RowSource } from "../grid/rowWindow";
import type { GridRow } from "../grid/types";

const EVERY = 200;
/** So long the first rows wait for their number; without it the scroll bar jumps once. */
const COUNT_PATIENCE = 80;

export class TableSource implements RowSource {
  estimate = 0;

  constructor(
    private readonly table: TableName,
    protected readonly filter: Filter,
    private readonly sort: Sort,
  ) {}

  /** The rows that are listed now. */
  listed(): Filter {
    return this.filter;
  }

  async fetchFirst() {
    const filter = this.listed();
    const count = backend.tableCount(this.table, filter).then(
      (total) => {
        this.estimate = total.value;
      },
      () => undefined,
    );
    const rows = await backend.tableRows(this.table, filter, this.sort, null, EVERY);
    if (rows.next !== null) await Promise.race([count, new Promise((done) => setTimeout(done, COUNT_PATIENCE))]);
    return { items: rows.items as GridRow[], next: rows.next };
  }

  fetchRuler() {
    return backend.tableRuler(this.table, this.listed(), this.sort, EVERY);
  }

  async fetchBlock(after: string | null, limit: number) {
    return (await backend.tableRows(this.table, this.listed(), this.sort, after, limit)).items as GridRow[];
  }

  async fetchRows(ids: string[]) {
    return (await backend.tableRowsById(this.table, ids)) as GridRow[];
  }
}
