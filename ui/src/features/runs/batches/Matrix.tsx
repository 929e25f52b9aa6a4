// Inputs down, templates and engines across, what came of each crossing in its cell. One stop for Tab, arrows from
// cell to cell, Enter for the cell's runs. Rows have one height, so that of a thousand inputs only those
// in sight are drawn.
import { type KeyboardEvent, memo, useCallback, useId, useRef, useState } from "react";
import type { BatchCell } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { engineWord } from "../run";
import styles from "./Batches.module.css";
import { CellCard } from "./CellCard";
import { MatrixCell } from "./MatrixCell";
import type { MatrixColumn, Shape } from "./shape";

const ROW = 58;
const AHEAD = 4;
/** So many rows are simply drawn. */
const FEW = 40;

interface Props {
  shape: Shape;
  cells: BatchCell[];
  standings: string[];
  chosen: number | null;
  onCell: (cell: number) => void;
}

interface Shown {
  cell: number;
  box: DOMRect;
}

export const Matrix = memo(function Matrix({ shape, cells, standings, chosen, onCell }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.batches.matrix;
  const cardId = useId();
  const box = useRef<HTMLElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const [shown, setShown] = useState<Shown | null>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  const { inputs, columns } = shape;
  const many = inputs.length > FEW;
  const from = many ? Math.max(0, Math.floor(scroll.top / ROW) - AHEAD) : 0;
  const to = many ? Math.min(inputs.length, Math.ceil((scroll.top + scroll.height) / ROW) + AHEAD) : inputs.length;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && shown) return void setShown(null);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const places: Record<string, [number, number]> = {
      ArrowDown: [at.row + 1, at.column],
      ArrowUp: [at.row - 1, at.column],
      ArrowRight: [at.row, at.column + 1],
      ArrowLeft: [at.row, at.column - 1],
      Home: [at.row, 0],
      End: [at.row, columns.length - 1],
    };
    const place = places[event.key];
    if (!place) return;
    event.preventDefault();
    const row = Math.min(inputs.length - 1, Math.max(0, place[0]));
    const column = Math.min(columns.length - 1, Math.max(0, place[1]));
    setAt({ row, column });
    const scroller = box.current;
    if (!scroller) return;
    if (many && (row < from || row >= to)) scroller.scrollTop = row * ROW;
    requestAnimationFrame(() =>
      scroller.querySelector<HTMLElement>(`[data-place="${row} ${column}"]`)?.focus({ preventScroll: false }),
    );
  };
  const onShow = useCallback((cell: number, target: HTMLElement | null) => {
    setShown(target ? { cell, box: target.getBoundingClientRect() } : null);
  }, []);
  const onEnter = useCallback((row: number, column: number) => setAt({ row, column }), []);
  const told = shown && cells[shown.cell];

  return (
    <section
      ref={box}
      className={styles.matrix}
      aria-label={say.label(format.number(inputs.length), format.number(columns.length))}
      onScroll={(event) => {
        const { scrollTop: top, clientHeight: height } = event.currentTarget;
        setShown(null);
        if (many) setScroll({ top, height: height || 600 });
      }}
    >
      <table aria-label={say.title} aria-rowcount={inputs.length + 1} onKeyDown={onKeyDown} data-testid="matrix">
        <thead>
          <tr>
            <th scope="col">{say.input}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <ColumnName column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 ? <tr style={{ height: from * ROW }} aria-hidden /> : null}
          {inputs.slice(from, to).map((input, index) => {
            const row = from + index;
            return (
              <tr key={input} style={{ height: ROW }} aria-rowindex={row + 2}>
                <th scope="row" className="data" title={input}>
                  <span className={styles.input}>{input}</span>
                </th>
                {columns.map((column, place) => {
                  const number = shape.cells[row]?.[place] ?? null;
                  const cell = number === null ? undefined : cells[number];
                  return number === null || !cell ? (
                    <td key={column.key} />
                  ) : (
                    <MatrixCell
                      key={column.key}
                      cell={cell}
                      number={number}
                      standing={standings[number] ?? ""}
                      place={[row, place]}
                      active={row === at.row && place === at.column}
                      chosen={number === chosen}
                      describedBy={shown?.cell === number ? cardId : undefined}
                      onCell={onCell}
                      onShow={onShow}
                      onEnter={onEnter}
                    />
                  );
                })}
              </tr>
            );
          })}
          {to < inputs.length ? <tr style={{ height: (inputs.length - to) * ROW }} aria-hidden /> : null}
        </tbody>
      </table>
      {told ? <CellCard id={cardId} cell={told} box={shown.box} /> : null}
    </section>
  );
});

export function ColumnName({ column }: { column: Pick<MatrixColumn, "template" | "engine"> }) {
  const words = useWords();
  return (
    <span className={styles.column}>
      <strong className="data">{column.template ?? words.batches.defaultTemplate}</strong>
      <span className="quiet">{engineWord(words, column.engine)}</span>
    </span>
  );
}
