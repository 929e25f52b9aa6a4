// To review and back: what it means, and a note for the others.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { backend, keys } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { AreaField } from "../../../shared/Inputs";
import { toast } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import type { DraftView, TemplateDraft } from "../draft";
import { versionKey } from "../queries";
import styles from "../Templates.module.css";
import { Unsaved } from "./Unsaved";
import { useAllSaved } from "./useAllSaved";
import { useFirstField } from "./useFirstField";

interface Props {
  step: "submit" | "takeBack";
  view: DraftView;
  draft: TemplateDraft;
  onClose: () => void;
}

export function NoteDialog({ step, view, draft, onClose }: Props) {
  const words = useWords();
  const client = useQueryClient();
  const question = useWriteQuestion();
  const form = useFirstField();
  const saved = useAllSaved(draft);
  const [note, setNote] = useState("");
  const say = words.templates.note;
  const told = words.templates.actions;
  const away = step === "submit";
  const { id } = view.version;
  const send = useMutation({
    mutationFn: () => {
      const { revision } = draft.snapshot().version;
      const text = note.trim() === "" ? null : note.trim();
      return away ? backend.templateSubmit(id, revision, text) : backend.templateTakeBack(id, revision, text);
    },
    onSuccess: (version) => {
      client.setQueryData(versionKey(id), version);
      toast({ tone: "good", title: away ? told.submitted : told.takenBack });
      onClose();
    },
    meta: { stale: [keys.templates] },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void question().then((yes) => yes && send.mutate());
  };
  return (
    <Dialog opened onClose={onClose} title={away ? say.submitTitle : say.takeBackTitle} size={480}>
      <form
        ref={form}
        onSubmit={onSubmit}
        className={styles.form}
        aria-label={away ? say.submitTitle : say.takeBackTitle}
      >
        <p>{away ? say.submitText : say.takeBackText}</p>
        {away && saved === false ? <Unsaved /> : null}
        <AreaField name="note" label={say.label} hint={say.hint} value={note} onChange={setNote} rows={3} />
        {send.error ? <ErrorNote title={away ? told.failed.submit : told.failed.takeBack} error={send.error} /> : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={away && saved !== true}>
            {away ? say.submit : say.takeBack}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
