// The rules of the templates as a form. It owns its draft and is mounted anew only for another revision.
import { type TemplateSettings, type TemplateSettingsEdit, useMayWrite } from "../../backend";
import { DraftForm } from "../../shared/DraftForm";
import { Field, NumberField } from "../../shared/Field";
import { useFormat } from "../../shared/format";
import type { Opened } from "../../shared/OpenedForm";
import { useRowDraft } from "../../shared/useRowDraft";
import { useWords } from "../../words/words";
import { useFreshTemplateSettings, useSaveTemplateSettings } from "./queries";
import styles from "./Settings.module.css";
import { Updated } from "./SharedRow";

// A field holds "" while it is empty; the check keeps that from being sent.
type Length = "minTokens" | "maxTokens";
type Draft = Record<Length, number | ""> & { needsReview: boolean };

/** Where each may lie, as the database has it. */
const RANGES: Record<Length, [from: number, to: number]> = { minTokens: [0, 1_000_000], maxTokens: [1, 1_000_000] };

const toDraft = ({ minTokens, maxTokens, needsReview }: TemplateSettings): Draft => ({
  minTokens,
  maxTokens,
  needsReview,
});

export function TemplatesForm({ opened, reopen, changed }: Opened<TemplateSettings>) {
  const words = useWords();
  const say = words.templates.settings;
  const format = useFormat();
  const mayWrite = useMayWrite();
  const { mutateAsync: save } = useSaveTemplateSettings();
  const fresh = useFreshTemplateSettings();

  const draft = useRowDraft<TemplateSettings, Draft>({
    name: "template-settings",
    table: "knock.template_settings",
    opened,
    reopen,
    values: toDraft,
    save: (value, revision) => save({ revision, edit: value as TemplateSettingsEdit }),
    fresh,
    check: (value) => {
      const wrong: Partial<Record<Length, string>> = {};
      for (const name of ["minTokens", "maxTokens"] as const) {
        const [from, to] = RANGES[name];
        const given = value[name];
        if (given === "" || given < from || given > to)
          wrong[name] = say.between(format.number(from), format.number(to));
      }
      if (!wrong.minTokens && !wrong.maxTokens && Number(value.maxTokens) <= Number(value.minTokens))
        wrong.maxTokens = say.order;
      return wrong;
    },
  });
  const length = (name: Length) => (
    <NumberField
      name={name}
      label={say[name]}
      value={draft.value[name]}
      error={draft.errors[name]}
      edited={draft.edited.includes(name)}
      disabled={!mayWrite}
      onChange={(value) => draft.set(name, value)}
    />
  );
  return (
    <DraftForm
      draft={draft}
      label={say.title}
      labels={{ minTokens: say.minTokens, maxTokens: say.maxTokens, needsReview: say.needsReview }}
      show={(_, value) => (typeof value === "boolean" ? (value ? words.general.yes : words.general.no) : String(value))}
      changed={changed}
    >
      <fieldset className={styles.group}>
        <legend>{say.length}</legend>
        {length("minTokens")}
        {length("maxTokens")}
        <p className={styles.hint}>{say.lengthHint}</p>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{say.review}</legend>
        <Field
          name="needsReview"
          label={say.needsReview}
          hint={say.needsReviewHint}
          edited={draft.edited.includes("needsReview")}
        >
          {(control) => (
            <input
              {...control}
              type="checkbox"
              checked={draft.value.needsReview}
              disabled={!mayWrite}
              onChange={(event) => draft.set("needsReview", event.currentTarget.checked)}
            />
          )}
        </Field>
      </fieldset>
      <Updated at={opened.updatedAt} />
    </DraftForm>
  );
}
