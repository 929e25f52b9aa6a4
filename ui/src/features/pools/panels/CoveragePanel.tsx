// How well the pool covers the six needs: each cell against its target, a click shows its rows in the grid, a button in
// a gap makes the row that is missing. Archetypes have no cells: they are compared by their profiles.
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { type CoveragePool, type Filter, useMayWrite } from "../../../backend";
import { addressOf } from "../../../routes";
import { useFormat } from "../../../shared/format";
import { type HeatCell, HeatMap } from "../../../shared/HeatMap";
import { go } from "../../../shared/navigation";
import { setPreference, usePreference } from "../../../shared/preferences";
import { Unanswered } from "../../../shared/Unanswered";
import { useValueWord } from "../../../shared/Value";
import { NEEDS } from "../../../shared/valueKind";
import { useWords } from "../../../words/words";
import type { PanelProps } from "../panelProps";
import { OverlapView } from "./OverlapView";
import styles from "./panels.module.css";
import { useCoverage } from "./queries";

const INTENSITIES = ["low", "medium", "high"] as const;

/** Exactly the rows a cell counts, whatever the grid showed before. */
export function cellFilter(values: Record<string, string>): Filter {
  const conditions = Object.entries(values).map(([column, value]) => ({
    column,
    test: "any" as const,
    values: [value] as unknown[],
  }));
  return { text: null, conditions: [...conditions, { column: "isActive", test: "any", values: [true] }] };
}

/** The row that fills a cell: only active rows count, and the form shows that it will be one. */
export const fillOf = (values: Record<string, string>) => ({ ...values, reviewState: "active" });

export function CoveragePanel(props: PanelProps) {
  const words = useWords();
  const say = words.poolPanels.coverage;
  const [by, setBy] = useState<"element" | "intensity">("element");
  if (props.pool === "archetypes") return <OverlapView {...props} />;
  const { pool } = props;
  return (
    <div className={styles.panel} data-testid="coverage-panel">
      <div className={styles.row}>
        {pool === "visuals" ? (
          <SegmentedControl
            aria-label={say.columns}
            value={by}
            onChange={(choice) => setBy(choice as typeof by)}
            data={[
              { value: "element", label: say.byElement },
              { value: "intensity", label: say.byIntensity },
            ]}
          />
        ) : null}
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={styles.right}
          onClick={() => go(addressOf({ page: "settings", section: "team" }))}
        >
          {say.editTargets}
        </Button>
      </div>
      {pool === "visuals" && by === "intensity" ? (
        <IntensityMap {...props} />
      ) : (
        <TargetMap {...props} pool={pool as CoveragePool} />
      )}
      <p className={styles.note}>{say.hint}</p>
    </div>
  );
}

function TargetMap({ pool, onFilter, onCreate }: PanelProps & { pool: CoveragePool }) {
  const words = useWords();
  const say = words.poolPanels.coverage;
  const format = useFormat();
  const word = useValueWord();
  const mayWrite = useMayWrite();
  const view = usePreference("heatMap");
  const query = useCoverage(pool);
  if (query.isError || !query.data) return <Unanswered query={query} failed={say.failed} lines={7} height={28} />;
  const { cells, columns, gaps, targetPerNeed } = query.data;
  const column = pool === "experiences" ? "intensity" : "elementType";
  const of = (cell: HeatCell): Record<string, string> => ({ needType: cell.row, [column]: cell.column });
  const short = NEEDS.map((need) => ({
    need,
    active: cells.filter((cell) => cell.need === need).reduce((sum, cell) => sum + cell.active, 0),
  })).filter(({ active }) => active < targetPerNeed);
  return (
    <>
      <HeatMap
        title={pool === "experiences" ? say.needByIntensity : say.needByElement}
        summary={words.home.coverageText(format.count(gaps), format.number(cells.length))}
        rowTitle={words.home.need}
        columnTitle={pool === "experiences" ? say.byIntensity : say.byElement}
        rows={NEEDS.map((need) => ({ key: need, label: words.needs[need] }))}
        columns={columns.map((key) => ({ key, label: word(key) }))}
        cells={cells.map((cell) => ({ row: cell.need, column: cell.column, value: cell.active, target: cell.target }))}
        view={view}
        onView={(next) => setPreference("heatMap", next)}
        onCell={(cell) => onFilter(cellFilter(of(cell)))}
        onFill={mayWrite ? (cell) => onCreate(fillOf(of(cell))) : undefined}
      />
      {short.length > 0 ? (
        <section className={styles.section}>
          <h3>{say.perNeed(format.number(targetPerNeed))}</h3>
          <ul className={styles.row}>
            {short.map(({ need, active }) => (
              <li key={need} className={styles.chip} data-tone="warn">
                {words.needs[need]} {format.number(active)} (−{format.number(targetPerNeed - active)})
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** The third dimension of visuals: need by intensity, of one element or of all. Only that nothing is missing is told. */
function IntensityMap({ onFilter, onCreate }: PanelProps) {
  const words = useWords();
  const say = words.poolPanels.coverage;
  const format = useFormat();
  const word = useValueWord();
  const mayWrite = useMayWrite();
  const view = usePreference("heatMap");
  const [element, setElement] = useState("");
  const query = useCoverage("visuals");
  if (query.isError || !query.data) return <Unanswered query={query} failed={say.failed} lines={7} height={28} />;
  const counted = query.data.cells.filter(({ column }) => element === "" || column === element);
  const cells = NEEDS.flatMap((need) =>
    INTENSITIES.map((intensity) => ({
      row: need,
      column: intensity,
      value: counted
        .filter((cell) => cell.need === need)
        .reduce((sum, { byIntensity }) => sum + (byIntensity?.[intensity] ?? 0), 0),
      target: 1,
    })),
  );
  const empty = cells.filter((cell) => cell.value === 0).length;
  const chosen: Record<string, string> = element === "" ? {} : { elementType: element };
  const of = (cell: HeatCell): Record<string, string> => ({ ...chosen, needType: cell.row, intensity: cell.column });
  return (
    <section className={styles.section}>
      <SegmentedControl
        aria-label={say.element}
        value={element}
        onChange={setElement}
        data={[
          { value: "", label: say.allElements },
          ...query.data.columns.map((value) => ({ value, label: word(value) })),
        ]}
      />
      <HeatMap
        title={say.needByIntensity}
        summary={say.emptyCells(format.count(empty))}
        rowTitle={words.home.need}
        columnTitle={say.byIntensity}
        rows={NEEDS.map((need) => ({ key: need, label: words.needs[need] }))}
        columns={INTENSITIES.map((key) => ({ key, label: word(key) }))}
        cells={cells}
        full={Math.max(1, ...cells.map((cell) => cell.value))}
        view={view}
        onView={(next) => setPreference("heatMap", next)}
        onCell={(cell) => onFilter(cellFilter(of(cell)))}
        onFill={mayWrite ? (cell) => onCreate(fillOf(of(cell))) : undefined}
      />
      <p className={styles.note}>{say.noTargets}</p>
    </section>
  );
}
