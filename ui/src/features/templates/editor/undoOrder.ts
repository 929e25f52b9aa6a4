// Each section has an undo of its own; this knows in which order they were written in, so that one key undoes the last edit
// wherever that was, and an edit of several sections at once.

export interface Step {
  keys: string[];
  /** What belongs to the step besides the texts, such as the name of a variable. */
  back?: () => void;
  again?: () => void;
}

export class UndoOrder {
  private done: Step[] = [];
  private undone: Step[] = [];

  /** Whose edit would go on if it is typed in next. */
  get last(): string | null {
    const step = this.done.at(-1);
    return step?.keys.length === 1 && !step.back ? (step.keys[0] ?? null) : null;
  }

  wrote(step: Step) {
    this.done.push(step);
    this.undone = [];
  }

  /** What was undone cannot come back once something else was written. */
  wroteOn() {
    this.undone = [];
  }

  /** Undoes the last step that still has something to undo, and says where. */
  undo(undoIn: (key: string) => boolean): string[] | null {
    return this.take(this.done, this.undone, undoIn, (step) => step.back);
  }

  redo(redoIn: (key: string) => boolean): string[] | null {
    return this.take(this.undone, this.done, redoIn, (step) => step.again);
  }

  private take(from: Step[], to: Step[], act: (key: string) => boolean, beside: (step: Step) => Step["back"]) {
    for (let step = from.pop(); step; step = from.pop()) {
      const changed = step.keys.filter(act);
      const more = beside(step);
      more?.();
      if (changed.length === 0 && !more) continue;
      to.push(step);
      return changed;
    }
    return null;
  }
}
