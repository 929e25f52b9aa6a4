// A colour in a form: a hex code with its swatch and the system's picker, or words; words are colours too.

import { useWords } from "../words/words";
import styles from "./ColorField.module.css";
import { Field } from "./Field";
import { isHex } from "./grid/CellValue";
import type { Common } from "./Inputs";

interface Props extends Common {
  value: string;
  onChange: (value: string) => void;
}

/** The picker knows only the long form. */
const long = (hex: string) =>
  hex.length === 4 ? `#${[...hex.slice(1)].map((sign) => sign + sign).join("")}` : hex.slice(0, 7);

export function ColorField({ value, onChange, disabled, ...field }: Props) {
  const words = useWords();
  const hex = isHex(value) ? value.trim() : null;
  return (
    <Field {...field}>
      {(control) => (
        <span className={styles.color}>
          <input
            type="color"
            className={styles.picker}
            data-none={hex === null || undefined}
            aria-label={`${words.grid.edit.pickColor}: ${field.label}`}
            value={hex ? long(hex) : "#808080"}
            disabled={disabled}
            onChange={(event) => onChange(event.currentTarget.value.toUpperCase())}
          />
          <input
            {...control}
            className={styles.text}
            value={value}
            readOnly={disabled}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </span>
      )}
    </Field>
  );
}
