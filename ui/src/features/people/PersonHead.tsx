// Over a person: who it is, what they pay, and what can be done with their data.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { AppError, backend, keys, type Person, useMayWrite } from "../../backend";
import { DialogBoundary } from "../../shared/Dialog";
import { useFormat } from "../../shared/format";
import { lastAddressOf } from "../../shared/lastPlaces";
import { Status, type StatusTone } from "../../shared/Status";
import { tellFile } from "../../shared/tellFile";
import { toastError } from "../../shared/toast";
import { useWords } from "../../words/words";
import { EraseDialog } from "./EraseDialog";
import styles from "./People.module.css";

const TONES: Record<string, StatusTone> = { free: "off", plus: "good", expired: "warn" };

export function PersonHead({ person }: { person: Person }) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const save = useExport(person.id);
  const [erasing, setErasing] = useState(false);
  const say = words.people;
  return (
    <header className={styles.head}>
      <a className={styles.back} href={`#${lastAddressOf("people")}`} aria-label={say.back} title={say.back}>
        <ArrowLeft size={15} aria-hidden />
      </a>
      <h2 className="data cut">{person.name}</h2>
      <Status tone={TONES[person.plan] ?? "off"}>{say.plans[person.plan] ?? person.plan}</Status>
      {person.plan === "plus" && person.premiumExpiresAt ? (
        <span className="quiet">{say.plusUntil(format.date(person.premiumExpiresAt))}</span>
      ) : null}
      {person.isAdmin ? <span className="quiet">{say.admin}</span> : null}
      <span className={styles.gap} />
      {mayWrite ? (
        // biome-ignore lint/a11y/useSemanticElements: a toolbar is no fieldset
        <div role="group" aria-label={say.actions} className={styles.tools}>
          <Button
            variant="default"
            leftSection={<Download size={13} aria-hidden />}
            loading={save.busy}
            onClick={() => void save.run()}
          >
            {say.export}
          </Button>
          <Button
            variant="default"
            color="red"
            leftSection={<Trash2 size={13} aria-hidden />}
            onClick={() => setErasing(true)}
          >
            {say.erase.open}
          </Button>
        </div>
      ) : null}
      <DialogBoundary subject={`erase ${person.id}`} onClose={() => setErasing(false)}>
        {erasing ? <EraseDialog person={person} onClose={() => setErasing(false)} /> : null}
      </DialogBoundary>
    </header>
  );
}

/** Everything on record into the downloads folder; that it was done is told in the audit. */
function useExport(id: string) {
  const words = useWords();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      tellFile(words.people.exported, await backend.personExport(id));
      void client.invalidateQueries({ queryKey: [...keys.people, "audit", id] });
    } catch (thrown) {
      toastError(words.people.exportFailed, AppError.from(thrown));
    }
    setBusy(false);
  };
  return { busy, run };
}
