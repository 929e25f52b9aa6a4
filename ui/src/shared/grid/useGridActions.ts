// What is done to a whole range: copy, paste, fill down, clear. More than one cell is shown before it is written.
import { type ClipboardEvent, useState } from "react";
import { useWords } from "../../words/words";
import { copyToClipboard } from "../copy";
import { useFormat } from "../format";
import { byRow, type Change, pasteShape, planClear, planFill, planPaste } from "./changes";
import { copyText, parseTsv, toHtml, toTsv } from "./clipboard";
import type { SaveQueue } from "./edits";
import type { PlacedColumn } from "./layout";
import { problemText } from "./problems";
import type { RowWindow } from "./rowWindow";
import { type Box, heightOf, widthOf } from "./selection";
import type { GridRow, Naming } from "./types";

const MOST_COPIED = 20_000;
const MOST_CHANGED = 5_000;

export interface Preview {
  title: string;
  changes: Change[];
  beyond: number;
}

interface Options {
  rows: RowWindow;
  total: number;
  queue: SaveQueue;
  columns: PlacedColumn[];
  naming: Naming;
  box: Box;
  tell: (note: string) => void;
}

export function useGridActions({ rows, total, queue, columns, naming, box, tell }: Options) {
  const words = useWords();
  const format = useFormat();
  const [preview, setPreview] = useState<Preview | null>(null);
  const inRange = columns.slice(box.left, box.right + 1);

  const few = (count: number, most: number) => {
    if (count > most) tell(words.grid.tooMany(format.number(most)));
    return count <= most;
  };

  const here = (): GridRow[] | null => {
    const found: GridRow[] = [];
    for (let index = box.top; index <= box.bottom; index++) {
      const row = rows.row(index);
      if (row === undefined) return null;
      if (row !== "gone") found.push(row);
    }
    return found;
  };

  const tableOf = (found: GridRow[]) =>
    found.map((row) => inRange.map((column) => copyText(column, queue.shown(row, column.key), naming)));

  const copied = (table: string[][]) => tell(words.grid.copied(format.count(table.length * (table[0]?.length ?? 0))));

  const copy = (event?: ClipboardEvent) => {
    if (!few(heightOf(box), MOST_COPIED)) return;
    const found = here();
    if (found && event) {
      const table = tableOf(found);
      event.preventDefault();
      event.clipboardData.setData("text/plain", toTsv(table));
      event.clipboardData.setData("text/html", toHtml(table));
      return copied(table);
    }
    event?.preventDefault();
    void rows
      .load(box.top, box.bottom)
      .then((loaded) => {
        const table = tableOf(loaded);
        return copyToClipboard(toTsv(table)).then((done) => done && copied(table));
      })
      .catch(() => tell(words.grid.failed));
  };

  /** Shows what would change; a single cell is written at once. */
  const propose = (title: string, changes: Change[], cells: number, beyond = 0) => {
    if (changes.length === 0) return tell(words.grid.nothingChanges);
    const [change] = changes;
    if (cells > 1 || beyond > 0 || !change) return setPreview({ title, changes, beyond });
    if (change.problem === null) return queue.edit(change.row, { [change.column.key]: change.now });
    const reason = problemText(words, format, change.problem);
    if (change.problem.what === "readOnly") tell(reason);
    else queue.refuse(change.row, change.column.key, change.text ?? "", reason);
  };

  const withRows = (first: number, last: number, use: (found: GridRow[]) => void) => {
    if (!few(last - first + 1, MOST_CHANGED)) return;
    rows.load(first, last).then(use, () => tell(words.grid.failed));
  };

  const paste = (text: string) => {
    if (text === "") return;
    const shape = pasteShape(parseTsv(text), { height: heightOf(box), width: widthOf(box) });
    const last = Math.min(total - 1, box.top + shape.height - 1);
    const into = columns.slice(box.left, box.left + shape.width);
    withRows(box.top, last, (found) => {
      const changes = planPaste(text, found, into, queue.shown, naming);
      const beyond = box.top + shape.height - 1 - last;
      propose(words.grid.preview.paste, changes, shape.height * shape.width, beyond);
    });
  };

  const fill = () => {
    const from = heightOf(box) === 1 ? box.top - 1 : box.top;
    if (from < 0) return;
    withRows(from, box.bottom, ([source, ...targets]) => {
      if (!source) return;
      propose(
        words.grid.preview.fill,
        planFill(source, targets, inRange, queue.shown),
        targets.length * inRange.length,
      );
    });
  };

  const clear = () =>
    withRows(box.top, box.bottom, (found) =>
      propose(words.grid.preview.clear, planClear(found, inRange, queue.shown), heightOf(box) * widthOf(box)),
    );

  const pasteFromMenu = (keys: string) => {
    const refuse = () => tell(words.grid.cannotPaste(keys));
    if (!navigator.clipboard?.readText) return refuse();
    navigator.clipboard.readText().then(paste, refuse);
  };

  const confirm = () => {
    if (preview) queue.apply(byRow(preview.changes));
    setPreview(null);
  };

  return { copy, paste, pasteFromMenu, fill, clear, preview, confirm, dismiss: () => setPreview(null) };
}
