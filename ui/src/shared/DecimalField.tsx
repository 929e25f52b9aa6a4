// A number with a fraction, typed freely: "1." on the way to "1.5" stays as it was typed.
import { type KeyboardEvent, useState } from "react";
import { Field } from "./Field";
import styles from "./Field.module.css";
import type { Common } from "./Inputs";

interface Props extends Common {
  /** "" while the field is empty or holds no number: the form's check says so. */
  value: number | "";
  onChange: (value: number | "") => void;
  step?: number;
}

const read = (text: string): number | "" => {
  const plain = text.trim().replace(",", ".");
  return /^\d+\.?\d*$|^\.\d+$/.test(plain) ? Number(plain) : "";
};

export function DecimalField({ value, onChange, step = 0.05, disabled, ...field }: Props) {
  const [text, setText] = useState(() => String(value));
  const shown = read(text) === value ? text : String(value);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const by = event.key === "ArrowUp" ? step : -step;
    onChange(Math.max(0, Math.round(((value === "" ? 0 : value) + by) * 1000) / 1000));
  };
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className={styles.number}
          value={shown}
          inputMode="decimal"
          autoComplete="off"
          readOnly={disabled}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onChange(read(event.currentTarget.value));
          }}
          onKeyDown={disabled ? undefined : onKey}
        />
      )}
    </Field>
  );
}
