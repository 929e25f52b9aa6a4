// A yes or no of a form.
import { Field } from "../../shared/Field";
import type { Common } from "../../shared/Inputs";
import styles from "./Settings.module.css";

interface Props extends Common {
  value: boolean;
  onChange: (value: boolean) => void;
}

export function TickField({ value, onChange, disabled, ...field }: Props) {
  return (
    <Field {...field}>
      {(control) => (
        <span className={styles.tick}>
          <input
            {...control}
            type="checkbox"
            checked={value}
            disabled={disabled}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
        </span>
      )}
    </Field>
  );
}
