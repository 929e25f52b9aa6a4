// The change sets that were written, last first. Undoing one is itself a change set, so redo is an undo. One step at a
// time, each after everything that was on its way.
interface Step {
  token: string;
  ids: string[];
}

interface Undoing {
  /** Resolves when nothing is on its way. */
  idle: () => Promise<void>;
  undo: (token: string) => Promise<{ changeSet: string }>;
  /** These rows are as they were. */
  onUndone: (ids: string[]) => void;
  onFailure: (thrown: unknown) => void;
  onChange: () => void;
}

export class UndoSteps {
  private done: Step[] = [];
  private undone: Step[] = [];
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly undoing: Undoing) {}

  get canUndo() {
    return this.done.length > 0;
  }

  get canRedo() {
    return this.undone.length > 0;
  }

  add(token: string, ids: string[]) {
    this.done.push({ token, ids });
    this.undone = [];
  }

  forget(token: string) {
    this.done = this.done.filter((one) => one.token !== token);
  }

  undo = () => this.step("done", "undone");
  redo = () => this.step("undone", "done");

  private step(from: "done" | "undone", to: "done" | "undone"): Promise<void> {
    const { idle, undo, onUndone, onFailure, onChange } = this.undoing;
    this.turn = this.turn.then(async () => {
      await idle();
      const last = this[from].pop();
      if (!last) return;
      try {
        const { changeSet } = await undo(last.token);
        this[to].push({ token: changeSet, ids: last.ids });
        onUndone(last.ids);
      } catch (thrown) {
        this[from].push(last);
        onFailure(thrown);
      }
      onChange();
    });
    return this.turn;
  }
}
