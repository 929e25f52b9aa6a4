// One change to many rows, from the question to the end: what to change, what that would do, and how far it is. Closing
// it while it runs leaves the work to the status bar.
import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { type BulkChange, backend, type Pool, type Table, type Target, type Task } from "../../backend";
import { Dialog } from "../../shared/Dialog";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import type { Naming } from "../../shared/grid/types";
import { ChoiceField } from "../../shared/Inputs";
import { TagsField } from "../../shared/TagsField";
import { TaskProgress } from "../../shared/TaskProgress";
import { NO_FILTER } from "../../shared/tables/filters";
import { useWriteQuestion } from "../../shared/useProduction";
import { useWords } from "../../words/words";
import { ImpactNote, PreviewCounts, PreviewSamples, usePreview } from "./BulkPreview";
import { type BulkAction, type BulkForm, changeOf, columnsFor, emptyForm, runBulk } from "./bulk";
import { ColumnField, suggestTags } from "./ColumnField";
import styles from "./Pool.module.css";
import { useFirstField } from "./useFirstField";

export interface BulkContext {
  pool: Pool;
  table: Table;
  naming: Naming;
  target: Target;
  /** How many rows the target names, as far as is known. */
  count: number;
  onUndo: (token: string) => void;
  onDone: () => void;
  onClose: () => void;
}

/** The part below the form: preview, what would break, and the buttons; while it runs, how far it is. */
export function BulkSteps({
  context,
  target,
  change,
  confirm,
  danger,
  children,
  onPreviewError,
  settling = false,
}: {
  context: BulkContext;
  target: Target;
  /** None as long as the form does not say one. */
  change: BulkChange | null;
  confirm: (rows: { value: number; text: string }) => string;
  danger?: boolean;
  children?: ReactNode;
  /** Takes a failure of the preview to its field; without it the failure is shown here. */
  onPreviewError?: boolean;
  /** The form already says something else than what is shown: nothing is written before that is. */
  settling?: boolean;
}) {
  const { pool, table, naming, onUndo, onDone, onClose } = context;
  const words = useWords();
  const format = useFormat();
  const question = useWriteQuestion();
  const [task, setTask] = useState<Task | "starting" | null>(null);
  const [id, setId] = useState<string | null>(null);
  const { preview, error, asking } = usePreview(pool, target, task ? null : change);
  const form = useRef<HTMLDivElement>(null);
  useFirstField(form);
  const say = words.pools.bulk;

  const start = async () => {
    if (!change || !(await question(say.questionTitle))) return;
    setTask("starting");
    const done = await runBulk({ pool, target, change, onUndo, onProgress: setTask, onStarted: setId });
    if (done) {
      onDone();
      onClose();
    } else setTask(null);
  };

  if (task) {
    const now = task === "starting" ? { done: 0, total: null } : task;
    return (
      <div className={styles.form}>
        <TaskProgress
          label={words.tasks.kinds.bulk ?? ""}
          done={now.done}
          total={now.total}
          {...(id ? { onCancel: () => void backend.taskCancel(id).catch(() => undefined) } : {})}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {say.background}
          </Button>
        </div>
      </div>
    );
  }
  const changed = preview?.changed.value ?? 0;
  return (
    <div ref={form} className={styles.form}>
      {children}
      {preview ? (
        <>
          <PreviewCounts preview={preview} />
          <ImpactNote pool={pool} target={target} change={change} naming={naming} />
          <PreviewSamples {...{ pool, table, naming, preview }} />
        </>
      ) : error && !onPreviewError ? (
        <ErrorNote title={say.previewFailed} error={error} />
      ) : asking ? (
        <p className="quiet" role="status">
          {say.previewing}
        </p>
      ) : null}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.general.cancel}
        </Button>
        <Button
          data-autofocus={danger || undefined}
          color={danger ? "red" : undefined}
          disabled={changed === 0 || settling}
          onClick={() => void start()}
          data-testid="bulk-confirm"
        >
          {confirm(format.count(changed))}
        </Button>
      </div>
    </div>
  );
}

export function BulkDialog({ action, ...context }: BulkContext & { action: BulkAction }) {
  const { pool, table, naming, target, count, onClose } = context;
  const words = useWords();
  const format = useFormat();
  const say = words.pools.bulk;
  const columns = useMemo(() => columnsFor(action, table), [action, table]);
  const wanted = "column" in action ? action.column : undefined;
  const [form, setForm] = useState<BulkForm>({
    ...emptyForm,
    column: wanted ?? (columns.length > 0 && action.does !== "set" ? (columns[0]?.key ?? null) : null),
  });
  const [everywhere, setEverywhere] = useState(action.does === "renameTags");
  const column = columns.find((one) => one.key === form.column) ?? null;
  const change = changeOf(action, form);
  const meant: Target = action.does === "renameTags" && everywhere ? { filter: NO_FILTER } : target;
  const titles: Record<BulkAction["does"], string> = {
    set: say.set,
    addTags: say.addTags,
    removeTags: say.removeTags,
    renameTags: say.renameTags,
    reweight: say.weight,
    fixed: say.state,
    delete: say.delete,
  };
  const put = (part: Partial<BulkForm>) => setForm((now) => ({ ...now, ...part }));
  const tags = action.does === "addTags" || action.does === "removeTags" || action.does === "renameTags";
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`${titles[action.does].replace("…", "")} · ${
        action.does === "renameTags" && everywhere ? say.scopeTable : words.lists.count(format.count(count))
      }`}
      size={720}
      data-testid="bulk-dialog"
    >
      <BulkSteps
        context={context}
        target={meant}
        change={change}
        danger={action.does === "delete"}
        confirm={action.does === "delete" ? say.confirmDelete : say.confirm}
      >
        {action.does === "delete" ? <p>{say.deleteText}</p> : null}
        {columns.length > 1 || action.does === "set" ? (
          <ChoiceField
            name="column"
            label={say.column}
            value={form.column ?? ""}
            options={columns.map((one) => one.key)}
            word={naming.title}
            onChange={(key) => put({ column: key === "" ? null : key, value: undefined, tags: [] })}
          />
        ) : null}
        {action.does === "set" && column ? (
          <ColumnField
            key={column.key}
            pool={pool}
            column={column}
            value={form.value}
            onChange={(value) => put({ value })}
            naming={naming}
          />
        ) : null}
        {tags && column ? (
          <TagsField
            name="tags"
            label={action.does === "renameTags" ? say.from : say.tagsField}
            hint={say.tagsHint}
            value={form.tags}
            options={column.kind.kind === "tags" ? column.kind.options : null}
            word={(tag) => naming.optionLabel(column.key, tag)}
            suggest={(text) => suggestTags(pool, column.key, text)}
            onChange={(next) => put({ tags: next })}
          />
        ) : null}
        {action.does === "renameTags" ? (
          <>
            <TextInput
              label={say.to}
              description={say.toHint}
              value={form.to}
              onChange={(event) => put({ to: event.currentTarget.value })}
            />
            <SegmentedControl
              aria-label={say.scope}
              value={everywhere ? "table" : "selection"}
              onChange={(value) => setEverywhere(value === "table")}
              data={[
                { value: "table", label: say.scopeTable },
                { value: "selection", label: say.scopeSelection(format.count(count)) },
              ]}
            />
          </>
        ) : null}
        {action.does === "reweight" ? (
          <>
            <SegmentedControl
              aria-label={say.weight}
              value={form.by}
              onChange={(by) => put({ by: by as BulkForm["by"] })}
              data={[
                { value: "multiply", label: say.multiply },
                { value: "set", label: say.setNumber },
              ]}
            />
            <TextInput
              data-autofocus
              label={form.by === "set" ? say.value : say.factor}
              description={form.by === "set" ? null : say.factorHint}
              inputMode="decimal"
              value={form.factor}
              error={form.factor.trim() !== "" && change === null ? words.reasons.notANumber : null}
              onChange={(event) => put({ factor: event.currentTarget.value })}
            />
          </>
        ) : null}
      </BulkSteps>
    </Dialog>
  );
}
