// The rows of the list of runs. What changes is read again where it stands, and only what is looked at. New runs come in by
// themselves for whoever looks at the top of the list; for everybody else they wait until they are let in, so that nothing
// moves under the eyes: the list is the one up to a number, and that number is raised.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { backend, type Filter, onRowsChanged, type Sort } from "../../../backend";
import { RowWindow } from "../../../shared/grid/rowWindow";
import { paced } from "../../../shared/paced";
import { findRuns } from "../../../shared/runRows";
import { writeFilter } from "../../../shared/tables/filters";
import { writeSort } from "../../../shared/tables/order";
import { TableSource } from "../../../shared/tables/tableSource";
import { after, upTo } from "./listFilter";

const SOON = 250;

export class RunSource extends TableSource {
  /** The highest number that is listed. */
  private newest: number | null = null;

  constructor(filter: Filter, sort: Sort) {
    super("runs", filter, sort);
  }

  override listed(): Filter {
    return this.newest === null ? this.filter : upTo(this.filter, this.newest);
  }

  override async fetchFirst() {
    this.newest = null;
    const [first, newest] = await Promise.all([super.fetchFirst(), this.last()]);
    this.newest = Math.max(newest, ...first.items.map((row) => Number(row.number)));
    return first;
  }

  /** From now on what is there is listed. */
  async letIn() {
    this.newest = Math.max(this.newest ?? 0, await this.last());
  }

  /** How many runs wait to be listed. */
  async waiting(): Promise<number> {
    if (this.newest === null) return 0;
    return (await backend.tableCount("runs", after(this.filter, this.newest))).value;
  }

  private async last(): Promise<number> {
    const [run] = await findRuns(this.filter, 1);
    return run?.number ?? 0;
  }
}

/** `mayMove`: nobody reads a place of the list that would move. */
export function useRunRows(filter: Filter, sort: Sort, mayMove: () => boolean) {
  const key = `${writeSort(sort)} ${writeFilter(filter) ?? ""}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names all that makes it another list
  const source = useMemo(() => new RunSource(filter, sort), [key]);
  const rows = useMemo(() => new RowWindow(source), [source]);
  const [waiting, setWaiting] = useState({ source, count: 0 });
  const may = useRef(mayMove);
  useEffect(() => {
    may.current = mayMove;
  });
  useEffect(() => {
    rows.start();
    return () => rows.stop();
  }, [rows]);

  const letIn = useCallback(async () => {
    await source.letIn();
    setWaiting({ source, count: 0 });
    await rows.measure();
  }, [source, rows]);

  useEffect(() => {
    // Null: any of them. Without ids there were too many to name.
    let changed: Set<string> | null = new Set();
    const seen = paced(async () => {
      const ids = changed;
      changed = new Set();
      await rows.refreshSeen(ids && [...ids]);
    }, SOON);
    const list = paced(async () => {
      if (may.current()) await letIn();
      else setWaiting({ source, count: await source.waiting() });
    }, SOON);
    const stop = onRowsChanged(({ table, ids }) => {
      if (table !== "knock.agent_jobs" && table !== "knock.agent_job_events" && table !== "*") return;
      if (ids.length === 0) changed = null;
      for (const id of ids) changed?.add(id);
      seen.ask();
      // A step's end is told by its events only, and moves nothing.
      if (table !== "knock.agent_job_events") list.ask();
    });
    return () => {
      stop();
      seen.end();
      list.end();
    };
  }, [rows, source, letIn]);

  return {
    rows,
    /** The filter of exactly what is listed. */
    listed: () => source.listed(),
    waiting: waiting.source === source ? waiting.count : 0,
    letIn,
    /** Somebody here changed what is listed: what does not belong to it any more leaves at once. */
    measure: useCallback(() => rows.measure(), [rows]),
  };
}
