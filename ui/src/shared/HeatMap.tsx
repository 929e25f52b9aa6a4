// Rows by columns, each cell a number against its target. The map is a real table, so that screen readers walk it; a cell
// under its target carries a sign and what is missing, not only a paler colour. Every map can be read as a list and copied.
import { ActionIcon, Tooltip } from "@mantine/core";
import { Grid3x3, Plus, Table2 } from "lucide-react";
import { useId } from "react";
import { useWords } from "../words/words";
import { CopyButton } from "./CopyButton";
import { toCsv } from "./csv";
import { useFormat } from "./format";
import styles from "./HeatMap.module.css";

export interface HeatCell {
  row: string;
  column: string;
  value: number;
  target: number;
}

interface Axis {
  key: string;
  label: string;
}

interface Props {
  title: string;
  /** What the map says as a whole, for everybody. */
  summary: string;
  rowTitle: string;
  columnTitle: string;
  rows: Axis[];
  columns: Axis[];
  cells: HeatCell[];
  view: "map" | "table";
  onView: (view: "map" | "table") => void;
  /** Makes the cells buttons, e.g. to filter a list beside the map. */
  onCell?: (cell: HeatCell) => void;
  /** Puts a button into each cell below its target that fills it. */
  onFill?: ((cell: HeatCell) => void) | undefined;
  /** The value that is drawn as full; the target of each cell otherwise. */
  full?: number | undefined;
}

export const missingIn = (cell: HeatCell) => Math.max(0, cell.target - cell.value);

export function HeatMap(props: Props) {
  const { title, summary, rows, columns, cells, view, onView } = props;
  const words = useWords();
  const id = useId();
  const asTable = view === "table";
  const labelled = cells.map((cell) => ({
    ...cell,
    rowLabel: rows.find((row) => row.key === cell.row)?.label ?? cell.row,
    columnLabel: columns.find((column) => column.key === cell.column)?.label ?? cell.column,
  }));
  const csv = () =>
    toCsv([
      [props.rowTitle, props.columnTitle, words.heat.active, words.heat.target, words.heat.missing],
      ...labelled.map((cell) => [cell.rowLabel, cell.columnLabel, cell.value, cell.target, missingIn(cell)]),
    ]);

  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption className={styles.caption}>
        <div className={styles.words}>
          <strong id={id}>{title}</strong>
          <span className={styles.summary}>{summary}</span>
        </div>
        <div className={styles.tools}>
          <CopyButton text={csv} label={`${words.general.copyCsv}: ${title}`} small />
          <Tooltip label={asTable ? words.general.asMap : words.general.asTable}>
            <ActionIcon
              size={22}
              aria-label={`${asTable ? words.general.asMap : words.general.asTable}: ${title}`}
              onClick={() => onView(asTable ? "map" : "table")}
            >
              {asTable ? <Grid3x3 size={14} aria-hidden /> : <Table2 size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        </div>
      </figcaption>
      {view === "map" ? <Cells {...props} titleId={id} /> : <List {...props} titleId={id} labelled={labelled} />}
    </figure>
  );
}

function Cells({ rows, columns, cells, rowTitle, onCell, onFill, full, titleId }: Props & { titleId: string }) {
  const words = useWords();
  const format = useFormat();
  const find = (row: string, column: string) => cells.find((cell) => cell.row === row && cell.column === column);
  return (
    <table className={styles.map} aria-labelledby={titleId}>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{rowTitle}</span>
          </th>
          {columns.map((column) => (
            <th key={column.key} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            {columns.map((column) => {
              const cell = find(row.key, column.key);
              if (!cell) return <td key={column.key} className={styles.nothing} />;
              const missing = missingIn(cell);
              const whole = full ?? cell.target;
              const ratio = whole > 0 ? Math.min(1, cell.value / whole) : 1;
              const text = words.heat.cell(format.number(cell.value), format.number(cell.target), missing);
              const content = (
                <>
                  <span aria-hidden>{format.number(cell.value)}</span>
                  {missing > 0 ? (
                    <small aria-hidden className={styles.missing}>
                      −{format.number(missing)}
                    </small>
                  ) : null}
                  <span className="unseen">{text}</span>
                </>
              );
              return (
                <td
                  key={column.key}
                  title={`${row.label} · ${column.label}: ${text}`}
                  data-gap={missing > 0 || undefined}
                  data-fillable={onFill ? true : undefined}
                  style={{ "--ratio": ratio } as React.CSSProperties}
                >
                  {onCell ? (
                    <button type="button" onClick={() => onCell(cell)}>
                      {content}
                    </button>
                  ) : (
                    content
                  )}
                  {onFill && missing > 0 ? (
                    <button
                      type="button"
                      className={styles.fill}
                      title={words.poolPanels.fillCell}
                      aria-label={`${words.poolPanels.fillCell}: ${row.label} · ${column.label}`}
                      onClick={() => onFill(cell)}
                    >
                      <Plus size={12} aria-hidden />
                    </button>
                  ) : null}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Labelled = HeatCell & { rowLabel: string; columnLabel: string };

function List({ rowTitle, columnTitle, labelled, titleId }: Props & { titleId: string; labelled: Labelled[] }) {
  const words = useWords();
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className={styles.scroll} tabIndex={0} aria-labelledby={titleId}>
      <table className={`${styles.list} data`} aria-labelledby={titleId}>
        <thead>
          <tr>
            <th scope="col">{rowTitle}</th>
            <th scope="col">{columnTitle}</th>
            <th scope="col">{words.heat.active}</th>
            <th scope="col">{words.heat.target}</th>
            <th scope="col">{words.heat.missing}</th>
          </tr>
        </thead>
        <tbody>
          {labelled.map((cell) => (
            <tr key={`${cell.row}/${cell.column}`}>
              <td>{cell.rowLabel}</td>
              <td>{cell.columnLabel}</td>
              <td>{format.number(cell.value)}</td>
              <td>{format.number(cell.target)}</td>
              <td>{missingIn(cell) > 0 ? format.number(missingIn(cell)) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
