// One column as a field of a form, by its kind: for new rows and for setting a value in many rows.
import { Switch } from "@mantine/core";
import { useState } from "react";
import { backend, type Column, type Pool } from "../../backend";
import { Field } from "../../shared/Field";
import { readCell } from "../../shared/grid/clipboard";
import type { Naming, Suggestion } from "../../shared/grid/types";
import { AreaField, ChoiceField, TextField } from "../../shared/Inputs";
import { NeedSliders } from "../../shared/NeedEditor";
import { needsOf } from "../../shared/needs";
import { TagsField } from "../../shared/TagsField";
import { gridColumn } from "../../shared/tables/useNaming";
import { useWords } from "../../words/words";
import styles from "./Pool.module.css";

interface Props {
  pool: Pool;
  column: Column;
  value: unknown;
  onChange: (value: unknown) => void;
  naming: Naming;
  error?: string | undefined;
}

/** Words that others used; the archetypes of an experience are those there are. */
export async function suggestTags(pool: Pool, column: string, text: string): Promise<Suggestion[]> {
  const nothing = { text: null, conditions: [] };
  const search = text.trim() === "" ? null : text.trim();
  if (pool === "experiences" && column === "archetypes") {
    const [names, used] = await Promise.all([
      backend.tableFacet("archetypes", nothing, "name", search),
      backend.tableFacet(pool, nothing, column, search),
    ]);
    const count = (value: string) => used.values.find((one) => one.value === value)?.count ?? 0;
    return names.values
      .map(({ value }) => ({ value, count: count(value) }))
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  }
  return (await backend.tableFacet(pool, nothing, column, search)).values;
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));

export function ColumnField({ pool, column, value, onChange, naming, error }: Props) {
  const words = useWords();
  const common = { name: column.key, label: naming.title(column.key), error };
  const { kind } = column;
  const orNothing = (typed: string) => (typed === "" && !column.required ? null : typed);
  switch (kind.kind) {
    case "choice":
      return (
        <ChoiceField
          {...common}
          value={text(value)}
          options={kind.options}
          word={(option) => naming.optionLabel(column.key, option)}
          onChange={(next) => onChange(next === "" ? null : next)}
        />
      );
    case "tags": {
      const { options } = kind;
      return (
        <TagsField
          {...common}
          value={list(value)}
          options={options}
          word={(tag) => (options ? naming.optionLabel(column.key, tag) : tag)}
          suggest={(typed) => suggestTags(pool, column.key, typed)}
          onChange={onChange}
        />
      );
    }
    case "flag":
      return (
        <Field {...common}>
          {(control) => (
            <Switch {...control} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
          )}
        </Field>
      );
    case "number":
      return <NumberText {...{ column, common, value, onChange }} />;
    case "json":
      if (column.key === "needProfile")
        return (
          <div>
            <span aria-hidden>{common.label}</span>
            <NeedSliders label={common.label} value={needsOf(value)} onChange={onChange} />
          </div>
        );
      return <JsonText {...{ column, common, value, onChange }} />;
    case "text":
      return kind.lines ? (
        <AreaField {...common} value={text(value)} onChange={(typed) => onChange(orNothing(typed))} />
      ) : (
        <TextField
          {...common}
          value={text(value)}
          longest={kind.longest}
          onChange={(typed) => onChange(orNothing(typed))}
        />
      );
    case "color":
      return (
        <div className={styles.color}>
          <TextField
            {...common}
            value={text(value)}
            longest={kind.longest}
            onChange={(typed) => onChange(orNothing(typed))}
          />
          <input
            type="color"
            aria-label={words.pools.fields.pickColor}
            value={/^#[0-9a-f]{6}$/i.test(text(value)) ? text(value) : "#888888"}
            onChange={(event) => onChange(event.currentTarget.value.toUpperCase())}
          />
        </div>
      );
    default:
      return <TextField {...common} value={text(value)} onChange={(typed) => onChange(orNothing(typed))} />;
  }
}

interface TypedProps {
  column: Column;
  common: { name: string; label: string; error: string | undefined };
  value: unknown;
  onChange: (value: unknown) => void;
}

// What is no number stays as it was typed: the check says so, and nothing that was typed is lost.
function NumberText({ column, common, value, onChange }: TypedProps) {
  const [typed, setTyped] = useState(text(value));
  return (
    <TextField
      {...common}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        const read = readCell({ ...gridColumn(column), editable: true, required: false }, next);
        onChange(
          "value" in read ? read.value : next.trim() === "" ? null : Number.isNaN(Number(next)) ? next : Number(next),
        );
      }}
    />
  );
}

function JsonText({ column, common, value, onChange }: TypedProps) {
  const words = useWords();
  const [typed, setTyped] = useState(value === null || value === undefined ? "" : JSON.stringify(value, null, 2));
  const read = readCell({ ...gridColumn(column), editable: true, required: false }, typed);
  const wrong =
    "problem" in read && read.problem.what === "json"
      ? words.pools.fields.jsonWrong(String(read.problem.line), String(read.problem.column))
      : undefined;
  return (
    <AreaField
      {...common}
      mono
      rows={4}
      error={wrong ?? common.error}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        const now = readCell({ ...gridColumn(column), editable: true, required: false }, next);
        onChange("value" in now ? now.value : next);
      }}
    />
  );
}
