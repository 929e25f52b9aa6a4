// Sections beyond the seven: no prompt has them, but their text may be wanted. Taken away, or put to the end of one of the
// seven; both are a step of undo like any other, and the toast has the way back, too.
import { type RefObject, useCallback } from "react";
import { toast } from "../../../shared/toast";
import { useWords } from "../../../words/words";
import type { EditorProps } from "../parts";
import type { SectionKey } from "./arrange";
import type { SectionViews } from "./sectionViews";

export function useExtraSections(views: SectionViews, latest: RefObject<EditorProps>) {
  const words = useWords();
  const say = words.templateEditor.extras;
  const textOf = useCallback(
    (key: string) => latest.current.source.sections.find((one) => one.key === key)?.text,
    [latest],
  );
  const drop = useCallback(
    (key: string) => {
      if (textOf(key) !== undefined) latest.current.onSection(key, null);
    },
    [latest, textOf],
  );
  const restore = useCallback(
    (key: string, text: string) => {
      if (textOf(key) === undefined) latest.current.onSection(key, text);
    },
    [latest, textOf],
  );

  const remove = useCallback(
    (key: string) => {
      const text = views.view(key)?.state.doc.toString();
      if (text === undefined) return;
      const back = () => restore(key, text);
      const near = views.order[views.order.indexOf(key) - 1];
      drop(key);
      // The button that was pressed is gone with its section.
      requestAnimationFrame(() => near !== undefined && views.view(near)?.focus());
      views.change(new Map(), { back, again: () => drop(key) });
      toast({
        tone: "good",
        title: say.removed(key),
        actions: [{ label: say.undo, testId: "undo-section", run: back }],
      });
    },
    [views, drop, restore, say],
  );

  const move = useCallback(
    (key: string, into: SectionKey) => {
      const text = views.view(key)?.state.doc.toString();
      if (text === undefined) return;
      const target = views.view(into);
      const { length } = target?.state.doc ?? { length: 0 };
      const before = target?.state.doc.toString().trimEnd() ?? "";
      const inserted = `${before === "" ? "" : "\n\n"}${text.trim()}\n`;
      const edits = target ? new Map([[into, [{ from: before.length, to: length, insert: inserted }]]]) : new Map();
      const make = () => (target ? undefined : restore(into, inserted));
      const unmake = () => (target ? undefined : drop(into));
      const away = () => {
        make();
        drop(key);
      };
      const home = () => {
        unmake();
        restore(key, text);
      };
      views.change(edits, { back: home, again: away });
      away();
      if (target) views.go(into, before.length + inserted.length - 1);
      const undo = () => {
        if (textOf(key) !== undefined) return;
        // Written on meanwhile: only what was moved goes back.
        const now = views.view(into)?.state.doc.toString() ?? "";
        const at = target ? now.lastIndexOf(inserted) : -1;
        const out = { from: at, to: at + inserted.length, insert: at + inserted.length < now.length ? "" : "\n" };
        views.change(at === -1 ? new Map() : new Map([[into, [out]]]), { back: away, again: home });
        if (target || now === inserted) home();
        else restore(key, text);
      };
      const title = say.moved(key, words.templates.sections[into] ?? into);
      toast({ tone: "good", title, actions: [{ label: say.undo, testId: "undo-section", run: undo }] });
    },
    [views, drop, restore, textOf, say, words],
  );
  return { remove, move };
}
