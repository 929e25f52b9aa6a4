// The dialogs of a pool's page, one at a time.
import { useEffect } from "react";
import { backend, type Pool, type Table, type Target } from "../../backend";
import { DialogBoundary } from "../../shared/Dialog";
import type { RowWindow } from "../../shared/grid/rowWindow";
import type { GridRow, Naming, Values } from "../../shared/grid/types";
import { toast } from "../../shared/toast";
import { useWords } from "../../words/words";
import { BulkDialog } from "./BulkDialog";
import type { BulkAction } from "./bulk";
import { ConflictDialog } from "./ConflictDialog";
import { NewRowDialog } from "./NewRowDialog";
import { ReplaceDialog } from "./ReplaceDialog";
import type { PoolEdits } from "./usePoolEdits";

export type PoolDialog =
  | { kind: "bulk"; action: BulkAction; target: Target; count: number }
  | { kind: "replace"; target: Target; count: number; ticked: boolean }
  /** `instead`: the edit of a row that is gone, which the new one takes up. */
  | { kind: "new"; values: Values; instead?: string }
  | { kind: "conflict"; id: string };

interface Props {
  dialog: PoolDialog | null;
  onDialog: (dialog: PoolDialog | null) => void;
  /** Somebody closed it: the focus goes back to where they worked. */
  onClose: () => void;
  pool: Pool;
  table: Table;
  naming: Naming;
  edits: PoolEdits;
  rows: RowWindow;
  /** Counts the list anew. */
  measure: () => void;
  onOpenRow: (id: string) => void;
  onDeleted: () => void;
}

export function PoolDialogs(props: Props) {
  return (
    <DialogBoundary subject={props.dialog?.kind ?? ""} onClose={props.onClose}>
      <Opened {...props} />
    </DialogBoundary>
  );
}

function Opened(props: Props) {
  const { dialog, onDialog, onClose, pool, table, naming, edits, rows, measure, onOpenRow, onDeleted } = props;
  const say = useWords().pools;
  const conflict = dialog?.kind === "conflict" ? edits.pending.find(({ id }) => id === dialog.id) : undefined;
  // Settled meanwhile, by an undo or by another window.
  useEffect(() => {
    if (dialog?.kind === "conflict" && !conflict) onDialog(null);
  }, [dialog, conflict, onDialog]);

  /** A row that is gone, anew: what it last was, with my edits over it. */
  const createInstead = async (id: string, mine: Values) => {
    const trashed = await backend.tableTrash(pool).catch(() => []);
    const last = (trashed.find((one) => one.id === id)?.row ?? {}) as Values;
    const known = table.columns.filter((column) => column.editable && last[column.key] !== undefined);
    const values = Object.fromEntries(known.map(({ key }) => [key, last[key]]));
    onDialog({ kind: "new", values: { ...values, ...mine }, instead: id });
  };
  const onCreated = (row: GridRow, another: boolean) => {
    if (dialog?.kind === "new" && dialog.instead) edits.queue.drop(dialog.instead);
    measure();
    if (another) return toast({ tone: "good", title: say.create.done(String(row[table.title] ?? "")) });
    onClose();
    onOpenRow(row.id);
  };

  const bulk = { pool, table, naming, onUndo: edits.remember, onClose };
  switch (dialog?.kind) {
    case "bulk": {
      const { action, target, count } = dialog;
      const onDone = () => (action.does === "delete" ? onDeleted() : undefined);
      return <BulkDialog {...bulk} action={action} target={target} count={count} onDone={onDone} />;
    }
    case "replace": {
      const { target, count, ticked } = dialog;
      return <ReplaceDialog {...bulk} target={target} count={count} ticked={ticked} onDone={() => undefined} />;
    }
    case "new":
      return (
        <NewRowDialog
          pool={pool}
          table={table}
          naming={naming}
          values={dialog.values}
          create={edits.queue.create.bind(edits.queue)}
          onCreated={onCreated}
          onOpenRow={(id) => {
            onClose();
            onOpenRow(id);
          }}
          onClose={onClose}
        />
      );
    case "conflict":
      return conflict ? (
        <ConflictDialog
          pool={pool}
          table={table}
          naming={naming}
          edit={conflict}
          queue={edits.queue}
          onCreate={(values) => void createInstead(conflict.id, values)}
          onGone={(id) => rows.remove([id])}
          onClose={onClose}
        />
      ) : null;
    default:
      return null;
  }
}
