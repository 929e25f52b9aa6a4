// A template from a file or from pasted text. What is wrong with it is said with its line.
import { Button, FileButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type AppError, backend, keys } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { AreaField } from "../../../shared/Inputs";
import { toast } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import styles from "../Templates.module.css";
import { nameOf } from "../useVersionActions";
import { useFirstField } from "./useFirstField";

interface Props {
  onImported: (id: string) => void;
  onClose: () => void;
}

export function ImportDialog({ onImported, onClose }: Props) {
  const words = useWords();
  const question = useWriteQuestion();
  const form = useFirstField();
  const [text, setText] = useState("");
  const [unread, setUnread] = useState(false);
  const say = words.templates.importing;
  const load = useMutation({
    mutationFn: () => backend.templateImport(text),
    onSuccess: (created) => {
      toast({ tone: "good", title: words.templates.actions.created(nameOf(created)) });
      onImported(created.id);
    },
    meta: { stale: [keys.templates] },
  });
  const onFile = (file: File | null) => {
    setUnread(false);
    load.reset();
    file?.text().then(setText, () => setUnread(true));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || load.isPending) return;
    void question().then((yes) => yes && load.mutate());
  };
  return (
    <Dialog opened onClose={onClose} title={say.title} size={640}>
      <form ref={form} onSubmit={onSubmit} className={styles.form} aria-label={say.title}>
        <p>{say.text}</p>
        <div>
          <FileButton accept=".json,.md,.markdown,.txt,application/json,text/markdown,text/plain" onChange={onFile}>
            {(button) => (
              <Button {...button} variant="default">
                {say.file}
              </Button>
            )}
          </FileButton>
        </div>
        {unread ? <Banner tone="bad" title={say.readFailed} /> : null}
        <AreaField
          name="text"
          label={say.paste}
          rows={10}
          mono
          value={text}
          onChange={(value) => {
            setText(value);
            load.reset();
          }}
        />
        {load.error ? <Failure error={load.error} text={text} /> : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" loading={load.isPending} disabled={text.trim() === ""}>
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The core names the line in its sentence; the line itself is shown with it. */
function Failure({ error, text }: { error: AppError; text: string }) {
  const words = useWords();
  const say = words.templates.importing;
  const [, line, why] = /line (\d+):?\s*(.*)$/s.exec(error.message) ?? [];
  if (error.code !== "Invalid" || line === undefined) return <ErrorNote title={say.failed} error={error} />;
  const written = text.split("\n")[Number(line) - 1]?.trim() ?? "";
  return (
    <Banner tone="bad" title={say.failed} testId="import-failed">
      <span className="data">
        {say.line(line)} {why}
      </span>
      {written === "" ? null : <pre className={`data mono ${styles.plain}`}>{written.slice(0, 200)}</pre>}
    </Banner>
  );
}
