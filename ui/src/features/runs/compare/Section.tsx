// A part of the comparison: rows of one value for each run. A row whose values differ says so by a sign and a word; with
// "only differences" the others are left out.
import type { ReactNode } from "react";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./Compare.module.css";
import { allAlike } from "./differences";
import type { Column } from "./useCompared";

export interface RowSpec {
  key: string;
  name: ReactNode;
  differs: boolean;
  cells: ReactNode[];
}

const NOTHING = <span className="quiet">–</span>;

/** A row that shows `of` each run as `show` draws it; runs are alike where `of` gives the same. */
export function rowOf<T>(
  columns: Column[],
  key: string,
  name: ReactNode,
  of: (column: Column) => T,
  show: (value: T, column: Column) => ReactNode = (value) => String(value),
): RowSpec {
  const values = columns.map(of);
  const empty = (value: T) => value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  const cells = columns.map((column, at) => {
    const value = values[at] as T;
    return empty(value) ? NOTHING : show(value, column);
  });
  return { key, name, differs: !allAlike(values), cells };
}

interface Props {
  id: string;
  title: string;
  rows: RowSpec[];
  only: boolean;
  /** Beside the title. */
  aside?: ReactNode;
  /** Over the rows, across all runs. */
  wide?: ReactNode;
}

export function Section({ id, title, rows, only, aside, wide }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.compare;
  const shown = only ? rows.filter((row) => row.differs) : rows;
  const columns = rows[0]?.cells.length ?? 1;
  const count = rows.filter((row) => row.differs).length;
  return (
    <tbody data-testid={`compare-${id}`}>
      <tr className={styles.title}>
        <th colSpan={columns + 1} scope="rowgroup">
          <div className={styles.stays}>
            <h3>{title}</h3>
            <span className="quiet small">{rows.length > 0 ? say.differing(format.count(count)) : null}</span>
            {aside}
          </div>
        </th>
      </tr>
      {wide ? (
        <tr>
          <td colSpan={columns + 1} className={styles.wide}>
            <div className={styles.stays}>{wide}</div>
          </td>
        </tr>
      ) : null}
      {shown.map((row) => (
        <Row key={row.key} row={row} />
      ))}
    </tbody>
  );
}

export function Row({ row }: { row: RowSpec }) {
  const words = useWords();
  return (
    <tr data-differs={row.differs || undefined}>
      <th scope="row">
        <span className={styles.rowName}>
          {row.name}
          {row.differs ? (
            <span className={styles.differs} title={words.compare.differs}>
              <span aria-hidden>≠</span>
              <span className="unseen">{words.compare.differs}</span>
            </span>
          ) : null}
        </span>
      </th>
      {row.cells.map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
        <td key={at} className="data">
          {cell}
        </td>
      ))}
    </tr>
  );
}
