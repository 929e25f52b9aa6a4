// The parts that templates share: their versions, their text, and who uses them. A draft's form keeps what is typed, here
// as everywhere.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { AppError, backend, keys, type SnippetVersion, useMayWrite } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { OpenedForm } from "../../../shared/OpenedForm";
import { SkeletonLines } from "../../../shared/Skeleton";
import { toast, toastError } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { speech } from "../../../shared/work";
import { useWords } from "../../../words/words";
import { useSnippets } from "../queries";
import styles from "../Templates.module.css";
import { NewPart } from "./NewPart";
import { PartForm } from "./PartForm";
import { PartUses } from "./PartUses";

interface Props {
  onOpen: (version: string) => void;
  onClose: () => void;
}

export function PartsDialog({ onOpen, onClose }: Props) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const say = words.templates.parts;
  const query = useSnippets();
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const parts = query.data ?? [];
  const part = adding ? undefined : (parts.find(({ id }) => id === chosen) ?? parts[0]);
  const choose = (id: string) => {
    setAdding(false);
    setChosen(id);
  };
  return (
    <Dialog opened onClose={onClose} title={say.title} size={860}>
      <p className="quiet">{say.text}</p>
      {query.isError ? (
        <ErrorNote title={say.failed} error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <SkeletonLines lines={6} />
      ) : (
        <div className={styles.parts}>
          <div className={styles.partList}>
            <PartList parts={parts} current={part?.id ?? null} onChoose={choose} />
            {mayWrite ? (
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<Plus size={13} aria-hidden />}
                onClick={() => setAdding(true)}
              >
                {say.add}
              </Button>
            ) : null}
          </div>
          {adding ? (
            <NewPart parts={parts} onCreated={choose} onCancel={() => setAdding(false)} />
          ) : part ? (
            <Part key={part.id} part={part} parts={parts} onChoose={choose} onOpen={onOpen} />
          ) : (
            <EmptyState title={say.none} text={say.noneText} />
          )}
        </div>
      )}
    </Dialog>
  );
}

interface ListProps {
  parts: SnippetVersion[];
  current: string | null;
  onChoose: (id: string) => void;
}

function PartList({ parts, current, onChoose }: ListProps) {
  const words = useWords();
  const format = useFormat();
  const say = words.templates.parts;
  return (
    <ul aria-label={say.label}>
      {parts.map(({ id, name, version, state }) => (
        <li key={id}>
          <button type="button" aria-current={id === current || undefined} onClick={() => onChoose(id)}>
            <span className="mono cut">{name}</span>
            <span className="quiet small">
              {format.number(version)} · {say.states[state] ?? state}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface PartProps {
  part: SnippetVersion;
  parts: SnippetVersion[];
  onChoose: (id: string) => void;
  onOpen: (version: string) => void;
}

function Part({ part, parts, onChoose, onOpen }: PartProps) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const question = useWriteQuestion();
  const say = words.templates.parts;
  const { id, name, text, description, state, version } = part;
  const draft = parts.find((one) => one.name === name && one.state === "draft");

  const again = useMutation({
    mutationFn: () => backend.snippetSave(null, { name, text, description }),
    onSuccess: (made) => onChoose(made.id),
    meta: { failureTitle: (words) => words.save.failed, stale: [keys.snippets] },
  });
  const remove = useMutation({
    mutationFn: () => backend.snippetDelete(id),
    onSuccess: (token) => {
      const undo = () =>
        void backend
          .changeUndo(token)
          .catch((thrown) => toastError(speech().words.tasks.undoFailed, AppError.from(thrown)));
      toast({ tone: "good", title: say.deleted(name), actions: [{ label: words.tasks.undo, run: undo }] });
    },
    meta: { failureTitle: (words) => words.templates.parts.deleteFailed, stale: [keys.snippets] },
  });

  return (
    <section className={styles.part} aria-label={name}>
      <h3>
        <span className="mono">{name}</span>{" "}
        <span className="quiet">
          {say.version(format.number(version))} · {say.states[state] ?? state}
        </span>
      </h3>
      {state === "draft" ? (
        <OpenedForm latest={part} table="knock.template_snippets">
          {(opened) => <PartForm {...opened} />}
        </OpenedForm>
      ) : (
        <>
          <p className="quiet">{say.publishedText}</p>
          {description ? <p className="data">{description}</p> : null}
          <pre className={`data mono ${styles.plain}`}>{text}</pre>
        </>
      )}
      <PartUses name={name} onOpen={onOpen} onChoose={onChoose} />
      {mayWrite ? (
        <div className={styles.buttons}>
          {state === "draft" ? null : (
            <Button
              variant="default"
              loading={again.isPending}
              onClick={() => (draft ? onChoose(draft.id) : void question().then((yes) => yes && again.mutate()))}
            >
              {say.edit}
            </Button>
          )}
          <Button
            variant="default"
            color="red"
            loading={remove.isPending}
            onClick={() => void question().then((yes) => yes && remove.mutate())}
          >
            {say.delete}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
