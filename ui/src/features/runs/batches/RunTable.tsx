// Runs of a batch as a list: where in the matrix they are, how they ended, and a box to choose them for a comparison.
// Only the rows in sight are drawn once there are many.
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import type { BatchCell, BatchRun } from "../../../backend";
import { useFormat } from "../../../shared/format";
import link from "../../../shared/Link.module.css";
import { useWords } from "../../../words/words";
import { DegradedMark, QualityMark, RunStateSign } from "../RunState";
import { engineWord, kindWord } from "../run";
import { runAddress } from "../useRunsPlace";
import styles from "./Batches.module.css";
import { useMeasureText } from "./useMeasureText";

export interface Ticks {
  has: (id: string) => boolean;
  toggle: (id: string) => void;
}

interface Props {
  label: string;
  runs: BatchRun[];
  cells: BatchCell[];
  ticks: Ticks;
  /** Why a run is in this list, where that is not plain. */
  note?: { title: string; of: (run: BatchRun) => ReactNode };
}

const ROW = 30;
const AHEAD = 10;
const FEW = 120;
const HEIGHT = 420;

type Order = "place" | "quality" | "durationMs" | "tokens" | "costUsd";

/** Runs without a value come last, whichever way. */
function sorted(runs: BatchRun[], order: Order, down: boolean): BatchRun[] {
  if (order === "place" && !down) return runs;
  const sign = down ? -1 : 1;
  return runs.toSorted((a, b) => {
    const [left, right] = [a[order], b[order]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (left - right) * sign || a.place - b.place;
  });
}

export function RunTable({ label, runs, cells, ticks, note }: Props) {
  const words = useWords();
  const say = words.batches.table;
  const [order, setOrder] = useState<{ by: Order; down: boolean }>({ by: "place", down: false });
  const [scroll, setScroll] = useState(0);
  const rows = useMemo(() => sorted(runs, order.by, order.down), [runs, order]);
  const many = rows.length > FEW;
  const from = many ? Math.max(0, Math.floor(scroll / ROW) - AHEAD) : 0;
  const to = many ? Math.min(rows.length, Math.ceil((scroll + HEIGHT) / ROW) + AHEAD) : rows.length;
  const head = (by: Order, name: string) => {
    const on = order.by === by;
    const Sign = order.down ? ArrowDown : ArrowUp;
    return (
      <th
        scope="col"
        aria-sort={on ? (order.down ? "descending" : "ascending") : "none"}
        data-measure={by !== "place" || undefined}
      >
        <button type="button" onClick={() => setOrder({ by, down: on ? !order.down : by !== "place" })}>
          {name}
          {on ? <Sign size={11} aria-hidden /> : null}
        </button>
      </th>
    );
  };
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      aria-label={label}
      className={styles.runs}
      style={many ? { height: HEIGHT } : undefined}
      onScroll={many ? (event) => setScroll(event.currentTarget.scrollTop) : undefined}
      onKeyDown={onKeyDown}
    >
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{say.choose}</span>
            </th>
            {head("place", say.run)}
            <th scope="col">{say.input}</th>
            <th scope="col">{say.column}</th>
            <th scope="col">{say.state}</th>
            {note ? <th scope="col">{note.title}</th> : null}
            {head("quality", say.quality)}
            {head("durationMs", say.time)}
            {head("tokens", say.tokens)}
            {head("costUsd", say.cost)}
          </tr>
        </thead>
        <tbody>
          {from > 0 ? <tr style={{ height: from * ROW }} aria-hidden /> : null}
          {rows.slice(from, to).map((run, at) => (
            <RunLine
              key={run.id}
              run={run}
              cell={cells[run.cell]}
              index={from + at}
              ticks={ticks}
              note={note?.of(run)}
            />
          ))}
          {to < rows.length ? <tr style={{ height: (rows.length - to) * ROW }} aria-hidden /> : null}
        </tbody>
      </table>
    </section>
  );
}

/** Arrows go from run to run; Enter opens, Space ticks. */
function onKeyDown(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const line = (event.target as HTMLElement).closest("tr");
  if (event.key === " " && (event.target as HTMLElement).matches("a")) {
    event.preventDefault();
    line?.querySelector<HTMLElement>("input")?.click();
    return;
  }
  if (!by || event.altKey || !line) return;
  const next = by > 0 ? line.nextElementSibling : line.previousElementSibling;
  const target = next?.querySelector<HTMLElement>("a");
  if (!target) return;
  event.preventDefault();
  target.focus();
}

interface LineProps {
  run: BatchRun;
  cell: BatchCell | undefined;
  index: number;
  ticks: Ticks;
  note: ReactNode;
}

function RunLine({ run, cell, index, ticks, note }: LineProps) {
  const words = useWords();
  const format = useFormat();
  const measure = useMeasureText();
  const name = words.runs.name(format.number(run.number));
  return (
    <tr className="data" style={{ height: ROW }} aria-rowindex={index + 2}>
      <td>
        <input
          type="checkbox"
          aria-label={words.grid.selectRow(name)}
          checked={ticks.has(run.id)}
          onChange={() => ticks.toggle(run.id)}
        />
      </td>
      <th scope="row">
        <a className={link.link} href={`#${runAddress(run.id)}`}>
          {name}
        </a>
      </th>
      <td className="cut">{cell?.input}</td>
      <td className="cut">
        {cell ? `${cell.template ?? words.batches.defaultTemplate} · ${engineWord(words, cell.engine)}` : null}
      </td>
      <td>
        <span className={styles.state}>
          <RunStateSign status={run.state} />
          {run.degraded ? <DegradedMark short /> : null}
          {run.state === "failed" ? <span className="cut quiet">{kindWord(words, run.errorKind)}</span> : null}
        </span>
      </td>
      {note === undefined ? null : <td>{note}</td>}
      <td data-measure>{run.quality === null ? null : <QualityMark quality={run.quality} />}</td>
      <td data-measure>{run.durationMs === null ? null : format.duration(run.durationMs)}</td>
      <td data-measure>{run.tokens === null || run.tokens === 0 ? null : format.number(run.tokens)}</td>
      <td data-measure>{run.costUsd === 0 ? null : measure.show("costUsd", run.costUsd)}</td>
    </tr>
  );
}
