// A new part by its name; its text is written in its form.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { backend, keys, type SnippetVersion } from "../../../backend";
import { ErrorNote } from "../../../shared/ErrorNote";
import { TextField } from "../../../shared/Inputs";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import styles from "../Templates.module.css";

interface Props {
  parts: SnippetVersion[];
  onCreated: (id: string) => void;
  onCancel: () => void;
}

// As the database has it: what a template can write behind {{>.
const NAME = /^[a-z][a-z0-9-]{0,59}$/;

export function NewPart({ parts, onCreated, onCancel }: Props) {
  const words = useWords();
  const question = useWriteQuestion();
  const [name, setName] = useState("");
  const [error, setError] = useState<string | undefined>();
  const say = words.templates.parts;
  const create = useMutation({
    mutationFn: () => backend.snippetSave(null, { name, text: "", description: null }),
    onSuccess: (made) => onCreated(made.id),
    meta: { stale: [keys.snippets] },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const wrong = !NAME.test(name) ? say.nameWrong : parts.some((one) => one.name === name) ? say.nameTaken : undefined;
    setError(wrong);
    if (!wrong) void question().then((yes) => yes && create.mutate());
  };
  return (
    <form onSubmit={onSubmit} className={styles.form} aria-label={say.add}>
      <TextField
        name="part-name"
        label={say.name}
        hint={say.nameHint}
        error={error}
        mono
        value={name}
        onChange={(value) => {
          setName(value);
          setError(undefined);
        }}
      />
      {create.error ? <ErrorNote title={words.save.failed} error={create.error} /> : null}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onCancel}>
          {words.general.cancel}
        </Button>
        <Button type="submit" loading={create.isPending}>
          {words.templates.create.confirm}
        </Button>
      </div>
    </form>
  );
}
