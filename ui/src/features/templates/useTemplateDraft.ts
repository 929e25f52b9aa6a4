// A version and the draft over it, for as long as the page shows it: what others change comes in, leaving saves, and when
// the connection heals, what could not be saved is.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { keys, type TemplateVersion, useReady } from "../../backend";
import { useWriteQuestion } from "../../shared/useProduction";
import { useWords } from "../../words/words";
import { type DraftView, draftOf, type TemplateDraft } from "./draft";
import { versionKey } from "./queries";

export function useTemplateDraft(version: TemplateVersion, gone: boolean): [DraftView, TemplateDraft] {
  const client = useQueryClient();
  const words = useWords();
  const question = useWriteQuestion();
  const ready = useReady();
  const { id } = version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision of the same version is received, not opened
  const draft = useMemo(() => draftOf(version), [id]);
  const view = useSyncExternalStore(draft.subscribe, draft.snapshot);

  useEffect(() => {
    draft.ask = () => question(words.templates.save.ask);
    draft.onSaved = (saved) => {
      client.setQueryData(versionKey(id), saved);
      // Whatever is being read at this moment may be older than what was just saved.
      void client.invalidateQueries({ queryKey: keys.templates });
    };
    draft.onClosed = () => void client.invalidateQueries({ queryKey: keys.templates });
  }, [draft, client, question, words, id]);
  useEffect(() => draft.receive(version), [draft, version]);
  useEffect(() => {
    if (gone) draft.lost();
  }, [draft, gone]);
  useEffect(() => {
    if (ready) void draft.save();
  }, [draft, ready]);
  useEffect(() => {
    const leave = () => void draft.save();
    for (const event of ["blur", "focusout"]) window.addEventListener(event, leave);
    return () => {
      for (const event of ["blur", "focusout"]) window.removeEventListener(event, leave);
      draft.leave();
    };
  }, [draft]);
  return [view, draft];
}
