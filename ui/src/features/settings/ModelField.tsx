// The name of a model: written freely, with those that a provider was found to have as suggestions.
import { useId } from "react";
import { Field } from "../../shared/Field";
import type { Common } from "../../shared/Inputs";
import inputs from "../../shared/Inputs.module.css";

interface Props extends Common {
  value: string;
  onChange: (value: string) => void;
  models: string[];
  placeholder?: string;
}

export function ModelField({ value, onChange, models, placeholder, disabled, ...field }: Props) {
  const list = useId();
  return (
    <Field {...field}>
      {(control) => (
        <>
          <input
            {...control}
            className={`${inputs.input} mono`}
            value={value}
            placeholder={placeholder}
            readOnly={disabled}
            autoComplete="off"
            spellCheck={false}
            list={models.length > 0 ? list : undefined}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          {models.length > 0 ? (
            <datalist id={list}>
              {models.map((model) => (
                <option key={model} value={model} />
              ))}
            </datalist>
          ) : null}
        </>
      )}
    </Field>
  );
}
