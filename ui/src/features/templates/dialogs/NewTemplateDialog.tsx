// A new template by its name: seven headings, the usual variables.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { backend, keys, type TemplateSummary } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { focusFirstError } from "../../../shared/Field";
import { useFormat } from "../../../shared/format";
import { TextField } from "../../../shared/Inputs";
import { refusalText } from "../../../shared/reasons";
import { toast } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import styles from "../Templates.module.css";
import { nameOf } from "../useVersionActions";
import { useFirstField } from "./useFirstField";

interface Props {
  all: TemplateSummary[];
  onCreated: (id: string) => void;
  onClose: () => void;
}

type Errors = Partial<Record<"name" | "version", string>>;

export function NewTemplateDialog({ all, onCreated, onClose }: Props) {
  const words = useWords();
  const format = useFormat();
  const question = useWriteQuestion();
  const form = useFirstField();
  const [name, setName] = useState("");
  const [version, setVersion] = useState("");
  const [errors, setErrors] = useState<Errors>({});
  const say = words.templates.create;
  const refuse = (wrong: Errors) => {
    setErrors(wrong);
    requestAnimationFrame(() => focusFirstError(form.current));
  };
  const create = useMutation({
    mutationFn: () => backend.templateCreate({ name: name.trim(), version: version.trim() || null }),
    onSuccess: (created) => {
      toast({ tone: "good", title: words.templates.actions.created(nameOf(created)) });
      onCreated(created.id);
    },
    onError: (error) => {
      if (error.field === "name" || error.field === "version")
        refuse({ [error.field]: refusalText(words, format, error) });
    },
    meta: { stale: [keys.templates] },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const wrong: Errors = {};
    if (name.trim() === "") wrong.name = say.nameMissing;
    else if ([...name.trim()].length > 255) wrong.name = say.tooLong;
    if ([...version.trim()].length > 20) wrong.version = say.tooLong;
    else if (all.some((one) => one.name === name.trim() && one.version === version.trim())) wrong.version = say.taken;
    if (Object.keys(wrong).length > 0) return refuse(wrong);
    setErrors({});
    void question().then((yes) => yes && create.mutate());
  };
  return (
    <Dialog opened onClose={onClose} title={say.title} size={480}>
      <form ref={form} onSubmit={onSubmit} className={styles.form} aria-label={say.title}>
        <TextField
          name="name"
          label={say.name}
          hint={say.nameHint}
          error={errors.name}
          value={name}
          longest={255}
          onChange={setName}
        />
        <TextField
          name="version"
          label={say.version}
          hint={say.versionHint}
          error={errors.version}
          value={version}
          onChange={setVersion}
        />
        {create.error && Object.keys(errors).length === 0 ? (
          <ErrorNote title={say.failed} error={create.error} />
        ) : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
