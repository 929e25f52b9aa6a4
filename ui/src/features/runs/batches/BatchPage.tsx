// One batch: the matrix while it fills, and under it what can be read from its runs.

import { Button } from "@mantine/core";
import { Columns2, X } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { type BatchRun, type BatchWhole, useReady } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { SkeletonLines } from "../../../shared/Skeleton";
import { Tabs } from "../../../shared/Tabs";
import look from "../../../shared/tables/TablePage.module.css";
import { useWords } from "../../../words/words";
import { compareAddress, MOST_COMPARED } from "../compare/useComparePlace";
import runsStyles from "../Runs.module.css";
import styles from "./Batches.module.css";
import { BatchHead } from "./BatchHead";
import { overOf } from "./batchState";
import { EffectsTab } from "./EffectsTab";
import { FailuresTab } from "./FailuresTab";
import { Matrix } from "./Matrix";
import { failuresOf, outliersOf } from "./numbers";
import { OutliersTab } from "./OutliersTab";
import { QualityTab } from "./QualityTab";
import { RunsTab } from "./RunsTab";
import type { Ticks } from "./RunTable";
import { shapeOf, standingsOf } from "./shape";
import { useBatch } from "./useBatch";
import { type BatchTab, TABS } from "./useBatchesPlace";

interface Props {
  id: string;
  tab: BatchTab;
  cell: number | null;
  onTab: (tab: BatchTab) => void;
  onCell: (cell: number | null) => void;
}

export function BatchPage(props: Props) {
  const words = useWords();
  const ready = useReady();
  const { batch, runs } = useBatch(props.id);
  if (batch.data) return <Loaded {...props} batch={batch.data} runs={runs.data ?? NO_RUNS} />;
  if (batch.isError)
    return <ErrorNote title={words.batches.failed} error={batch.error} onRetry={() => void batch.refetch()} />;
  return ready ? (
    <div className={runsStyles.bones}>
      <SkeletonLines lines={10} />
    </div>
  ) : (
    <EmptyState title={words.inspector.away} />
  );
}

const NO_RUNS: BatchRun[] = [];

function Loaded({ batch, runs, tab, cell, onTab, onCell }: Props & { batch: BatchWhole; runs: BatchRun[] }) {
  const words = useWords();
  const format = useFormat();
  const say = words.batches;
  const { cells } = batch;
  const shape = useMemo(() => shapeOf(cells), [cells]);
  const standings = useMemo(() => standingsOf(runs, cells.length), [runs, cells.length]);
  const outliers = useMemo(() => outliersOf(runs, (run) => cells[run.cell]?.engine ?? ""), [runs, cells]);
  const failures = useMemo(() => failuresOf(runs), [runs]);
  const ticks = useTicks();
  const below = useRef<HTMLDivElement>(null);
  const drill = useCallback(
    (next: number) => {
      onCell(next);
      requestAnimationFrame(() => below.current?.scrollIntoView?.({ block: "nearest" }));
    },
    [onCell],
  );
  const counts: Partial<Record<BatchTab, number>> = {
    runs: batch.runs,
    outliers: outliers.length,
    failures: batch.failed,
  };
  const shared = { cells, ticks };
  const panels = {
    runs: () => <RunsTab {...shared} runs={runs} cell={cell !== null && cells[cell] ? cell : null} onCell={onCell} />,
    quality: () => <QualityTab runs={runs} shape={shape} />,
    outliers: () => <OutliersTab {...shared} outliers={outliers} />,
    failures: () => <FailuresTab {...shared} failures={failures} />,
    effects: () => <EffectsTab id={batch.id} share={overOf(batch) / batch.runs} />,
  };
  return (
    <div className={styles.batch} data-testid="batch">
      <BatchHead batch={batch} />
      <div className={styles.body}>
        <Matrix shape={shape} cells={cells} standings={standings} chosen={cell} onCell={drill} />
        <div ref={below} className={styles.below}>
          <Tabs
            label={say.tabsLabel}
            at={tab}
            onTab={onTab}
            tabs={TABS.map((key) => ({
              key,
              label: say.tabs[key],
              count: counts[key] ? format.number(counts[key] ?? 0) : undefined,
              tone: key === "failures" && batch.failed > 0 ? ("bad" as const) : undefined,
              // What twenty thousand runs come to is worked out for the tab that is looked at.
              panel: key === tab ? panels[key]() : null,
            }))}
          />
        </div>
      </div>
      {ticks.ids.length > 0 ? <CompareBar ids={ticks.ids} onClear={ticks.clear} /> : null}
    </div>
  );
}

function useTicks(): Ticks & { ids: string[]; clear: () => void } {
  const [ids, setIds] = useState<string[]>([]);
  const toggle = useCallback(
    (id: string) => setIds((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id])),
    [],
  );
  const clear = useCallback(() => setIds([]), []);
  return useMemo(() => ({ ids, has: (id: string) => ids.includes(id), toggle, clear }), [ids, toggle, clear]);
}

function CompareBar({ ids, onClear }: { ids: string[]; onClear: () => void }) {
  const words = useWords();
  const format = useFormat();
  const fits = ids.length > 1 && ids.length <= MOST_COMPARED;
  return (
    <section className={look.bulk} aria-label={words.runs.bulk.label} data-testid="compare-bar">
      <strong role="status">{words.runs.bulk.selected(format.count(ids.length))}</strong>
      <Button
        component="a"
        href={fits ? `#${compareAddress(ids)}` : undefined}
        aria-disabled={!fits}
        data-disabled={!fits || undefined}
        variant="default"
        leftSection={<Columns2 size={13} aria-hidden />}
      >
        {words.compare.open}
      </Button>
      {fits ? null : <span className="quiet">{words.batches.compareHint(format.number(MOST_COMPARED))}</span>}
      <Button variant="subtle" color="gray" leftSection={<X size={13} aria-hidden />} onClick={onClear}>
        {words.runs.bulk.clear}
      </Button>
    </section>
  );
}
