// A million rows, of which only the blocks somebody looks at are here. The first block is shown before anything else is
// known; then a ruler (the cursor before each block) makes any depth one read by key. Rows are changed in their place:
// nothing moves under the eyes of whoever reads, until the list is measured anew. No drawing here, and no saving.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { GridRow } from "./types";

export interface Ruler {
  /** anchors[k]: the cursor after which block k + 1 begins. */
  anchors: string[];
  every: number;
  total: number;
}

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

type Slot = GridRow | "gone";
type Refetch = "in place" | "anew";

interface Limits {
  inFlight: number;
  /** How many blocks are remembered. */
  keep: number;
}

export class RowWindow {
  private readonly listeners = new Set<() => void>();
  // In the order of their last use: the oldest are forgotten first.
  private readonly blocks = new Map<number, Slot[]>();
  private readonly where = new Map<string, number>();
  private readonly old = new Map<number, Refetch>();
  private readonly failed = new Set<number>();
  private readonly running = new Set<number>();
  private readonly patchedAt = new Map<string, number>();
  private readonly flashes = new Map<string, number>();
  private wanted: number[] = [];
  private ruler: Ruler | null = null;
  private clock = 0;
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

  row(index: number): Slot | undefined {
    const every = this.every();
    return this.blocks.get(Math.floor(index / every))?.[index % every];
  }

  indexOf(id: string): number {
    return this.where.get(id) ?? -1;
  }

  /** Changes each time the row was changed by somebody else. */
  flash(id: string): number {
    return this.flashes.get(id) ?? 0;
  }

  /** These rows are looked at: what was asked for before and has not begun is forgotten. */
  want(first: number, last: number) {
    const every = this.every();
    const middle = (first + last) / 2 / every - 0.5;
    this.wanted = [];
    for (let block = Math.floor(Math.max(0, first) / every); block <= Math.floor(last / every); block++) {
      this.wanted.push(block);
      const slots = this.blocks.get(block);
      if (!slots) continue;
      this.blocks.delete(block);
      this.blocks.set(block, slots);
    }
    this.wanted.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    this.pump();
  }

  /** The rows themselves, fetched where they are not here yet; for copying and for changing many. */
  async load(first: number, last: number): Promise<GridRow[]> {
    const every = this.every();
    const rows: GridRow[] = [];
    for (let block = Math.floor(first / every); block <= Math.floor(last / every); block++) {
      let slots = this.blocks.get(block);
      if (!slots && this.ruler) {
        this.put(block, await this.source.fetchBlock(this.after(block), this.sizeOf(block)));
        slots = this.blocks.get(block);
        this.tell();
      }
      const from = Math.max(0, first - block * every);
      for (const slot of slots?.slice(from, last - block * every + 1) ?? []) if (slot !== "gone") rows.push(slot);
    }
    return rows;
  }

  patch(row: GridRow) {
    this.patchedAt.set(row.id, ++this.clock);
    if (this.replace(row, false)) this.tell();
  }

  remove(ids: string[]) {
    for (const id of ids) this.bury(id);
    this.tell();
  }

  /** Reads the named rows again, or all that are here, without moving anything. */
  async refresh(ids: string[] | null): Promise<void> {
    if (ids === null) {
      for (const block of this.blocks.keys()) this.old.set(block, "in place");
      this.failed.clear();
      // Without a ruler the first rows are all there is to read again.
      if (!this.ruler) return this.reread(this.idsIn(0));
      this.pump();
      return;
    }
    await this.reread(ids.filter((id) => this.where.has(id)));
    this.tell();
  }

  /** Counts the list anew: added rows appear, deleted ones close their gap. */
  async measure(): Promise<void> {
    try {
      const ruler = await this.source.fetchRuler();
      if (this.stopped) return;
      this.recut(ruler.every);
      this.take(ruler);
      for (const block of [...this.blocks.keys()]) {
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
    else if (!this.ruler) void this.measure();
    else this.pump();
  }

  private async begin() {
    try {
      const first = await this.source.fetchFirst();
      const whole = first.next === null;
      const total = whole ? first.items.length : Math.max(this.source.estimate ?? 0, first.items.length + 1);
      this.put(0, first.items);
      if (whole) this.ruler = { anchors: [], every: Math.max(1, first.items.length), total };
      this.tell({ total, estimated: !whole, ready: true, failure: null });
      if (whole) return;
      const ruler = await this.source.fetchRuler();
      this.take(ruler);
      // The first answer may be shorter or longer than a block.
      if (first.items.length < this.sizeOf(0)) this.old.set(0, "anew");
      this.tell();
      this.pump();
    } catch (failure) {
      this.tell({ failure });
    }
  }

  private take(ruler: Ruler) {
    const first = this.blocks.get(0);
    this.ruler = ruler;
    if (first && first.length > ruler.every) {
      for (const slot of first.splice(ruler.every)) if (slot !== "gone") this.where.delete(slot.id);
    }
    this.current = { ...this.current, total: ruler.total, estimated: false, ready: true };
  }

  /** Another ruler may cut the list elsewhere: what is here is shown on until it is read again. */
  private recut(every: number) {
    if (!this.ruler || this.ruler.every === every) return;
    const before = this.ruler.every;
    const blocks = new Map<number, Slot[]>();
    for (const [block, slots] of [...this.blocks].sort(([a], [b]) => a - b)) {
      slots.forEach((slot, at) => {
        const index = block * before + at;
        const into = blocks.get(Math.floor(index / every)) ?? [];
        // What begins in the middle of a block is left to be read.
        if (into.length === index % every) blocks.set(Math.floor(index / every), [...into, slot]);
        else if (slot !== "gone") this.where.delete(slot.id);
      });
    }
    this.blocks.clear();
    this.old.clear();
    for (const [block, slots] of blocks) this.blocks.set(block, slots);
  }

  private every() {
    return this.ruler?.every ?? Number.MAX_SAFE_INTEGER;
  }

  private sizeOf(block: number) {
    if (!this.ruler) return 0;
    return Math.max(0, Math.min(this.ruler.every, this.ruler.total - block * this.ruler.every));
  }

  private after(block: number): string | null {
    return block === 0 ? null : (this.ruler?.anchors[block - 1] ?? null);
  }

  private idsIn(block: number): string[] {
    return (this.blocks.get(block) ?? []).flatMap((slot) => (slot === "gone" ? [] : [slot.id]));
  }

  private pump() {
    if (!this.ruler || this.stopped) return;
    for (const block of this.wanted) {
      if (this.running.size >= this.limits.inFlight) return;
      const needed = !this.blocks.has(block) || this.old.has(block);
      if (needed && !this.running.has(block) && !this.failed.has(block) && this.sizeOf(block) > 0)
        void this.fetch(block);
    }
  }

  private async fetch(block: number) {
    this.running.add(block);
    const began = ++this.clock;
    const ruler = this.ruler;
    const how = this.old.get(block) ?? "anew";
    this.old.delete(block);
    try {
      const rows = await this.source.fetchBlock(this.after(block), this.sizeOf(block));
      // Measured meanwhile: these rows belong to another block now.
      if (ruler !== this.ruler) return;
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

  private put(block: number, rows: GridRow[], began = this.clock) {
    const from = block * (this.ruler ? this.every() : 0);
    for (const id of this.idsIn(block)) if (this.blockOf(id) === block) this.where.delete(id);
    const slots: Slot[] = rows.map((row, at) => {
      const other = this.where.get(row.id);
      const newer = (this.patchedAt.get(row.id) ?? 0) > began ? this.known(row.id) : undefined;
      // Since the ruler was made a row was deleted: the blocks overlap. A row stands where its own block begins.
      if (other !== undefined && this.blockOf(row.id) !== block) {
        if (other > from + at) return "gone";
        this.bury(row.id);
      }
      this.where.set(row.id, from + at);
      return newer ?? row;
    });
    const size = this.ruler ? this.sizeOf(block) : slots.length;
    while (slots.length < size) slots.push("gone");
    this.blocks.delete(block);
    this.blocks.set(block, slots);
    this.evict();
  }

  private blockOf(id: string) {
    return Math.floor((this.where.get(id) ?? -1) / this.every());
  }

  private known(id: string): GridRow | undefined {
    const slot = this.row(this.where.get(id) ?? -1);
    return slot === "gone" ? undefined : slot;
  }

  /** The block's rows again, each in the place it had. What is missing either moved in the order or was deleted. */
  private async renew(block: number, rows: GridRow[], began: number) {
    const fresh = new Map(rows.map((row) => [row.id, row]));
    const missing = this.idsIn(block).filter((id) => !fresh.has(id));
    for (const id of this.idsIn(block)) {
      const row = fresh.get(id);
      if (row && (this.patchedAt.get(id) ?? 0) <= began) this.replace(row, true);
    }
    await this.reread(missing);
  }

  private async reread(ids: string[]) {
    if (ids.length === 0) return;
    const began = ++this.clock;
    const found = new Map((await this.source.fetchRows(ids)).map((row) => [row.id, row]));
    for (const id of ids) {
      const row = found.get(id);
      if ((this.patchedAt.get(id) ?? 0) > began) continue;
      if (row) this.replace(row, true);
      else this.bury(id);
    }
    this.tell();
  }

  private replace(row: GridRow, fromOutside: boolean): boolean {
    const index = this.where.get(row.id);
    const slots = index === undefined ? undefined : this.blocks.get(Math.floor(index / this.every()));
    if (index === undefined || !slots) return false;
    const before = slots[index % this.every()];
    if (before === "gone" || before === undefined) return false;
    if (fromOutside && before.revision === row.revision) return false;
    slots[index % this.every()] = row;
    if (fromOutside) this.flashes.set(row.id, this.flash(row.id) + 1);
    return true;
  }

  private bury(id: string) {
    const index = this.where.get(id);
    if (index === undefined) return;
    const slots = this.blocks.get(Math.floor(index / this.every()));
    if (slots) slots[index % this.every()] = "gone";
    this.where.delete(id);
  }

  private forget(block: number) {
    for (const id of this.idsIn(block)) {
      this.where.delete(id);
      this.patchedAt.delete(id);
      this.flashes.delete(id);
    }
    this.blocks.delete(block);
    this.old.delete(block);
  }

  private evict() {
    for (const block of [...this.blocks.keys()]) {
      if (this.blocks.size <= this.limits.keep) return;
      if (!this.wanted.includes(block)) this.forget(block);
    }
  }

  private tell(change: Partial<WindowState> = {}) {
    this.current = { ...this.current, ...change, version: this.current.version + 1 };
    for (const listener of this.listeners) listener();
  }
}

/** One window for each `key`, which names what is listed (filter and order). */
export function useRowWindow(source: RowSource, key: string): RowWindow {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another list; the source belongs to the key
  const rows = useMemo(() => new RowWindow(source), [key]);
  useEffect(() => {
    rows.start();
    return () => rows.stop();
  }, [rows]);
  return rows;
}

export function useWindowState(rows: RowWindow): WindowState {
  return useSyncExternalStore(rows.subscribe, rows.state);
}
