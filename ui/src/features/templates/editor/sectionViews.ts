// The editors of the sections as one: what they were given and what they said, walking and undoing from one to the next,
// changes to several at once. React draws the headings around them and never touches their texts.
import { redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { setDiagnosticsEffect } from "@codemirror/lint";
import { Annotation, type ChangeSet, EditorState, Transaction } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import type { SectionText } from "../../../backend";
import { type Edit, theirChanges } from "../../../shared/code/minimalEdits";
import type { Spot } from "./search";
import { afresh, asOneStep, type Setup, sectionExtensions } from "./sectionExtensions";
import { type Step, UndoOrder } from "./undoOrder";

/** Marks what comes from the page, so that it is not told to the page again. */
const fromOutside = Annotation.define<boolean>();
/** So many texts on their way to the page are remembered, to know them when they come back. */
const MOST_SENT = 50;
/** The engine still writes the last syllable when it says that composing is over. */
const AFTER_COMPOSING = 30;

interface Open {
  view: EditorView;
  /** What the page is known to have, then what it was told since. */
  sent: string[];
  /** What somebody else changed while a syllable was being composed here, as changes to the text as it is now. */
  waiting: ChangeSet | null;
}

export class SectionViews {
  readonly undoOrder = new UndoOrder();
  onSection: (key: string, text: string) => void = () => undefined;
  onExpand: (key: string) => void = () => undefined;
  isCollapsed: (key: string) => boolean = () => false;
  /** Goes up with every change of a text, of the cursor and of what was found. */
  version = 0;
  /** The sections as they stand one under the other. */
  order: string[] = [];
  private open = new Map<string, Open>();
  private lastFocused: string | null = null;
  private atOnce = false;
  private listeners = new Set<() => void>();

  constructor(private setup: Setup) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  mount(key: string, parent: HTMLElement, text: string) {
    const extensions = [
      sectionExtensions(key, this.setup, {
        leave: (by, column) => this.walk(key, by, column),
        composed: () => void setTimeout(() => this.settle(key), AFTER_COMPOSING),
      }),
      EditorState.transactionExtender.of((transaction) => {
        // Typing on where one typed before is one step only if nothing was written elsewhere in between.
        return transaction.docChanged && this.undoOrder.last !== key ? afresh : null;
      }),
      EditorView.updateListener.of((update) => this.updated(key, update)),
    ];
    const view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
    this.open.set(key, { view, sent: [text], waiting: null });
  }

  unmount(key: string) {
    this.open.get(key)?.view.destroy();
    this.open.delete(key);
  }

  /** Another language, or another right to write. */
  refresh() {
    for (const [key, { view }] of this.open) view.dispatch({ effects: this.setup.changed(key) });
  }

  view(key: string): EditorView | undefined {
    return this.open.get(key)?.view;
  }

  views(): [string, EditorView][] {
    return this.order.flatMap((key) => {
      const view = this.view(key);
      return view ? [[key, view] as [string, EditorView]] : [];
    });
  }

  texts(): SectionText[] {
    return this.views().map(([key, view]) => ({ key, text: view.state.doc.toString() }));
  }

  /** Where the cursor is, or was last. */
  spot(): Spot | null {
    const view = this.lastFocused === null ? undefined : this.view(this.lastFocused);
    if (!view || this.lastFocused === null) return null;
    const { from, to } = view.state.selection.main;
    return { section: this.lastFocused, from, to };
  }

  /** The page's text of a section. Its own words that come back are no news, however late they come. */
  receive(key: string, text: string) {
    const open = this.open.get(key);
    if (!open) return;
    const echo = open.sent.lastIndexOf(text);
    if (echo !== -1) {
      open.sent.splice(0, echo);
      return;
    }
    const theirs = theirChanges(open.sent[0] ?? "", text, open.view.state.doc.toString());
    open.waiting = open.waiting ? open.waiting.compose(theirs.map(open.waiting)) : theirs;
    open.sent = [text];
    this.settle(key);
  }

  /** Takes over what somebody else wrote, as soon as nobody composes here. */
  private settle(key: string) {
    const open = this.open.get(key);
    if (!open?.waiting || open.view.compositionStarted) return;
    const changes = open.waiting;
    open.waiting = null;
    open.view.dispatch({ changes, annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)] });
    const both = open.view.state.doc.toString();
    if (both !== open.sent.at(-1)) this.tell(key, open, both);
  }

  private tell(key: string, open: Open, text: string) {
    open.sent.push(text);
    if (open.sent.length > MOST_SENT) open.sent.splice(1, 1);
    this.onSection(key, text);
  }

  private updated(key: string, update: ViewUpdate) {
    if (update.view.hasFocus) this.lastFocused = key;
    const found = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setDiagnosticsEffect)));
    if (!update.docChanged && !update.selectionSet && !update.focusChanged && !found) return;
    const open = this.open.get(key);
    const own = update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside));
    if (own && open) {
      open.waiting = open.waiting?.map(update.changes) ?? null;
      const back = update.transactions.some((one) => one.isUserEvent("undo") || one.isUserEvent("redo"));
      if (!back && !this.atOnce) {
        if (undoDepth(update.state) > undoDepth(update.startState)) this.undoOrder.wrote({ keys: [key] });
        else this.undoOrder.wroteOn();
      }
      this.tell(key, open, update.state.doc.toString());
    }
    this.version++;
    for (const listener of this.listeners) listener();
  }

  /** Changes several sections as one step of undo. */
  change(edits: Map<string, Edit[]>, beside: Omit<Step, "keys"> = {}) {
    if (this.setup.readOnly) return;
    this.atOnce = true;
    const keys: string[] = [];
    for (const [key, changes] of edits) {
      const view = this.view(key);
      if (!view || changes.length === 0) continue;
      const within = changes.filter(({ from, to }) => from <= to && to <= view.state.doc.length);
      view.dispatch({ changes: within, annotations: asOneStep, userEvent: "input.change" });
      keys.push(key);
    }
    this.atOnce = false;
    if (keys.length > 0 || beside.back) this.undoOrder.wrote({ keys, ...beside });
  }

  undo(): boolean {
    return this.goBack(this.undoOrder.undo((key) => this.act(key, undo, undoDepth)));
  }

  redo(): boolean {
    return this.goBack(this.undoOrder.redo((key) => this.act(key, redo, redoDepth)));
  }

  private act(key: string, does: typeof undo, depth: typeof undoDepth): boolean {
    const view = this.view(key);
    return view !== undefined && depth(view.state) > 0 && does(view);
  }

  private goBack(keys: string[] | null): boolean {
    const key = keys?.[0];
    if (key === undefined) return keys !== null;
    this.expand(key);
    if (this.lastFocused !== key || !this.view(key)?.hasFocus) this.view(key)?.focus();
    return true;
  }

  /** Into the next section that is open, at its first or last line. */
  private walk(key: string, by: 1 | -1, column: number): boolean {
    for (let at = this.order.indexOf(key) + by; at >= 0 && at < this.order.length; at += by) {
      const next = this.order[at];
      const view = next === undefined ? undefined : this.view(next);
      if (next === undefined || !view || this.isCollapsed(next)) continue;
      const { doc } = view.state;
      const line = by === 1 ? doc.line(1) : doc.line(doc.lines);
      view.focus();
      view.dispatch({ selection: { anchor: Math.min(line.from + column, line.to) }, scrollIntoView: true });
      return true;
    }
    return false;
  }

  /** Puts the cursor somewhere and shows it. */
  go(key: string, from: number, to: number = from, focus = true) {
    const view = this.view(key);
    if (!view) return;
    this.expand(key);
    const { length } = view.state.doc;
    const [anchor, head] = [Math.min(from, length), Math.min(to, length)];
    this.lastFocused = key;
    view.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(anchor, { y: "center" }),
      userEvent: "select",
    });
    if (focus) view.focus();
  }

  /** Shown at once: what is hidden can neither be scrolled to nor focused. */
  private expand(key: string) {
    if (!this.isCollapsed(key)) return;
    const host = this.view(key)?.dom.parentElement;
    if (host) host.hidden = false;
    this.onExpand(key);
  }
}
