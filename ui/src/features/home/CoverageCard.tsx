// Pool coverage in small: needs against intensity and against element type, each cell against its target.
import type { Coverage } from "../../backend";
import { Card } from "../../shared/Card";
import { useFormat } from "../../shared/format";
import { HeatMap } from "../../shared/HeatMap";
import { setPreference, usePreference } from "../../shared/preferences";
import { useValueWord } from "../../shared/Value";
import { NEEDS } from "../../shared/valueKind";
import { useWords } from "../../words/words";
import styles from "./Home.module.css";

export function CoverageCard({ coverage }: { coverage: Coverage[] }) {
  const words = useWords();
  return (
    <Card title={words.home.coverage} testId="coverage">
      <div className={styles.maps}>
        {coverage.map((one) => (
          <PoolMap key={one.pool} coverage={one} />
        ))}
      </div>
    </Card>
  );
}

function PoolMap({ coverage }: { coverage: Coverage }) {
  const words = useWords();
  const format = useFormat();
  const word = useValueWord();
  const view = usePreference("heatMap");
  const by = coverage.pool === "experiences" ? words.home.byIntensity : words.home.byElement;
  return (
    <HeatMap
      title={`${words.pools[coverage.pool]} ${by}`}
      summary={words.home.coverageText(format.count(coverage.gaps), format.number(coverage.cells.length))}
      rowTitle={words.home.need}
      columnTitle={by}
      rows={NEEDS.map((need) => ({ key: need, label: words.needs[need] }))}
      columns={coverage.columns.map((column) => ({ key: column, label: word(column) }))}
      cells={coverage.cells.map((cell) => ({
        row: cell.need,
        column: cell.column,
        value: cell.active,
        target: cell.target,
      }))}
      view={view}
      onView={(next) => setPreference("heatMap", next)}
    />
  );
}
