// A form made from a JSON schema: one field for each property, as deep as it goes. Keys the schema does not name stay.
import { useId, useState } from "react";
import { useWords } from "../../../words/words";
import { typesOf } from "../jsonText";
import type { JsonSchema } from "../types";
import styles from "./editors.module.css";

interface Props {
  name: string;
  schema: JsonSchema;
  value: unknown;
  /** The word for a key. */
  label: (key: string) => string;
  onChange: (value: unknown) => void;
}

const object = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export function JsonForm(props: Props) {
  const { schema, value, name, label, onChange } = props;
  if (schema.properties) {
    const now = object(value);
    return (
      <fieldset className={styles.set}>
        <legend>{name}</legend>
        {Object.entries(schema.properties).map(([key, child]) => (
          <JsonForm
            key={key}
            name={child.title ?? label(key)}
            schema={child}
            value={now[key]}
            label={label}
            onChange={(next) => {
              const { [key]: _old, ...rest } = now;
              onChange(next === undefined ? rest : { ...now, [key]: next });
            }}
          />
        ))}
      </fieldset>
    );
  }
  return <Leaf {...props} />;
}

function Leaf({ name, schema, value, label, onChange }: Props) {
  const words = useWords();
  const id = useId();
  const type = typesOf(schema).find((one) => one !== "null");
  const field = (control: React.ReactNode, hint?: string) => (
    <div className={styles.field}>
      <label htmlFor={id}>
        {name}
        {hint ? <small className="quiet"> {hint}</small> : null}
      </label>
      {control}
    </div>
  );
  if (schema.enum) {
    return field(
      <select
        id={id}
        value={JSON.stringify(value ?? null)}
        onChange={(event) => onChange(JSON.parse(event.currentTarget.value))}
      >
        {value === undefined || value === null ? <option value="null">{words.general.none}</option> : null}
        {schema.enum.map((one) => (
          <option key={JSON.stringify(one)} value={JSON.stringify(one)}>
            {words.values[String(one)] ?? String(one)}
          </option>
        ))}
      </select>,
    );
  }
  if (type === "boolean") {
    return field(
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />,
    );
  }
  if (type === "number" || type === "integer") {
    return field(<Figure id={id} schema={schema} value={value} whole={type === "integer"} onChange={onChange} />);
  }
  if (type === "array" && typesOf(schema.items ?? {}).includes("string")) {
    return field(<Lines id={id} value={value} onChange={onChange} />, words.grid.edit.oneEach);
  }
  if (type === "string" && (typeof value === "string" || value === undefined || value === null)) {
    return field(<input id={id} value={value ?? ""} onChange={(event) => onChange(event.currentTarget.value)} />);
  }
  return field(<Raw id={id} value={value} onChange={onChange} label={label} />);
}

type Control = { id: string; value: unknown; onChange: (value: unknown) => void };

function Figure({ id, schema, value, whole, onChange }: Control & { schema: JsonSchema; whole: boolean }) {
  const span = schema.minimum !== undefined && schema.maximum !== undefined ? schema.maximum - schema.minimum : null;
  const [text, setText] = useState(() => (value === undefined || value === null ? "" : String(value)));
  const shown = Number(text) === value ? text : value === undefined || value === null ? text : String(value);
  return (
    <input
      id={id}
      type="number"
      value={shown}
      min={schema.minimum}
      max={schema.maximum}
      step={whole ? 1 : span !== null && span <= 1 ? 0.05 : "any"}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        onChange(typed === "" ? undefined : Number(typed));
      }}
    />
  );
}

function Lines({ id, value, onChange }: Control) {
  const items = Array.isArray(value) ? value.map(String) : [];
  const [text, setText] = useState(() => items.join("\n"));
  return (
    <textarea
      id={id}
      rows={Math.min(8, Math.max(2, text.split("\n").length))}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        onChange(typed.split("\n").filter((line) => line.trim() !== ""));
      }}
    />
  );
}

/** What no field fits: as JSON, taken over once it is valid. */
function Raw({ id, value, onChange }: Control & { label: (key: string) => string }) {
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value)));
  const [wrong, setWrong] = useState(false);
  return (
    <input
      id={id}
      className="mono"
      aria-invalid={wrong || undefined}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        try {
          onChange(typed.trim() === "" ? undefined : JSON.parse(typed));
          setWrong(false);
        } catch {
          setWrong(true);
        }
      }}
    />
  );
}
