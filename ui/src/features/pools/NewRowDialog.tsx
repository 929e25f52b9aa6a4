// A new row: what must be filled first, the rest on request; and while the title is typed, what is already like it.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { AppError, backend, type Column, keys, type Pool, type Table } from "../../backend";
import { Dialog } from "../../shared/Dialog";
import { ErrorNote } from "../../shared/ErrorNote";
import { focusFirstError } from "../../shared/Field";
import { useFormat } from "../../shared/format";
import type { Outcome } from "../../shared/grid/edits";
import { checkValue, problemText } from "../../shared/grid/problems";
import type { GridRow, Naming, Values } from "../../shared/grid/types";
import { useSettled } from "../../shared/Palette";
import { refusalText } from "../../shared/reasons";
import { gridColumn } from "../../shared/tables/useNaming";
import { snake } from "../../shared/valueKind";
import { useWords } from "../../words/words";
import { ColumnField } from "./ColumnField";
import { KIND_OF } from "./kinds";
import styles from "./Pool.module.css";
import { useFirstField } from "./useFirstField";

interface Props {
  pool: Pool;
  table: Table;
  naming: Naming;
  values: Values;
  create: (values: Values) => Promise<Outcome>;
  onCreated: (row: GridRow, another: boolean) => void;
  onOpenRow: (id: string) => void;
  onClose: () => void;
}

// Kept in step with the state by the database.
const HIDDEN = new Set(["isActive"]);
const BALANCED = { survival: 0.5, belonging: 0.5, recognition: 0.5, autonomy: 0.5, growth: 0.5, meaning: 0.5 };

function startOf(table: Table, given: Values): Values {
  const editable = table.columns.filter((column) => column.editable && !HIDDEN.has(column.key));
  return Object.fromEntries(
    editable.flatMap(({ key, default: preset }) => {
      if (key in given) return [[key, given[key]]];
      if (preset !== null && preset !== undefined) return [[key, preset]];
      return key === "needProfile" ? [[key, BALANCED]] : [];
    }),
  );
}

export function NewRowDialog({ pool, table, naming, values: given, create, onCreated, onOpenRow, onClose }: Props) {
  const words = useWords();
  const format = useFormat();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(() => startOf(table, given));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const [saving, setSaving] = useState(false);
  const [whole, setWhole] = useState(false);
  // A form that was emptied for another row begins anew, with new fields.
  const [round, setRound] = useState(0);
  useFirstField(form, round);
  const say = words.pools.create;
  const all = table.columns.filter((column) => column.editable && !HIDDEN.has(column.key));
  const first = (column: Column) =>
    (column.required && (column.default === null || column.default === undefined)) || column.key in given;
  const shown = all.filter((column) => whole || first(column) || column.key === "tags" || column.key in errors);

  const save = async (another: boolean) => {
    const wrong = Object.fromEntries(
      all.flatMap((column) => {
        const problem = checkValue(gridColumn(column), values[column.key]);
        return problem ? [[column.key, problemText(words, format, problem)]] : [];
      }),
    );
    setErrors(wrong);
    setFailure(null);
    if (Object.keys(wrong).length > 0) return requestAnimationFrame(() => focusFirstError(form.current));
    setSaving(true);
    const outcome = await create(values);
    setSaving(false);
    if ("row" in outcome) {
      onCreated(outcome.row, another);
      if (another) {
        setValues(startOf(table, given));
        setRound(round + 1);
      }
      return;
    }
    const { error } = outcome;
    const field = all.find((column) => error.field && snake(column.key) === snake(error.field))?.key;
    if (field === undefined) return setFailure(AppError.from({ details: null, ...error }));
    const option = (value: string) => naming.optionLabel(field, value);
    setErrors({ [field]: refusalText(words, format, error as AppError, option) });
    requestAnimationFrame(() => focusFirstError(form.current));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving) void save(false);
  };

  return (
    <Dialog opened onClose={onClose} title={say.title(words.kinds[KIND_OF[pool]])} size={620} data-testid="new-row">
      <form
        ref={form}
        key={round}
        className={styles.form}
        onSubmit={onSubmit}
        aria-label={say.title(words.kinds[KIND_OF[pool]])}
      >
        {shown.map((column) => (
          <div key={column.key}>
            <ColumnField
              pool={pool}
              column={column}
              value={values[column.key]}
              onChange={(value) => {
                setValues((now) => ({ ...now, [column.key]: value }));
                setErrors(({ [column.key]: _gone, ...rest }) => rest);
              }}
              naming={naming}
              error={errors[column.key]}
            />
            {column.key === table.title ? (
              <Similar pool={pool} text={String(values[column.key] ?? "")} onOpenRow={onOpenRow} />
            ) : null}
          </div>
        ))}
        <div>
          <button type="button" className={styles.link} onClick={() => setWhole(!whole)}>
            {whole ? say.less : say.more}
          </button>
        </div>
        {failure ? <ErrorNote title={say.failed} error={failure} /> : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button variant="default" loading={saving} onClick={() => void save(true)}>
            {say.another}
          </Button>
          <Button type="submit" loading={saving}>
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const ENOUGH = 3;

function Similar({ pool, text, onOpenRow }: { pool: Pool; text: string; onOpenRow: (id: string) => void }) {
  const words = useWords();
  const settled = useSettled(text.trim(), false, 300);
  const hints = useQuery({
    queryKey: [...keys.pool, "hints", pool, settled],
    queryFn: () => backend.poolHints(pool, settled, null),
    enabled: settled.length >= 2,
  });
  if (settled.length < 2 || !hints.data || hints.data.length === 0) return null;
  return (
    <div role="status" data-testid="similar">
      <span className={styles.quiet}>{words.pools.create.similar}: </span>
      {hints.data.slice(0, ENOUGH).map(({ second }) => (
        <button key={second.id} type="button" className={styles.link} onClick={() => onOpenRow(second.id)}>
          {second.label}
        </button>
      ))}
    </div>
  );
}
