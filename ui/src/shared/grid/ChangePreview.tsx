// What would change, cell by cell, before it is written: old struck, new marked, and what does not fit left out with its
// reason. For pasting, filling and clearing here, and for whatever else changes many cells at once (bulk, replace).
import { Button } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { useWords } from "../../words/words";
import { Dialog } from "../Dialog";
import { useFormat } from "../format";
import { plainText } from "./CellValue";
import styles from "./ChangePreview.module.css";
import { ChangeTable, Now, Old } from "./ChangeTable";
import type { Change } from "./changes";
import { problemText } from "./problems";
import type { Column, GridRow, Naming } from "./types";

interface Props {
  opened: boolean;
  title: string;
  changes: Change[];
  naming: Naming;
  rowLabel: (row: GridRow) => string;
  /** How many copied rows found no place. */
  beyond?: number;
  /** The words on the button, where they are not simply the count. */
  confirm?: string;
  onConfirm: () => void;
  onClose: () => void;
}

const MOST = 200;

export function ChangePreview(props: Props) {
  const { opened, title, changes, beyond = 0, onConfirm, onClose } = props;
  const words = useWords();
  const format = useFormat();
  const good = changes.filter((change) => change.problem === null);
  const refused = changes.filter((change) => change.problem !== null);
  const rows = new Set(good.map((change) => change.row.id)).size;
  const say = words.grid.preview;
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={760}>
      <div className={styles.counts} role="status">
        <p>{say.summary(format.count(good.length), format.count(rows))}</p>
        {refused.length > 0 ? (
          <p className={styles.refused}>
            <CircleAlert size={14} aria-hidden />
            {say.refused(format.count(refused.length))}
          </p>
        ) : null}
        {beyond > 0 ? <p className="quiet">{say.beyond(format.count(beyond))}</p> : null}
      </div>
      <div className={styles.scroll}>
        {refused.length > 0 ? <Table {...props} changes={refused} reasons /> : null}
        {good.length > 0 ? <Table {...props} changes={good} /> : null}
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.general.cancel}
        </Button>
        <Button data-autofocus disabled={good.length === 0} onClick={onConfirm}>
          {props.confirm ?? say.write(format.count(good.length))}
        </Button>
      </div>
    </Dialog>
  );
}

function Table({ changes, naming, rowLabel, reasons }: Props & { reasons?: boolean }) {
  const words = useWords();
  const format = useFormat();
  const say = words.grid.preview;
  const text = (column: Column, value: unknown) => plainText(column, value, naming, format);
  return (
    <>
      <ChangeTable
        label={reasons ? say.refused(format.count(changes.length)) : say.change}
        say={say}
        reasons={reasons ?? false}
      >
        {changes.slice(0, MOST).map((change) => (
          <tr key={`${change.row.id} ${change.column.key}`}>
            <th scope="row">{rowLabel(change.row)}</th>
            <td>{naming.title(change.column.key)}</td>
            <td>
              <Old text={text(change.column, change.old)} />
              <span aria-hidden> → </span>
              {reasons ? (
                <span className={styles.left}>{change.text ?? (text(change.column, change.now) || say.nothing)}</span>
              ) : (
                <Now text={text(change.column, change.now)} />
              )}
            </td>
            {reasons ? <td>{change.problem ? problemText(words, format, change.problem) : null}</td> : null}
          </tr>
        ))}
      </ChangeTable>
      {changes.length > MOST ? <p className="quiet">{say.more(format.count(changes.length - MOST))}</p> : null}
    </>
  );
}
