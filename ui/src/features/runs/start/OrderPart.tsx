// What a run is called, and when its turn comes: rarely needed, and folded away until it is.
import { useState } from "react";
import { Field } from "../../../shared/Field";
import { timeZoneOf, useFormat } from "../../../shared/format";
import { TextField } from "../../../shared/Inputs";
import fields from "../../../shared/Inputs.module.css";
import { usePreference } from "../../../shared/preferences";
import { TagsField } from "../../../shared/TagsField";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import type { StartForm } from "./lastChoice";
import { priorityOf } from "./request";
import { instantOf } from "./startAt";

interface Props {
  form: StartForm;
  change: (part: Partial<StartForm>) => void;
  /** What the backend refuses. */
  errors: { label: string | undefined; tags: string | undefined; scheduledFor: string | undefined };
}

export function OrderPart({ form, change, errors }: Props) {
  const words = useWords();
  const say = words.newRun.order;
  // As it was at first: a fold must not close over the field that is just being emptied.
  const [used] = useState(
    () => form.label !== "" || form.tags.length > 0 || form.priority !== "" || form.startAt !== "",
  );
  return (
    <details className={styles.perAgent} open={used || undefined}>
      <summary>{say.title}</summary>
      <div className={styles.pair}>
        <TextField
          name="label"
          label={say.name}
          hint={say.nameHint}
          error={errors.label}
          longest={255}
          value={form.label}
          onChange={(label) => change({ label })}
        />
        <TagsField
          name="tags"
          label={say.tags}
          hint={say.tagsHint}
          error={errors.tags}
          value={form.tags}
          onChange={(tags) => change({ tags })}
        />
        <TextField
          name="priority"
          label={say.priority}
          hint={say.priorityHint}
          error={priorityOf(form.priority) === undefined ? say.priorityWrong : undefined}
          value={form.priority}
          onChange={(priority) => change({ priority })}
        />
        <StartAt value={form.startAt} error={errors.scheduledFor} onChange={(startAt) => change({ startAt })} />
      </div>
    </details>
  );
}

interface StartAtProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function StartAt({ value, error, onChange }: StartAtProps) {
  const words = useWords();
  const format = useFormat();
  const say = words.newRun.order;
  const instant = instantOf(value, timeZoneOf(usePreference("timeZone")));
  const over = instant !== null && Date.parse(instant) < Date.now();
  const hint = instant === null ? say.startAtHint : say.startsAt(format.dateTime(instant), format.ago(instant));
  return (
    <Field name="startAt" label={say.startAt} hint={over ? say.over : hint} error={error}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          className={fields.input}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
