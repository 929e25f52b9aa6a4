// Cells old and new, one to a line, before they are written. Which of them, and why some are refused, says whoever asks.
import type { ReactNode } from "react";
import { useWords } from "../../words/words";
import reading from "../ReadingTable.module.css";
import styles from "./ChangeTable.module.css";

interface Props {
  label: string;
  say: Record<"row" | "column" | "change" | "reason", string>;
  /** There is a fourth column, with reasons. */
  reasons: boolean;
  children: ReactNode;
}

export function ChangeTable({ label, say, reasons, children }: Props) {
  return (
    <table className={`${reading.table} ${styles.table} data`} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{say.row}</th>
          <th scope="col">{say.column}</th>
          <th scope="col">{say.change}</th>
          {reasons ? <th scope="col">{say.reason}</th> : null}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function Old({ text }: { text: string }) {
  const say = useWords().grid.preview;
  return (
    <del>
      <span className="unseen">{say.old} </span>
      {text === "" ? <i>{say.nothing}</i> : text}
    </del>
  );
}

export function Now({ text }: { text: string }) {
  const say = useWords().grid.preview;
  return (
    <ins>
      <span className="unseen">{say.now} </span>
      {text === "" ? <i>{say.nothing}</i> : text}
    </ins>
  );
}
