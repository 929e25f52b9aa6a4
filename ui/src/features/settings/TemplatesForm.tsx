// The rules of the templates as a form. It owns its draft and is mounted anew only for another revision.
import { type TemplateSettings, type TemplateSettingsEdit, useMayWrite } from "../../backend";
import { DraftForm } from "../../shared/DraftForm";
import { Field } from "../../shared/Field";
import { useFormat } from "../../shared/format";
import type { Opened } from "../../shared/OpenedForm";
import { useDraftField } from "../../shared/useDraftField";
import { useWords } from "../../words/words";
import { outside, type Range, RangeField } from "./RangeField";
import styles from "./Settings.module.css";
import { Updated } from "./SharedRow";
import { templateSettings, useTeamDraft } from "./teamRows";

// A field holds "" while it is empty; the check keeps that from being sent.
type Length = "minTokens" | "maxTokens";
type Draft = Record<Length, number | ""> & { needsReview: boolean };

/** Where each may lie, as the database has it. */
const RANGES: Record<Length, Range> = { minTokens: [0, 1_000_000], maxTokens: [1, 1_000_000] };

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
  const draft = useTeamDraft(templateSettings, {
    opened,
    reopen,
    values: toDraft,
    edit: (value) => value as TemplateSettingsEdit,
    check: (value) => {
      const wrong = outside(value, RANGES, format, say.between);
      if (!wrong.minTokens && !wrong.maxTokens && Number(value.maxTokens) <= Number(value.minTokens))
        wrong.maxTokens = say.order;
      return wrong;
    },
  });
  const labels = { minTokens: say.minTokens, maxTokens: say.maxTokens, needsReview: say.needsReview };
  const field = useDraftField(draft, labels);
  const length = (name: Length) => (
    <RangeField
      {...field(name)}
      range={RANGES[name]}
      value={draft.value[name]}
      onChange={(value) => draft.set(name, value)}
    />
  );
  return (
    <DraftForm
      draft={draft}
      label={say.title}
      labels={labels}
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
