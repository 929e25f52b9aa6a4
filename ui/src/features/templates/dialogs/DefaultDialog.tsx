// Moving the default, forward or back: whom it concerns, and why it may be refused.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { backend, keys, type TemplateVersion } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { SkeletonLines } from "../../../shared/Skeleton";
import { toast } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import { versionKey } from "../queries";
import styles from "../Templates.module.css";
import { nameOf } from "../useVersionActions";

interface Props {
  version: TemplateVersion;
  onClose: () => void;
}

export function DefaultDialog({ version, onClose }: Props) {
  const words = useWords();
  const format = useFormat();
  const client = useQueryClient();
  const question = useWriteQuestion();
  const [overtaken, setOvertaken] = useState(false);
  const say = words.templates.defaulting;
  const name = nameOf(version);
  const { id, revision, state, isDefault } = version;
  const check = useQuery({
    queryKey: [...keys.templates, "default", id],
    queryFn: () => backend.templateDefaultCheck(id),
    staleTime: 0,
    gcTime: 0,
  });
  const move = useMutation({
    mutationFn: () => backend.templateMakeDefault(id, revision),
    onSuccess: (moved) => {
      client.setQueryData(versionKey(id), moved);
      toast({ tone: "good", title: words.templates.actions.madeDefault(name) });
      onClose();
    },
    onError: (error) => {
      if (error.code !== "Stale") return;
      setOvertaken(true);
      void client.invalidateQueries({ queryKey: keys.templates });
    },
    meta: { stale: [keys.templates, keys.home] },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void question().then((yes) => {
      if (!yes) return;
      setOvertaken(false);
      move.mutate();
    });
  };
  const refused = check.data?.refusal != null;
  return (
    <Dialog opened onClose={onClose} title={say.title(name)} size={520}>
      <form onSubmit={onSubmit} className={styles.form} aria-label={say.title(name)}>
        {check.isError ? (
          <ErrorNote title={say.failed} error={check.error} onRetry={() => void check.refetch()} />
        ) : !check.data ? (
          <SkeletonLines lines={3} />
        ) : refused ? (
          <Banner
            tone="bad"
            testId="default-refused"
            title={state === "published" ? say.refusals.second : say.refusals.state}
          />
        ) : (
          <>
            <p>{check.data.now === null ? say.none : say.now(check.data.now)}</p>
            {isDefault ? (
              <p>{say.already}</p>
            ) : (
              <ul className={styles.facts}>
                <li>{say.soon(name)}</li>
                <li>{say.waiting(format.count(check.data.waiting))}</li>
                <li>{say.keep(format.count(check.data.characters))}</li>
              </ul>
            )}
          </>
        )}
        {overtaken ? (
          <Banner tone="warn" title={say.stale}>
            {say.staleText}
          </Banner>
        ) : null}
        {move.error && move.error.code !== "Stale" ? <ErrorNote title={say.saveFailed} error={move.error} /> : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" loading={move.isPending} disabled={!check.data || refused || isDefault}>
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
