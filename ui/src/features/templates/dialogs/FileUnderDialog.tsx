// Where a template lies, and its tags: the one thing that may change of a published version, and always of all of them.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { backend, keys, type TemplateSummary } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { Field } from "../../../shared/Field";
import { TagsField } from "../../../shared/TagsField";
import { toast } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import styles from "../Templates.module.css";
import { useFirstField } from "./useFirstField";

interface Props {
  of: TemplateSummary;
  all: TemplateSummary[];
  onClose: () => void;
}

/** As the database has it: words between slashes. */
const isFolder = (path: string) =>
  path === "" || ([...path].length <= 200 && path.split("/").every((part) => part.trim() !== ""));

export function FileUnderDialog({ of, all, onClose }: Props) {
  const words = useWords();
  const question = useWriteQuestion();
  const form = useFirstField();
  const listId = useId();
  const [folder, setFolder] = useState(of.folder);
  const [tags, setTags] = useState(of.tags);
  const say = words.templates.filing;
  const known = [...new Set(all.map((one) => one.folder).filter((path) => path !== ""))].sort();
  const counts = new Map<string, number>();
  for (const tag of all.flatMap((one) => one.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const suggest = async (text: string) =>
    [...counts]
      .filter(([tag]) => tag.toLowerCase().includes(text.trim().toLowerCase()))
      .map(([value, count]) => ({ value, count }));
  const wrong = !isFolder(folder.trim());
  const file = useMutation({
    mutationFn: () => backend.templateFileUnder(of.name, folder.trim(), tags),
    onSuccess: () => {
      toast({ tone: "good", title: words.templates.actions.filed(of.name) });
      onClose();
    },
    meta: { stale: [keys.templates] },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong && !file.isPending) void question().then((yes) => yes && file.mutate());
  };
  return (
    <Dialog opened onClose={onClose} title={say.title(of.name)} size={480}>
      <form ref={form} onSubmit={onSubmit} className={styles.form} aria-label={say.title(of.name)}>
        <p className="quiet">{say.text}</p>
        <Field name="folder" label={say.folder} hint={say.folderHint} error={wrong ? say.wrong : undefined}>
          {(control) => (
            <>
              <input
                {...control}
                className={styles.input}
                list={listId}
                value={folder}
                autoComplete="off"
                onChange={(event) => setFolder(event.currentTarget.value)}
              />
              <datalist id={listId}>
                {known.map((path) => (
                  <option key={path} value={path} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <TagsField name="tags" label={say.tags} value={tags} onChange={setTags} suggest={suggest} />
        {file.error ? <ErrorNote title={words.templates.actions.failed.fileUnder} error={file.error} /> : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" loading={file.isPending} disabled={wrong}>
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
