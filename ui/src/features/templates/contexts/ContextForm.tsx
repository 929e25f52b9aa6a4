// One context as a form: its values as JSON, tried while they are typed, and what it is stored as. The draft survives a
// crash and a colleague's save, as in every form.
import { ActionIcon, Button } from "@mantine/core";
import { X } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { backend, type StoredContext, type TemplateSource, useMayWrite } from "../../../backend";
import { DraftForm } from "../../../shared/DraftForm";
import { AreaField, TextField } from "../../../shared/Inputs";
import type { Opened } from "../../../shared/OpenedForm";
import { useReasonText } from "../../../shared/reasonText";
import { TagsField } from "../../../shared/TagsField";
import { useDraftField } from "../../../shared/useDraftField";
import { useRowDraft } from "../../../shared/useRowDraft";
import { useWords } from "../../../words/words";
import styles from "./Contexts.module.css";
import { prettyJson, readContext, type Values } from "./context";
import { Faults } from "./Faults";
import { JsonField } from "./JsonField";
import { useContextCache } from "./useContextCache";

/** What the form edits; the values are the text that people see. */
export type ContextDraft = {
  name: string;
  description: string;
  tags: string[];
  isGolden: boolean;
  text: string;
};

export const draftName = (key: string) => `template-context:${key}`;

export const draftOf = (row: StoredContext): ContextDraft => ({
  name: row.name,
  description: row.description ?? "",
  tags: row.tags,
  isGolden: row.isGolden,
  text: row.id === "" ? "" : prettyJson(row.variables),
});

/** A context that is not stored yet. */
export const unstored = (origin: string, jobId: string | null): StoredContext => ({
  id: "",
  revision: "",
  name: "",
  description: null,
  tags: [],
  origin,
  jobId,
  variables: {},
  isGolden: false,
  updatedAt: "",
});

interface Props extends Opened<StoredContext> {
  /** Names the draft. */
  name: string;
  source: TemplateSource;
  onTry: (values: Values) => void;
  onClose: () => void;
}

export function ContextForm({ opened, reopen, changed, name, source, onTry, onClose }: Props) {
  const words = useWords();
  const say = words.templateTry.contexts;
  const mayWrite = useMayWrite();
  const explain = useReasonText();
  const cache = useContextCache();
  const known = opened.id !== "";

  const draft = useRowDraft<StoredContext, ContextDraft>({
    name,
    table: "knock.template_contexts",
    opened,
    reopen,
    values: draftOf,
    save: async (value, revision, base) => {
      const read = readContext(value.text);
      const saved = await backend.contextSave(known ? base.id : null, known ? revision : null, {
        name: value.name.trim(),
        description: value.description.trim() === "" ? null : value.description,
        tags: value.tags,
        origin: base.origin,
        jobId: base.jobId,
        variables: "values" in read ? read.values : base.variables,
        isGolden: value.isGolden,
      });
      cache.put(saved);
      return saved;
    },
    fresh: () => cache.fresh(opened.id),
    check: (value) => ({
      ...(value.name.trim() === "" ? { name: say.nameMissing } : {}),
      ...("values" in readContext(value.text) ? {} : { text: say.notAnObject }),
    }),
    explain,
  });
  const { value, set, errors, edited } = draft;
  const labels = {
    name: say.name,
    text: say.json,
    description: say.description,
    tags: say.tagsField,
    isGolden: say.isGolden,
  };
  const field = useDraftField(draft, labels, known);

  const read = useMemo(() => readContext(value.text), [value.text]);
  const values = "values" in read ? read.values : null;
  const tell = useRef(onTry);
  useEffect(() => {
    tell.current = onTry;
  });
  useEffect(() => {
    if (values) tell.current(values);
  }, [values]);

  // Discarding what was never stored leaves nothing to look at.
  const discarded = useRef(false);
  useEffect(() => {
    if (discarded.current && !draft.dirty) onClose();
  }, [draft.dirty, onClose]);
  const closing = known
    ? draft
    : {
        ...draft,
        discard: () => {
          discarded.current = true;
          draft.discard();
        },
      };

  const tags = cache.tags();
  return (
    <div className={styles.form} data-testid="context-form">
      <header className={styles.formHead}>
        <strong className="cut">{known ? opened.name : say.newTitle}</strong>
        <ActionIcon size={24} aria-label={words.general.close} title={words.general.close} onClick={onClose}>
          <X size={14} aria-hidden />
        </ActionIcon>
      </header>
      <DraftForm
        draft={closing}
        label={say.form}
        labels={labels}
        show={(name, shown) => (name === "isGolden" ? (shown ? words.general.yes : words.general.no) : plain(shown))}
        changed={changed}
      >
        <div className={styles.fields}>
          <JsonField
            name="text"
            value={value.text}
            read={read}
            error={errors.text}
            edited={known && edited.includes("text")}
            disabled={!mayWrite && known}
            onChange={(text) => set("text", text)}
          />
          {values ? (
            <>
              <Button
                variant="default"
                size="compact-xs"
                className={styles.format ?? ""}
                disabled={prettyJson(values) === value.text}
                onClick={() => set("text", prettyJson(values))}
              >
                {say.format}
              </Button>
              <Faults source={source} values={values} />
            </>
          ) : null}
          <TextField {...field("name")} value={value.name} longest={100} onChange={(next) => set("name", next)} />
          <AreaField
            {...field("description")}
            value={value.description}
            rows={1}
            onChange={(next) => set("description", next)}
          />
          <TagsField
            {...field("tags")}
            value={value.tags}
            suggest={async (text) => tags.filter(({ value }) => value.includes(text))}
            onChange={(next) => set("tags", next)}
          />
          <label className={styles.tick} data-edited={(known && edited.includes("isGolden")) || undefined}>
            <input
              type="checkbox"
              name="isGolden"
              checked={value.isGolden}
              disabled={!mayWrite}
              onChange={(event) => set("isGolden", event.currentTarget.checked)}
            />
            <span>
              {say.isGolden}
              <span className="quiet small">{say.goldenText}</span>
            </span>
          </label>
        </div>
      </DraftForm>
    </div>
  );
}

const plain = (value: unknown) => (Array.isArray(value) ? value.join(", ") : String(value));
