// The draft of a part. It is saved and published; the form keeps what is typed as every form does.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { backend, keys, type SnippetVersion, useMayWrite } from "../../../backend";
import { DraftForm } from "../../../shared/DraftForm";
import { AreaField, TextField } from "../../../shared/Inputs";
import type { Opened } from "../../../shared/OpenedForm";
import { toast } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useRowDraft } from "../../../shared/useRowDraft";
import { useWords } from "../../../words/words";
import styles from "../Templates.module.css";

type Draft = Record<"description" | "text", string>;

const LONGEST = 100_000;

export function PartForm({ opened, reopen, changed }: Opened<SnippetVersion>) {
  const words = useWords();
  const client = useQueryClient();
  const mayWrite = useMayWrite();
  const question = useWriteQuestion();
  const say = words.templates.parts;
  const { id, name } = opened;

  const draft = useRowDraft<SnippetVersion, Draft>({
    name: `snippet/${id}`,
    table: "knock.template_snippets",
    opened,
    reopen,
    values: ({ description, text }) => ({ description: description ?? "", text }),
    save: async ({ description, text }, revision) => {
      const saved = await backend.snippetSave(revision, { name, text, description: description || null });
      client.setQueryData<SnippetVersion[]>(keys.snippets, (all) => all?.map((one) => (one.id === id ? saved : one)));
      return saved;
    },
    fresh: async () => {
      const all = await client.fetchQuery({
        queryKey: keys.snippets,
        queryFn: () => backend.snippetList(),
        staleTime: 0,
      });
      return all.find((one) => one.id === id) ?? opened;
    },
    check: ({ text }) => ([...text].length > LONGEST ? { text: say.tooLong } : {}),
  });
  const publish = useMutation({
    mutationFn: () => backend.snippetPublish(id, opened.revision),
    onSuccess: () => toast({ tone: "good", title: say.published(name) }),
    meta: { failureTitle: (words) => words.templates.parts.publishFailed, stale: [keys.snippets, keys.templates] },
  });
  const field = (of: keyof Draft) => ({
    name: of,
    value: draft.value[of],
    error: draft.errors[of],
    edited: draft.edited.includes(of),
    disabled: !mayWrite,
    onChange: (value: string) => draft.set(of, value),
  });
  return (
    <DraftForm draft={draft} label={name} labels={{ description: say.description, text: say.body }} changed={changed}>
      <div className={styles.partForm}>
        <TextField {...field("description")} label={say.description} />
        <AreaField {...field("text")} label={say.body} rows={8} mono counted />
      </div>
      {mayWrite ? (
        <div className={styles.buttons}>
          <Button
            disabled={draft.dirty}
            loading={publish.isPending}
            onClick={() => void question().then((yes) => yes && publish.mutate())}
          >
            {say.publish}
          </Button>
        </div>
      ) : null}
    </DraftForm>
  );
}
