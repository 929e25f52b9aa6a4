// One run in the list. Its number is a link; a click anywhere else on the row leads there too.
import { CornerDownRight } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import type { RunSummary } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { DegradedMark, QualityMark, RunStateSign } from "../RunState";
import styles from "../Runs.module.css";
import { elapsed, engineWord, kindWord, timeText } from "../run";
import { runAddress } from "../useRunsPlace";

interface Props {
  run: RunSummary;
  index: number;
  top: number;
  now: number;
  archetype: string;
  selected: boolean;
  active: boolean;
  onOpen: () => void;
  onSelect: (range: boolean) => void;
}

export function RunRow({ run, index, top, now, archetype, selected, active, onOpen, onSelect }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.list;
  const time = elapsed(run, now);
  const tokens = run.promptTokens + run.completionTokens;
  const name = words.runs.name(format.number(run.number));
  const onClick = (event: MouseEvent) => {
    if ((event.target as HTMLElement).closest("a, input, label")) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) onSelect(event.shiftKey);
    else if (window.getSelection()?.isCollapsed !== false) onOpen();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it takes the keys
    // biome-ignore lint/a11y/useSemanticElements: rows of a long list are placed, a table cannot do that
    <div
      role="row"
      tabIndex={active ? 0 : -1}
      data-row={index}
      data-selected={selected || undefined}
      aria-selected={selected}
      aria-rowindex={index + 2}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onClick}
    >
      <Cell name="tick">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={say.select(name)}
          checked={selected}
          onClick={(event) => onSelect(event.shiftKey)}
          readOnly
        />
      </Cell>
      <Cell name="number">
        <a href={`#${runAddress(run.id)}`} tabIndex={-1} aria-label={name}>
          {format.number(run.number)}
        </a>
        {run.basedOn ? (
          <CornerDownRight size={11} className={styles.based} aria-label={say.based[run.basedOnKind ?? ""] ?? ""} />
        ) : null}
      </Cell>
      <Cell name="status">
        <RunStateSign status={run.status} />
        {run.status === "running" ? <span className="quiet">{`${run.stepsDone}/5`}</span> : null}
        {run.dryRun ? <span className={styles.mark}>{say.dryRun}</span> : null}
        {run.status === "failed" ? (
          <span className="cut quiet" title={run.error ?? ""}>
            {kindWord(words, run.errorKind)}
          </span>
        ) : null}
      </Cell>
      <Cell name="person">{run.person || <None />}</Cell>
      <Cell name="character">{run.character ?? <None />}</Cell>
      <Cell name="archetype">{run.archetype ? archetype : <None />}</Cell>
      <Cell name="template">{run.template ?? <None />}</Cell>
      <Cell name="quality">{run.quality === null ? <None /> : <QualityMark quality={run.quality} />}</Cell>
      <Cell name="duration">{time === null ? <None /> : timeText(format, run, time)}</Cell>
      <Cell name="engine">
        <span className="cut">{engineWord(words, run.engine)}</span>
        {run.degraded ? <DegradedMark short /> : null}
      </Cell>
      <Cell name="cost">
        {tokens === 0 && run.costUsd === 0 ? <None /> : `${format.compact(tokens)} · ${format.usd(run.costUsd)}`}
      </Cell>
      <Cell name="started">
        <time dateTime={run.createdAt} title={format.dateTime(run.createdAt)}>
          {format.ago(run.createdAt, now)}
        </time>
      </Cell>
    </div>
  );
}

function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div role="gridcell" tabIndex={-1} className={`${styles.cell} ${name === "tick" ? "" : "cut"}`} data-column={name}>
      {children}
    </div>
  );
}

const None = () => <span className="quiet">–</span>;
