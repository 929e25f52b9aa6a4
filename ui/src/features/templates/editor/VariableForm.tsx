// One variable being declared or changed. What is wrong is said at its field, and nothing is taken over until it is right.
import { Button } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { TemplateVariable, VariableType } from "../../../backend";
import { focusFirstError } from "../../../shared/Field";
import { AreaField, ChoiceField, TextField } from "../../../shared/Inputs";
import { isComposing } from "../../../shared/keys";
import { useWords } from "../../../words/words";
import { defaultText, nameFault, readDefault, TYPES } from "./declarations";
import styles from "./panels.module.css";

interface Props {
  /** Null for a new one. A declared one is renamed elsewhere: its name stands in the texts, too. */
  variable: TemplateVariable | null;
  variables: TemplateVariable[];
  onSave: (variable: TemplateVariable) => void;
  onCancel: () => void;
}

export function VariableForm({ variable, variables, onSave, onCancel }: Props) {
  const words = useWords();
  const say = words.templateEditor.variables;
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(variable?.name ?? "");
  const [type, setType] = useState<VariableType>(variable?.type ?? "string");
  const [required, setRequired] = useState(variable?.required ?? true);
  const [value, setValue] = useState(variable ? defaultText(variable) : "");
  const [description, setDescription] = useState(variable?.description ?? "");
  const [tried, setTried] = useState(0);

  const fault = variable ? null : nameFault(name.trim(), variables, null);
  const read = readDefault(type, value);
  const wrong =
    read === "unreadable"
      ? say.unreadable
      : read === "type"
        ? say.wrongType(words.templateEditor.types[type])
        : undefined;
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("input, select")?.focus();
  }, []);
  useEffect(() => {
    if (tried > 0) focusFirstError(form.current);
  }, [tried]);

  const save = () => {
    setTried((before) => before + 1);
    if (fault || wrong !== undefined || typeof read === "string") return;
    const { default: _, defaultValue: __, ...kept } = variable ?? { name: name.trim(), type };
    onSave({ ...kept, type, required, description: description.trim(), ...(read ? { default: read.value } : {}) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) {
      if (event.key === "Enter") event.preventDefault();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={variable ? say.edit(variable.name) : say.newTitle}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={onKeyDown}
    >
      {variable ? null : (
        <TextField
          name="name"
          label={say.name}
          mono
          value={name}
          error={
            fault && (tried > 0 || (name !== "" && fault !== "required"))
              ? words.templateEditor.rename.faults[fault]
              : undefined
          }
          onChange={setName}
        />
      )}
      <ChoiceField
        name="type"
        label={say.type}
        value={type}
        options={TYPES}
        word={(one) => words.templateEditor.types[one as VariableType]}
        onChange={(next) => setType(next as VariableType)}
      />
      <label className={styles.tick}>
        <input type="checkbox" checked={required} onChange={(event) => setRequired(event.currentTarget.checked)} />
        {say.required}
      </label>
      <div className={styles.wide}>
        <AreaField
          name="default"
          label={say.defaultValue}
          hint={say.defaultHint[type]}
          mono={type !== "string"}
          rows={type === "array" || type === "object" ? 4 : 1}
          value={value}
          error={wrong}
          onChange={setValue}
        />
      </div>
      <div className={styles.wide}>
        <TextField name="description" label={say.description} value={description} onChange={setDescription} />
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onCancel}>
          {words.general.cancel}
        </Button>
        <Button type="submit">{say.save}</Button>
      </div>
    </form>
  );
}
