// One field of a form: its label above, its hint or its error below, tied together for screen readers.
// The error stands at the field, with a sign; focusing the first wrong field is the form's work (focusFirstError).
import { CircleAlert } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import styles from "./Field.module.css";

export interface FieldControl {
  id: string;
  name: string;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string | undefined;
}

interface FieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Differs from the saved value. */
  edited?: boolean;
  children: (control: FieldControl) => ReactNode;
}

export function Field({ name, label, hint, error, edited, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={styles.field} data-edited={edited || undefined}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({
        id,
        name,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": note ? `${id}-note` : undefined,
      })}
      {note ? (
        <p id={`${id}-note`} className={error ? styles.error : "quiet small"}>
          {error ? <CircleAlert size={13} aria-hidden /> : null}
          {note}
        </p>
      ) : null}
    </div>
  );
}

interface NumberFieldProps extends Omit<FieldProps, "children"> {
  /** "" while the field is empty or holds no number: the form's check says so. */
  value: number | "";
  onChange: (value: number | "") => void;
  disabled?: boolean;
}

/** A whole number typed freely; arrows step by one, with shift by ten. */
export function NumberField({ value, onChange, disabled, ...field }: NumberFieldProps) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const by = (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1);
    onChange(Math.max(0, (value === "" ? 0 : value) + by));
  };
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className={styles.number}
          value={value === "" ? "" : String(value)}
          onChange={(event) => {
            const digits = event.currentTarget.value.replace(/[^\d-]/g, "");
            onChange(/^-?\d+$/.test(digits) ? Number(digits) : "");
          }}
          onKeyDown={onKey}
          inputMode="numeric"
          autoComplete="off"
          readOnly={disabled}
        />
      )}
    </Field>
  );
}

/** Focuses the first field of `form` that has an error, in the order of the page. */
export function focusFirstError(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
