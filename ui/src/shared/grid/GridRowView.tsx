// One row of the grid: gutter, title column, the columns in view. Drawn again only when something of it changed.
// biome-ignore-all lint/a11y/useSemanticElements: a window of a million rows that sticks on two sides is no <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the field over the active cell holds the focus and names it
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the role stands in `frame`, where it is not seen
import { CircleAlert, CircleDashed, ExternalLink, GitCompareArrows, LoaderCircle } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useWords } from "../../words/words";
import type { Format } from "../format";
import { CellValue, plainText } from "./CellValue";
import styles from "./Grid.module.css";
import type { PlacedColumn } from "./layout";
import { type Entry, type MarkKind, markOf, stateOf } from "./rowEntry";
import type { GridRow, Naming } from "./types";

export interface RowMark {
  sign: ReactNode;
  label: string;
}

export interface RowViewProps {
  gridId: string;
  index: number;
  row: GridRow | "gone" | undefined;
  entry: Entry | undefined;
  columns: PlacedColumn[];
  firstColumn: number;
  lastColumn: number;
  width: number;
  height: number;
  titleColumn: string;
  naming: Naming;
  format: Format;
  activeColumn: number | null;
  rangeFrom: number | null;
  rangeTo: number | null;
  ticked: boolean;
  dim: boolean;
  flash: number;
  mark: RowMark | null;
  drawCell: ((column: PlacedColumn, value: unknown, row: GridRow) => ReactNode | undefined) | undefined;
  onTick: (index: number, on: boolean, through: boolean) => void;
  onOpen: ((row: GridRow) => void) | undefined;
  onToggle: (row: GridRow, column: PlacedColumn) => void;
  readOnly: boolean;
}

export const cellId = (gridId: string, index: number, key: string) => `${gridId}-${index}-${key}`;
export const reasonId = (gridId: string, index: number, key: string) => `${cellId(gridId, index, key)}-why`;

const SIGNS = { saving: LoaderCircle, unsaved: CircleDashed, refused: CircleAlert, stale: GitCompareArrows };

export function StateSign({ kind }: { kind: MarkKind }) {
  const words = useWords();
  const Sign = SIGNS[kind];
  return (
    <span className={styles.sign} data-kind={kind} title={words.grid.states[kind]}>
      <Sign size={13} aria-hidden />
      <span className="unseen">{words.grid.states[kind]}</span>
    </span>
  );
}

export const GridRowView = memo(function GridRowView(props: RowViewProps) {
  const { row, index, columns, height, width, format, naming, entry } = props;
  const words = useWords();
  const number = format.number(index + 1);
  const frame = {
    role: "row",
    "aria-rowindex": index + 2,
    className: styles.row,
    style: { height, width },
  };
  if (row === undefined || row === "gone") {
    return (
      <div {...frame} data-gone={row === "gone" || undefined}>
        <div role="gridcell" aria-colindex={1} className={styles.gutter}>
          <span className={styles.number}>{number}</span>
        </div>
        <div
          role="gridcell"
          aria-colindex={2}
          id={cellId(props.gridId, index, columns[0]?.key ?? "")}
          className={styles.cell}
          data-row={index}
          data-column={0}
          data-sticky
          data-active={props.activeColumn !== null || undefined}
          style={{ width: columns[0]?.width }}
        >
          {row === "gone" ? (
            <i className="quiet">{words.grid.goneRow}</i>
          ) : (
            <span className={styles.bone} aria-hidden />
          )}
          {row === undefined ? <span className="unseen">{words.grid.loadingRow}</span> : null}
        </div>
      </div>
    );
  }

  const title = columns[0];
  const name = title ? plainText(title, row[title.key], naming, format) || words.grid.rowNumber(number) : number;
  const inView = columns.slice(props.firstColumn, props.lastColumn + 1);
  const before = (inView[0]?.left ?? 0) - (title?.width ?? 0);
  return (
    <div
      {...frame}
      aria-selected={props.ticked}
      data-dim={props.dim || undefined}
      data-ticked={props.ticked || undefined}
    >
      <div role="gridcell" aria-colindex={1} className={styles.gutter}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={props.ticked}
          aria-label={words.grid.selectRow(name)}
          onChange={() => undefined}
          onClick={(event) => props.onTick(index, !props.ticked, event.shiftKey)}
        />
        {entry ? (
          <StateSign kind={stateOf(entry)} />
        ) : props.mark ? (
          <span className={styles.sign} title={props.mark.label}>
            {props.mark.sign}
            <span className="unseen">{props.mark.label}</span>
          </span>
        ) : (
          <span className={styles.number} aria-hidden>
            {number}
          </span>
        )}
      </div>
      {title ? <CellView {...props} row={row} column={title} at={0} name={name} /> : null}
      {before > 0 ? <span style={{ width: before, flex: "none" }} aria-hidden /> : null}
      {inView.map((column, at) => (
        <CellView key={column.key} {...props} row={row} column={column} at={props.firstColumn + at} name={name} />
      ))}
      {props.flash > 0 ? <span key={props.flash} className={styles.flash} aria-hidden /> : null}
    </div>
  );
});

type CellProps = RowViewProps & { row: GridRow; column: PlacedColumn; at: number; name: string };

function valueIn(entry: Entry | undefined, row: GridRow, column: string): unknown {
  if (!entry) return row[column];
  const refused = entry.refused[column];
  if (refused) return refused.value;
  if (column in entry.waiting) return entry.waiting[column];
  return entry.sending && column in entry.sending ? entry.sending[column] : row[column];
}

function CellView(props: CellProps) {
  const { row, column, at, index, gridId, entry, onOpen, onToggle, readOnly, naming, format } = props;
  const words = useWords();
  const value = valueIn(entry, row, column.key);
  const mark = markOf(entry, column.key);
  const inRange = props.rangeFrom !== null && at >= props.rangeFrom && at <= (props.rangeTo ?? -1);
  const reason = mark?.reason ?? null;
  const editable = column.editable && !readOnly;
  return (
    <div
      role="gridcell"
      id={cellId(gridId, index, column.key)}
      aria-colindex={at + 2}
      aria-selected={inRange}
      aria-readonly={!editable}
      aria-invalid={mark?.kind === "refused" || undefined}
      aria-describedby={reason === null ? undefined : reasonId(gridId, index, column.key)}
      className={styles.cell}
      data-row={index}
      data-column={at}
      data-sticky={at === 0 || undefined}
      data-number={column.kind.kind === "number" || undefined}
      data-active={props.activeColumn === at || undefined}
      data-range={inRange || undefined}
      data-mark={mark?.kind}
      style={{ width: column.width }}
      title={reason ?? undefined}
    >
      <div className={styles.value}>
        {props.drawCell?.(column, value, row) ?? (
          <CellValue
            column={column}
            value={value}
            naming={naming}
            format={format}
            onToggle={editable ? () => onToggle(row, column) : undefined}
          />
        )}
      </div>
      {reason === null ? null : (
        <span id={reasonId(gridId, index, column.key)} className="unseen">
          {reason}
        </span>
      )}
      {mark?.kind === "refused" ? <CircleAlert size={12} aria-hidden className={styles.wrong} /> : null}
      {at === 0 && onOpen ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.open}
          aria-label={words.grid.openRow(props.name)}
          title={words.grid.open}
          onClick={() => onOpen(row)}
          data-open
        >
          <ExternalLink size={13} aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
