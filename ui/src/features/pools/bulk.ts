// One change to many rows: which rows are meant, what the form's answers come to, and the work itself with what is told
// of it at the end. No drawing here.
import {
  AppError,
  type BulkChange,
  type BulkDone,
  backend,
  type Column,
  type Pool,
  type Table,
  type Target,
  type Task,
} from "../../backend";
import { refusalText } from "../../shared/reasons";
import { toastError } from "../../shared/toast";
import { followWork, speech, tellDone } from "../../shared/work";

/** What somebody chose in the bulk bar; the dialog asks for the rest. */
export type BulkAction =
  | { does: "set"; column?: string }
  | { does: "addTags" | "removeTags" | "renameTags"; column?: string }
  | { does: "reweight"; column?: string }
  | { does: "fixed"; values: Record<string, unknown> }
  | { does: "delete" };

export interface BulkForm {
  column: string | null;
  /** Undefined until something was entered. */
  value: unknown;
  tags: string[];
  to: string;
  /** A number is multiplied by this, or becomes it. */
  factor: string;
  by: "multiply" | "set";
}

export const emptyForm: BulkForm = { column: null, value: undefined, tags: [], to: "", factor: "", by: "multiply" };

/** The columns an action can be about. */
export function columnsFor(action: BulkAction, table: Table): Column[] {
  const editable = table.columns.filter((column) => column.editable);
  switch (action.does) {
    case "addTags":
    case "removeTags":
    case "renameTags":
      return editable.filter(({ kind }) => kind.kind === "tags");
    case "reweight":
      return editable.filter(({ kind }) => kind.kind === "number");
    case "set":
      // The name by which programs know a row belongs to one row only.
      return editable.filter(({ key }) => key !== table.knownBy);
    default:
      return [];
  }
}

/** The change the form describes, or null while something is missing. */
export function changeOf(action: BulkAction, form: BulkForm): BulkChange | null {
  const { column, tags } = form;
  switch (action.does) {
    case "delete":
      return { kind: "delete" };
    case "fixed":
      return { kind: "set", values: action.values };
    case "set":
      return column !== null && form.value !== undefined ? { kind: "set", values: { [column]: form.value } } : null;
    case "addTags":
    case "removeTags":
      return column !== null && tags.length > 0 ? { kind: action.does, column, tags } : null;
    case "renameTags": {
      const to = form.to.trim();
      return column !== null && tags.length > 0 && to !== "" ? { kind: "renameTags", column, from: tags, to } : null;
    }
    case "reweight": {
      const number = Number(form.factor);
      if (column === null || form.factor.trim() === "" || Number.isNaN(number)) return null;
      if (form.by === "set") return { kind: "set", values: { [column]: number } };
      return number > 0 ? { kind: "multiply", column, factor: number } : null;
    }
  }
}

/** Whether rows would no longer be drawn: then what depends on them is shown first. */
export function takesOut(change: BulkChange): boolean {
  if (change.kind === "delete") return true;
  if (change.kind !== "set") return false;
  const { isActive, reviewState } = change.values;
  return isActive === false || (reviewState !== undefined && reviewState !== "active");
}

interface Run {
  pool: Pool;
  target: Target;
  change: BulkChange;
  onProgress: (task: Task) => void;
  onStarted: (id: string) => void;
  onUndo: (token: string) => void;
}

/** Goes on to its end whether or not anybody still looks, and tells what came of it. */
export async function runBulk({ pool, target, change, onProgress, onStarted, onUndo }: Run): Promise<boolean> {
  const { words, format } = speech();
  try {
    const start = () => backend.tableBulkStart(pool, target, change);
    const { result, cancelled } = await followWork<BulkDone>({ start, onProgress, onStarted });
    const { changed, refused, refusedCount, undo } = result;
    if (changed > 0) onUndo(undo);
    const notes = [
      ...(cancelled ? [words.tasks.stopped] : []),
      ...(refusedCount > 0 ? [words.tasks.refused(format.count(refusedCount))] : []),
    ];
    tellDone({
      title: (change.kind === "delete" ? words.tasks.deleted : words.tasks.changed)(format.count(changed)),
      ...(notes.length > 0 ? { text: notes.join(" · ") } : {}),
      ...(refused.length > 0
        ? { lines: refused.map((row) => `${row.label}: ${refusalText(words, format, row)}`) }
        : {}),
      undo: changed > 0 ? [undo] : [],
    });
    return true;
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code === "Cancelled")
      tellDone({ title: words.tasks.changed(format.count(0)), text: words.tasks.stopped });
    else toastError(words.tasks.failed, error);
    return error.code === "Cancelled";
  }
}
