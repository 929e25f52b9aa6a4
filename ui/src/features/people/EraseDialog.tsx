// Before a person is erased: everything that goes, counted, and their address to type, for nothing brings it back.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { backend, type Erasure, keys, type Person } from "../../backend";
import { addressOf } from "../../routes";
import { Dialog } from "../../shared/Dialog";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { TextField } from "../../shared/Inputs";
import { go } from "../../shared/navigation";
import { toast } from "../../shared/toast";
import { useWords } from "../../words/words";
import styles from "./People.module.css";

const COUNTED: (keyof Erasure)[] = [
  "characters",
  "rooms",
  "messages",
  "runs",
  "pictures",
  "cachedAnswers",
  "contexts",
  "batches",
  "savedViews",
  "history",
];

interface Props {
  person: Person;
  onClose: () => void;
}

export function EraseDialog({ person, onClose }: Props) {
  const words = useWords();
  const format = useFormat();
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const say = words.people.erase;
  const goes = useQuery({
    queryKey: [...keys.people, "erasure", person.id],
    queryFn: () => backend.personErasure(person.id),
    staleTime: 0,
    gcTime: 0,
  });
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => backend.personErase(person.id),
    onSuccess: () => {
      onClose();
      go(addressOf({ page: "people" }));
      // What is gone is not asked for again.
      client.removeQueries({ queryKey: [...keys.people, "one", person.id] });
      toast({ tone: "good", title: say.done(person.name) });
    },
    meta: { stale: [keys.home, [...keys.runs], [...keys.batches]] },
  });
  const matches = typed.trim() === person.email;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (matches && !isPending) mutate();
  };
  return (
    <Dialog opened onClose={onClose} title={say.title(person.name)} size={480}>
      <form className={styles.form} aria-label={say.title(person.name)} onSubmit={onSubmit} data-testid="erase">
        <p>{say.text}</p>
        {goes.isError ? <ErrorNote title={say.failed} error={goes.error} onRetry={() => void goes.refetch()} /> : null}
        {goes.data ? (
          <dl className={`${styles.facts} data`} aria-label={say.goes} data-testid="goes">
            {COUNTED.map((kind) =>
              goes.data[kind] > 0 ? (
                <div key={kind}>
                  <dt>{say.counts[kind]}</dt>
                  <dd>{format.number(goes.data[kind])}</dd>
                </div>
              ) : null,
            )}
          </dl>
        ) : goes.isError ? null : (
          <p className="quiet">{say.counting}</p>
        )}
        <TextField name="email" label={say.type(person.email)} autoFocus value={typed} onChange={setTyped} />
        {error ? <ErrorNote title={say.failed} error={error} /> : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" color="red" loading={isPending} disabled={!matches}>
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
