// Publishing: what keeps a version from it, what golden contexts say then, a note. What was looked at is what is published:
// the check stays as it was read, and if anything changed since, it is shown again instead.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { AppError, backend, keys, type PublishCheck } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { AreaField } from "../../../shared/Inputs";
import { SkeletonLines } from "../../../shared/Skeleton";
import { toast } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import type { DraftView, TemplateDraft } from "../draft";
import type { SourcePlace } from "../parts";
import { versionKey } from "../queries";
import styles from "../Templates.module.css";
import { nameOf } from "../useVersionActions";
import { CheckFindings } from "./CheckFindings";
import { GoldenChanges } from "./GoldenChanges";
import { Unsaved } from "./Unsaved";
import { useAllSaved } from "./useAllSaved";

interface Props {
  view: DraftView;
  draft: TemplateDraft;
  onGo: (place: SourcePlace) => void;
  onClose: () => void;
}

export function PublishDialog({ view, draft, onGo, onClose }: Props) {
  const words = useWords();
  const client = useQueryClient();
  const question = useWriteQuestion();
  const saved = useAllSaved(draft);
  const [check, setCheck] = useState<PublishCheck | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [overtaken, setOvertaken] = useState(false);
  const [note, setNote] = useState("");
  const open = useRef(true);
  const say = words.templates.publish;
  const { id } = view.version;

  const look = () => {
    setFailure(null);
    setCheck(null);
    backend.templateCheck(id).then(
      (found) => open.current && setCheck(found),
      (thrown) => open.current && setFailure(AppError.from(thrown)),
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as everything is in; it is not read again by itself
  useEffect(() => {
    open.current = true;
    if (saved) look();
    return () => {
      open.current = false;
    };
  }, [saved, id]);

  const publish = useMutation({
    mutationFn: (digest: string) => backend.templatePublish(id, digest, note.trim() === "" ? null : note.trim()),
    onSuccess: (version) => {
      client.setQueryData(versionKey(id), version);
      toast({ tone: "good", title: words.templates.actions.published(nameOf(version)) });
      onClose();
    },
    onError: (error) => {
      if (error.code !== "Stale") return;
      setOvertaken(true);
      look();
    },
    meta: { stale: [keys.templates, keys.home] },
  });
  const stopped = check === null || check.errors > 0;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (check === null || stopped || publish.isPending) return;
    void question().then((yes) => {
      if (!yes) return;
      setOvertaken(false);
      publish.mutate(check.digest);
    });
  };
  const go = (place: SourcePlace) => {
    onClose();
    onGo(place);
  };

  return (
    <Dialog opened onClose={onClose} title={say.title(nameOf(view.version))} size={760}>
      <form onSubmit={onSubmit} className={styles.form} aria-label={say.title(nameOf(view.version))}>
        <p className="quiet">{say.text}</p>
        {saved === false ? <Unsaved /> : null}
        {overtaken ? (
          <Banner tone="warn" title={say.stale} testId="publish-stale">
            {say.staleText}
          </Banner>
        ) : null}
        {failure ? <ErrorNote title={say.checkFailed} error={failure} onRetry={look} /> : null}
        {check ? (
          <>
            <CheckFindings check={check} onGo={go} />
            <GoldenChanges goldens={check.goldens} />
            <AreaField name="note" label={say.note} hint={say.noteHint} value={note} onChange={setNote} rows={2} />
          </>
        ) : saved !== false && !failure ? (
          <div role="status">
            <p className="quiet">{say.checking}</p>
            <SkeletonLines lines={5} />
          </div>
        ) : null}
        {publish.error && publish.error.code !== "Stale" ? (
          <ErrorNote title={say.failed} error={publish.error} />
        ) : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" loading={publish.isPending} disabled={stopped}>
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
