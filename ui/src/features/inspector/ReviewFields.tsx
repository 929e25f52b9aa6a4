// Where a row stands: draft, reviewed, active (only then it is drawn), who looked at it, and what they noted.
import { Field } from "../../shared/Field";
import { useFormat } from "../../shared/format";
import { AreaField } from "../../shared/Inputs";
import { useValueWord } from "../../shared/Value";
import { useWords } from "../../words/words";
import styles from "./RowForm.module.css";
import { type FormParts, fieldsOf, text } from "./rowFields";

const STATES = ["draft", "reviewed", "active"] as const;

export function ReviewFields(parts: FormParts) {
  const words = useWords();
  const say = words.rowForms;
  const format = useFormat();
  const word = useValueWord();
  const fields = fieldsOf(parts);
  const { row, mayWrite } = parts;
  const state = fields.choice("reviewState");
  const by = text(row.reviewedBy);
  const at = text(row.reviewedAt);
  return (
    <section className={styles.review} aria-label={say.review}>
      <Field
        name="reviewState"
        label={say.review}
        hint={say.stateHints[state.value as (typeof STATES)[number]] ?? ""}
        error={state.error}
        edited={state.edited}
      >
        {(control) => (
          <fieldset className={styles.states} id={control.id} aria-describedby={control["aria-describedby"]}>
            {STATES.map((one) => (
              <label key={one} data-chosen={state.value === one || undefined}>
                <input
                  type="radio"
                  name="reviewState"
                  value={one}
                  checked={state.value === one}
                  disabled={!mayWrite}
                  onChange={() => state.onChange(one)}
                />
                {word(one)}
              </label>
            ))}
          </fieldset>
        )}
      </Field>
      <AreaField {...fields.text("reviewNote")} label={say.reviewNote} rows={2} />
      <p className="quiet small">{by !== "" && at !== "" ? say.reviewed(by, format.dateTime(at)) : say.notReviewed}</p>
    </section>
  );
}
