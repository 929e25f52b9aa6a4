// What each character needs: one web with a line for each run, and under it the same numbers, run by run.
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useFormat } from "../../../shared/format";
import { NEEDS } from "../../../shared/valueKind";
import { useWords } from "../../../words/words";
import styles from "./Compare.module.css";
import { NeedsWeb } from "./NeedsWeb";
import { rowOf, Section } from "./Section";
import type { Column } from "./useCompared";

type Side = "observed" | "hidden";

export function NeedsPart({ columns, only }: { columns: Column[]; only: boolean }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.card;
  const [side, setSide] = useState<Side>("observed");
  const two = (value: number) => format.decimal(value, 2);
  const find = ({ made }: Column, need: string) => made.needs.find((one) => one.need === need) ?? null;
  const lines = columns.flatMap((column, at) =>
    column.made.needs.length === 0
      ? []
      : [
          {
            series: at,
            name: words.runs.name(format.number(column.run.number)),
            values: NEEDS.map((need) => find(column, need)?.[side] ?? 0),
          },
        ],
  );
  const rows = NEEDS.map((need) =>
    rowOf(
      columns,
      need,
      words.needs[need],
      (column) => {
        const found = find(column, need);
        return found ? [found.observed, found.hidden, found.state] : null;
      },
      (_, column) => {
        const found = find(column, need);
        if (!found) return null;
        return (
          <span className={styles.fact}>
            {words.compare.needValues(two(found.observed), two(found.hidden))}
            <span className="quiet small">{say.needStates[found.state] ?? found.state}</span>
          </span>
        );
      },
    ),
  );
  return (
    <Section
      id="needs"
      title={say.needs}
      rows={rows}
      only={only}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={words.compare.side}
          value={side}
          onChange={(value) => setSide(value as Side)}
          data={[
            { value: "observed", label: say.observed },
            { value: "hidden", label: say.hidden },
          ]}
        />
      }
      wide={
        lines.length === 0 ? null : (
          <NeedsWeb
            label={`${say.needs}, ${say[side]}`}
            spokes={NEEDS.map((need) => words.needs[need])}
            lines={lines}
          />
        )
      }
    />
  );
}
