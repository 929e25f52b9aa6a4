// The rows of a long list that are here, in blocks as a ruler cuts the list. A row keeps its place until its block is put
// anew; what somebody deleted leaves a gap. What to fetch and when is the window's (rowWindow.ts).
import { type GridRow, same } from "./types";

export interface Ruler {
  /** anchors[k]: the cursor after which block k + 1 begins. */
  anchors: string[];
  every: number;
  total: number;
}

export type Slot = GridRow | "gone";

export class RowBlocks {
  private current: Ruler | null = null;
  // In the order of their last use: the oldest are forgotten first.
  private readonly blocks = new Map<number, Slot[]>();
  private readonly where = new Map<string, number>();
  private readonly patchedAt = new Map<string, number>();
  private readonly flashes = new Map<string, number>();
  private clock = 0;

  get ruler() {
    return this.current;
  }

  every() {
    return this.current?.every ?? Number.MAX_SAFE_INTEGER;
  }

  sizeOf(block: number) {
    if (!this.current) return 0;
    return Math.max(0, Math.min(this.current.every, this.current.total - block * this.current.every));
  }

  after(block: number): string | null {
    return block === 0 ? null : (this.current?.anchors[block - 1] ?? null);
  }

  has = (block: number) => this.blocks.has(block);
  all = () => [...this.blocks.keys()];
  slots = (block: number) => this.blocks.get(block);

  row(index: number): Slot | undefined {
    const every = this.every();
    return this.blocks.get(Math.floor(index / every))?.[index % every];
  }

  indexOf(id: string): number {
    return this.where.get(id) ?? -1;
  }

  idsIn(block: number): string[] {
    return (this.blocks.get(block) ?? []).flatMap((slot) => (slot === "gone" ? [] : [slot.id]));
  }

  /** Changes each time the row was changed by somebody else. */
  flash(id: string): number {
    return this.flashes.get(id) ?? 0;
  }

  /** When something begins that a patch may overtake. */
  tick(): number {
    return ++this.clock;
  }

  patchedSince(id: string, began: number): boolean {
    return (this.patchedAt.get(id) ?? 0) > began;
  }

  /** Another ruler may cut the list elsewhere: what is here is shown on until it is read again. */
  cut(ruler: Ruler) {
    if (this.current && this.current.every !== ruler.every) this.recut(this.current.every, ruler.every);
    this.current = ruler;
    const first = this.blocks.get(0);
    if (!first || first.length <= ruler.every) return;
    for (const slot of first.splice(ruler.every)) if (slot !== "gone") this.where.delete(slot.id);
  }

  put(block: number, rows: GridRow[], began = this.clock) {
    const from = block * (this.current ? this.every() : 0);
    for (const id of this.idsIn(block)) if (this.blockOf(id) === block) this.where.delete(id);
    const slots: Slot[] = rows.map((row, at) => {
      const other = this.where.get(row.id);
      const newer = this.patchedSince(row.id, began) ? this.known(row.id) : undefined;
      // Since the ruler was made a row was deleted: the blocks overlap. A row stands where its own block begins.
      if (other !== undefined && this.blockOf(row.id) !== block) {
        if (other > from + at) return "gone";
        this.bury(row.id);
      }
      this.where.set(row.id, from + at);
      return newer ?? row;
    });
    const size = this.current ? this.sizeOf(block) : slots.length;
    while (slots.length < size) slots.push("gone");
    this.blocks.delete(block);
    this.blocks.set(block, slots);
  }

  /** Was looked at just now: it is among the last to be forgotten. */
  use(block: number) {
    const slots = this.blocks.get(block);
    if (!slots) return;
    this.blocks.delete(block);
    this.blocks.set(block, slots);
  }

  /** A row of mine, newer than whatever is on its way. */
  patch(row: GridRow): boolean {
    this.patchedAt.set(row.id, this.tick());
    return this.replace(row, false);
  }

  /** The row as somebody else may have left it, in the place it had. */
  renew(row: GridRow): boolean {
    return this.replace(row, true);
  }

  bury(id: string) {
    const index = this.where.get(id);
    if (index === undefined) return;
    const slots = this.blocks.get(Math.floor(index / this.every()));
    if (slots) slots[index % this.every()] = "gone";
    this.where.delete(id);
  }

  forget(block: number) {
    for (const id of this.idsIn(block)) {
      this.where.delete(id);
      this.patchedAt.delete(id);
      this.flashes.delete(id);
    }
    this.blocks.delete(block);
  }

  private recut(before: number, every: number) {
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
    for (const [block, slots] of blocks) this.blocks.set(block, slots);
  }

  private replace(row: GridRow, fromOutside: boolean): boolean {
    const index = this.where.get(row.id);
    const slots = index === undefined ? undefined : this.blocks.get(Math.floor(index / this.every()));
    if (index === undefined || !slots) return false;
    const before = slots[index % this.every()];
    if (before === "gone" || before === undefined) return false;
    const written = before.revision !== row.revision;
    // What a list tells of a row beside its own columns may change without anybody writing to it.
    if (fromOutside && !written && same(before, row)) return false;
    slots[index % this.every()] = row;
    if (fromOutside && written) this.flashes.set(row.id, this.flash(row.id) + 1);
    return true;
  }

  private blockOf(id: string) {
    return Math.floor((this.where.get(id) ?? -1) / this.every());
  }

  private known(id: string): GridRow | undefined {
    const slot = this.row(this.where.get(id) ?? -1);
    return slot === "gone" ? undefined : slot;
  }
}
