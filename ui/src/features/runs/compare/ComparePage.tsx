// Two to four runs side by side: what was set differently, what came out, and every other difference. One table, so that
// the columns stay under their runs however far one scrolls, and so that screen readers walk it.
import { Button } from "@mantine/core";
import { ArrowLeft, Columns2, FlaskConical, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useMayWrite } from "../../../backend";
import { useArchetypes } from "../../../shared/archetypes";
import { Banner } from "../../../shared/Banner";
import { type Command, useCommands } from "../../../shared/commands";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { lastAddressOf } from "../../../shared/lastPlaces";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
import { newBatchAddress } from "../batches/useBatchesPlace";
import head from "../PageHead.module.css";
import runsStyles from "../Runs.module.css";
import { AddRun } from "./AddRun";
import styles from "./Compare.module.css";
import { CompareTable } from "./CompareTable";
import { useSummary } from "./summary";
import { useCompared } from "./useCompared";
import { MOST_COMPARED, useComparePlace } from "./useComparePlace";

export function ComparePage() {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const say = words.compare;
  const place = useComparePlace();
  const { ids } = place;
  const compared = useCompared(ids);
  const [adding, setAdding] = useState(false);
  const mayAdd = ids.length < MOST_COMPARED;
  const archetypes = useArchetypes(false).data;
  const archetype = (name: string) => String(archetypes?.find((one) => one.name === name)?.displayName ?? name);
  const commands = useMemo<Command[]>(() => {
    const add: Command = {
      id: "compare-add",
      title: say.add,
      icon: Plus,
      keys: "a",
      scope: "page",
      run: () => setAdding(true),
    };
    return mayAdd ? [add] : [];
  }, [say, mayAdd]);
  useCommands(commands);
  const { columns, comparison } = compared;
  const summary = useSummary(columns, comparison.data?.differences ?? null);
  const whole = columns.length === ids.length && columns.length > 1;
  return (
    <div className={styles.page} data-testid="compare">
      <header className={head.head}>
        <a
          className={runsStyles.back}
          href={`#${lastAddressOf("runs")}`}
          aria-label={words.runs.page.back}
          title={words.runs.page.back}
        >
          <ArrowLeft size={15} aria-hidden />
        </a>
        <h2>{say.title}</h2>
        <p id="compare-summary" className="quiet data" data-testid="compare-summary">
          {whole ? summary : null}
        </p>
        <span className={styles.gap} />
        {whole ? (
          <label className={styles.only}>
            <input
              type="checkbox"
              checked={place.onlyDifferences}
              onChange={(event) => place.showOnlyDifferences(event.currentTarget.checked)}
            />
            {say.only}
          </label>
        ) : null}
        {whole && mayWrite ? (
          <Button
            component="a"
            href={`#${newBatchAddress({ like: ids, templates: columns.flatMap(({ run }) => run.templateId ?? []) })}`}
            variant="default"
            leftSection={<FlaskConical size={13} aria-hidden />}
            title={say.repeatHint}
          >
            {say.repeat}
          </Button>
        ) : null}
        {mayAdd && ids.length > 0 ? (
          <Button variant="default" leftSection={<Plus size={13} aria-hidden />} onClick={() => setAdding(true)}>
            {say.add}
          </Button>
        ) : null}
      </header>
      {compared.gone.map((id) => (
        <Banner
          key={id}
          tone="warn"
          title={say.gone}
          actions={
            <Button size="compact-xs" variant="default" onClick={() => place.remove(id)}>
              {say.takeOut}
            </Button>
          }
        />
      ))}
      {columns
        .filter(({ run }) => run.output === null && run.outputBytes > 0)
        .map(({ run }) => (
          <Banner
            key={run.id}
            tone="info"
            title={say.tooLarge(words.runs.name(format.number(run.number)), format.bytes(run.outputBytes))}
          />
        ))}
      {compared.error ? <ErrorNote title={say.failed} error={compared.error} onRetry={compared.reload} /> : null}
      {comparison.isError && compared.gone.length === 0 ? (
        <ErrorNote title={say.failed} error={comparison.error} onRetry={compared.reload} />
      ) : null}
      {ids.length < 2 ? (
        <EmptyState
          icon={Columns2}
          title={ids.length === 0 ? say.emptyTitle : say.oneTitle}
          text={say.emptyText(format.number(MOST_COMPARED))}
          testId="compare-empty"
          action={<Button onClick={() => setAdding(true)}>{say.add}</Button>}
        />
      ) : compared.loading ? (
        <div className={runsStyles.bones}>
          <SkeletonLines lines={12} />
        </div>
      ) : null}
      {columns.length > 0 ? (
        <CompareTable
          columns={columns}
          differences={comparison.data?.differences ?? []}
          only={place.onlyDifferences && whole}
          archetype={archetype}
          onRemove={place.remove}
        />
      ) : null}
      <AddRun opened={adding} ids={ids} onClose={() => setAdding(false)} onAdd={place.add} />
    </div>
  );
}
