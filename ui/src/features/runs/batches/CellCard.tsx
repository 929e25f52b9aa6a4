// What is known of a cell, beside it while it is pointed at or has the focus. It says nothing that the cell's runs do not.
import type { BatchCell } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { kindWord } from "../run";
import styles from "./Batches.module.css";
import { ColumnName } from "./Matrix";
import { useMeasureText } from "./useMeasureText";

const WIDTH = 270;
const GAP = 6;

/** Under the cell, or over it where there is more room; never over the window's edge. */
function placed(box: DOMRect): React.CSSProperties {
  const left = Math.max(GAP, Math.min(box.left, window.innerWidth - WIDTH - GAP));
  const below = window.innerHeight - box.bottom > window.innerHeight / 3;
  return below ? { left, top: box.bottom + GAP } : { left, bottom: window.innerHeight - box.top + GAP };
}

export function CellCard({ id, cell, box }: { id: string; cell: BatchCell; box: DOMRect }) {
  const words = useWords();
  const format = useFormat();
  const measure = useMeasureText();
  const say = words.batches.matrix;
  const failures = Object.entries(cell.failures).map(
    ([kind, count]) => `${kindWord(words, kind)} ${format.number(count)}`,
  );
  const facts: [string, string | null][] = [
    [say.over, `${format.number(cell.completed + cell.failed + cell.cancelled)} / ${format.number(cell.runs)}`],
    [say.passRate, cell.passRate === null ? null : format.percent(cell.passRate)],
    [say.quality, cell.quality === null ? null : measure.spread("quality", cell.quality, cell.qualitySpread)],
    [say.time, cell.durationMs === null ? null : measure.spread("durationMs", cell.durationMs, cell.durationSpreadMs)],
    [say.tokens, cell.tokens === null ? null : measure.show("tokens", cell.tokens)],
    [say.cost, cell.costUsd === 0 ? null : measure.show("costUsd", cell.costUsd)],
    [say.degraded, cell.degraded === 0 ? null : format.number(cell.degraded)],
    [say.failures, failures.length === 0 ? null : failures.join(", ")],
  ];
  return (
    <div
      id={id}
      role="tooltip"
      className={styles.card}
      style={{ ...placed(box), width: WIDTH }}
      data-testid="cell-card"
    >
      <p className="cut">{cell.input}</p>
      <ColumnName column={{ template: cell.template, engine: cell.engine }} />
      <dl>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
