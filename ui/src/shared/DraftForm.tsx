// The form around a draft: what is to be told over its fields, and saving, undoing and comparing under them. Save, undo and
// redo go by key in the whole form, without the browser's ideas about submitting.
import { type ReactNode, useEffect, useRef } from "react";
import { useMayWrite } from "../backend";
import { useWords } from "../words/words";
import { DraftNotices } from "./DraftNotices";
import { focusFirstError } from "./Field";
import { isComposing, matches } from "./keys";
import { SaveBar } from "./SaveBar";
import { StaleBar } from "./StaleBar";
import type { DraftState, Values } from "./useDraft";

interface Props<T extends Values> {
  draft: DraftState<T>;
  /** What the form is called. */
  label: string;
  /** What each field is called where mine and theirs are compared. */
  labels: Record<keyof T & string, string>;
  /** How a value is shown there; plain text otherwise. */
  show?: (field: keyof T & string, value: unknown) => string;
  /** Set when the row is newer than the one that was opened. */
  changed: { by: string | null; show: () => void } | null;
  children: ReactNode;
}

export function DraftForm<T extends Values>({ draft, label, labels, show, changed, children }: Props<T>) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const form = useRef<HTMLFormElement>(null);
  const save = () => {
    if (draft.dirty && !draft.saving && !draft.stale) void draft.save();
  };

  const wrong = Object.keys(draft.errors).join();
  useEffect(() => {
    if (wrong !== "") focusFirstError(form.current);
  }, [wrong]);

  return (
    <form
      ref={form}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        // The form one types in goes before any other that is open.
        if (matches(event, "mod+s")) {
          event.preventDefault();
          save();
          return;
        }
        const undo = matches(event, "mod+z");
        const redo = matches(event, "mod+shift+z") || matches(event, "mod+y");
        if (!undo && !redo) return;
        event.preventDefault();
        if (undo) draft.undo();
        else draft.redo();
      }}
    >
      <DraftNotices draft={draft} changed={changed} />
      {children}
      {mayWrite ? (
        <>
          <SaveBar draft={draft} />
          <StaleBar draft={draft} labels={labels} {...(show ? { show } : {})} />
        </>
      ) : (
        <p className="quiet small">{words.save.readOnly}</p>
      )}
    </form>
  );
}
