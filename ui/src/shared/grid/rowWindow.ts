// A million rows, of which only the blocks somebody looks at are here. The first block is shown before anything else is
// known; then a ruler (the cursor before each block) makes any depth one read by key. Rows are changed in their place:
// nothing moves under the eyes of whoever reads, until the list is measured anew. No drawing here, and no saving.
import { useSyncExternalStore } from "react";
import { RowBlocks, type Ruler, type Slot } from "./rowBlocks";
import type { GridRow } from "./types";

export interface RowSource {
  fetchFirst: () => Promise<{ items: GridRow[]; next: string | null }>;
  fetchRuler: () => Promise<Ruler>;
  fetchBlock: (after: string | null, limit: number) => Promise<GridRow[]>;
  fetchRows: (ids: string[]) => Promise<GridRow[]>;
  /** How many rows there may be, until the ruler knows. */
  estimate?: number;
}

export interface WindowState {
  version: number;
  total: number;
  estimated: boolean;
  /** The first rows are here, or it is known that there are none. */
  ready: boolean;
  failure: unknown;
}

type Refetch = "in place" | "anew";

interface Limits {
  inFlight: number;
  /** How many blocks are remembered. */
  keep: number;
}

export class RowWindow {
  private readonly listeners = new Set<() => void>();
  private readonly blocks = new RowBlocks();
  private readonly old = new Map<number, Refetch>();
  private readonly failed = new Set<number>();
  private readonly running = new Set<number>();
  private wanted: number[] = [];
  private seen = { first: 0, last: -1 };
  private begun = false;
  private stopped = false;
  private current: WindowState;

  constructor(
    private readonly source: RowSource,
    private readonly limits: Limits = { inFlight: 4, keep: 120 },
  ) {
    const total = source.estimate ?? 0;
    this.current = { version: 0, total, estimated: true, ready: false, failure: null };
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  state = () => this.current;

  start() {
    this.stopped = false;
    if (this.begun) return;
    this.begun = true;
    void this.begin();
  }

  stop() {
    this.stopped = true;
  }

  row = (index: number): Slot | undefined => this.blocks.row(index);
  indexOf = (id: string): number => this.blocks.indexOf(id);
  /** Changes each time the row was changed by somebody else. */
  flash = (id: string): number => this.blocks.flash(id);

  /** These rows are looked at: what was asked for before and has not begun is forgotten. */
  want(first: number, last: number) {
    this.seen = { first, last };
    const every = this.blocks.every();
    const middle = (first + last) / 2 / every - 0.5;
    this.wanted = [];
    for (let block = Math.floor(Math.max(0, first) / every); block <= Math.floor(last / every); block++) {
      this.wanted.push(block);
      this.blocks.use(block);
    }
    this.wanted.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    this.pump();
  }

  /** The rows themselves, fetched where they are not here yet; for copying and for changing many. */
  async load(first: number, last: number): Promise<GridRow[]> {
    const every = this.blocks.every();
    const rows: GridRow[] = [];
    for (let block = Math.floor(first / every); block <= Math.floor(last / every); block++) {
      if (!this.blocks.has(block) && this.blocks.ruler) {
        this.put(block, await this.read(block));
        this.tell();
      }
      const from = Math.max(0, first - block * every);
      for (const slot of this.blocks.slots(block)?.slice(from, last - block * every + 1) ?? [])
        if (slot !== "gone") rows.push(slot);
    }
    return rows;
  }

  patch(row: GridRow) {
    if (this.blocks.patch(row)) this.tell();
  }

  remove(ids: string[]) {
    for (const id of ids) this.blocks.bury(id);
    this.tell();
  }

  /** Reads the named rows again, or all that are here, without moving anything. */
  async refresh(ids: string[] | null): Promise<void> {
    if (ids === null) {
      for (const block of this.blocks.all()) this.old.set(block, "in place");
      this.failed.clear();
      // Without a ruler the first rows are all there is to read again.
      if (!this.blocks.ruler) return this.reread(this.blocks.idsIn(0));
      this.pump();
      return;
    }
    await this.reread(ids.filter((id) => this.indexOf(id) >= 0));
    this.tell();
  }

  /** Reads those of the named rows again that are looked at, or all of these; the others when somebody comes to them. */
  async refreshSeen(ids: string[] | null): Promise<void> {
    const named = ids && new Set(ids);
    const fits = (id: string) => named === null || named.has(id);
    const seen: string[] = [];
    for (let index = this.seen.first; index <= this.seen.last; index++) {
      const slot = this.row(index);
      if (slot && slot !== "gone" && fits(slot.id)) seen.push(slot.id);
    }
    const now = new Set(seen);
    for (const block of this.blocks.all())
      if (this.blocks.idsIn(block).some((id) => fits(id) && !now.has(id))) this.old.set(block, "in place");
    await this.reread(seen);
  }

  /** Counts the list anew: added rows appear, deleted ones close their gap. */
  async measure(): Promise<void> {
    try {
      const ruler = await this.source.fetchRuler();
      if (this.stopped) return;
      this.take(ruler);
      this.old.clear();
      for (const block of this.blocks.all()) {
        if (block * ruler.every >= ruler.total && block > 0) this.forget(block);
        else this.old.set(block, "anew");
      }
      this.failed.clear();
      this.tell({ failure: null });
      this.pump();
    } catch (failure) {
      this.tell({ failure });
    }
  }

  /** After a failure: whatever is looked at and not here is asked for once more. */
  retry() {
    this.failed.clear();
    this.tell({ failure: null });
    if (!this.current.ready) void this.begin();
    else if (!this.blocks.ruler) void this.measure();
    else this.pump();
  }

  private async begin() {
    try {
      const first = await this.source.fetchFirst();
      const whole = first.next === null;
      const total = whole ? first.items.length : Math.max(this.source.estimate ?? 0, first.items.length + 1);
      this.put(0, first.items);
      if (whole) this.blocks.cut({ anchors: [], every: Math.max(1, first.items.length), total });
      this.tell({ total, estimated: !whole, ready: true, failure: null });
      if (whole) return;
      const ruler = await this.source.fetchRuler();
      this.take(ruler);
      // The first answer may be shorter or longer than a block.
      if (first.items.length < this.blocks.sizeOf(0)) this.old.set(0, "anew");
      this.tell();
      this.pump();
    } catch (failure) {
      this.tell({ failure });
    }
  }

  private take(ruler: Ruler) {
    this.blocks.cut(ruler);
    this.current = { ...this.current, total: ruler.total, estimated: false, ready: true };
  }

  private read(block: number) {
    return this.source.fetchBlock(this.blocks.after(block), this.blocks.sizeOf(block));
  }

  private pump() {
    if (!this.blocks.ruler || this.stopped) return;
    for (const block of this.wanted) {
      if (this.running.size >= this.limits.inFlight) return;
      const needed = !this.blocks.has(block) || this.old.has(block);
      if (needed && !this.running.has(block) && !this.failed.has(block) && this.blocks.sizeOf(block) > 0)
        void this.fetch(block);
    }
  }

  private async fetch(block: number) {
    this.running.add(block);
    const began = this.blocks.tick();
    const { ruler } = this.blocks;
    const how = this.old.get(block) ?? "anew";
    this.old.delete(block);
    try {
      const rows = await this.read(block);
      // Measured meanwhile: these rows belong to another block now.
      if (ruler !== this.blocks.ruler) return;
      if (how === "anew") this.put(block, rows, began);
      else await this.renew(block, rows, began);
      this.tell({ failure: null });
    } catch (failure) {
      this.failed.add(block);
      this.tell({ failure });
    } finally {
      this.running.delete(block);
      this.pump();
    }
  }

  private put(block: number, rows: GridRow[], began?: number) {
    this.blocks.put(block, rows, began);
    this.evict();
  }

  /** The block's rows again, each in the place it had. What is missing either moved in the order or was deleted. */
  private async renew(block: number, rows: GridRow[], began: number) {
    const fresh = new Map(rows.map((row) => [row.id, row]));
    const missing = this.blocks.idsIn(block).filter((id) => !fresh.has(id));
    for (const id of this.blocks.idsIn(block)) {
      const row = fresh.get(id);
      if (row && !this.blocks.patchedSince(id, began)) this.blocks.renew(row);
    }
    await this.reread(missing);
  }

  private async reread(ids: string[]) {
    if (ids.length === 0) return;
    const began = this.blocks.tick();
    const found = new Map((await this.source.fetchRows(ids)).map((row) => [row.id, row]));
    for (const id of ids) {
      const row = found.get(id);
      if (this.blocks.patchedSince(id, began)) continue;
      if (row) this.blocks.renew(row);
      else this.blocks.bury(id);
    }
    this.tell();
  }

  private forget(block: number) {
    this.blocks.forget(block);
    this.old.delete(block);
  }

  private evict() {
    const here = this.blocks.all();
    const over = Math.max(0, here.length - this.limits.keep);
    for (const block of here.filter((one) => !this.wanted.includes(one)).slice(0, over)) this.forget(block);
  }

  private tell(change: Partial<WindowState> = {}) {
    this.current = { ...this.current, ...change, version: this.current.version + 1 };
    for (const listener of this.listeners) listener();
  }
}

export function useWindowState(rows: RowWindow): WindowState {
  return useSyncExternalStore(rows.subscribe, rows.state);
}
