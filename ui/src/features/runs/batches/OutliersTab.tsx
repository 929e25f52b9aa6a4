// Runs that stand far out from the others with the same engine, each with the reason.
import type { BatchCell } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./Batches.module.css";
import type { Outlier, Reason } from "./numbers";
import { RunTable, type Ticks } from "./RunTable";
import { useMeasureText } from "./useMeasureText";

export function OutliersTab({ outliers, cells, ticks }: { outliers: Outlier[]; cells: BatchCell[]; ticks: Ticks }) {
  const words = useWords();
  const format = useFormat();
  const measure = useMeasureText();
  const say = words.batches.outliers;
  if (outliers.length === 0) return <EmptyState title={say.none} text={say.noneText} />;
  const reasons = new Map(outliers.map((one) => [one.run.id, one.reasons]));
  const tell = ({ measure: of, kind, value, usual: [low, high] }: Reason) =>
    say.reason(say.kinds[of][kind], measure.show(of, value), measure.show(of, low), measure.show(of, high));
  return (
    <>
      <p className="quiet">{say.text(format.count(outliers.length))}</p>
      <RunTable
        label={words.batches.tabs.outliers}
        runs={outliers.map(({ run }) => run)}
        cells={cells}
        ticks={ticks}
        note={{
          title: say.why,
          of: (run) => (
            <span className={styles.reasons}>
              {reasons.get(run.id)?.map((reason) => (
                <span key={reason.measure}>{tell(reason)}</span>
              ))}
            </span>
          ),
        }}
      />
    </>
  );
}
