// What waits for a person: the runs at the left, the one looked at with all it takes to decide at the right. Decided, it
// leaves the list, and the next one is looked at.
import { Inbox as InboxIcon } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type RunSummary, useMayWrite } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { lastAddressOf } from "../../../shared/lastPlaces";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWaitingRuns } from "../../../shared/waiting";
import { useWords } from "../../../words/words";
import { AskedRun } from "./AskedRun";
import styles from "./Inbox.module.css";
import { useInboxCommands, type Way } from "./useInboxCommands";

export function Inbox() {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const say = words.inbox;
  const waiting = useWaitingRuns();
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [way, setWay] = useState<Way | null>(null);
  const { runs, shown, at, look } = useLookedAt(waiting.data?.items, way !== null);
  const move = (by: number) => {
    const next = runs[Math.min(runs.length - 1, Math.max(0, at + by))];
    if (next && way === null) look(next);
  };
  useInboxCommands({ mayDecide: mayWrite && shown !== null, move, begin: setWay });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  };
  const isEmpty = shown === null;
  useEffect(() => {
    // With the last run the list goes, and the focus that was in it.
    if (isEmpty && document.activeElement === document.body) box.current?.focus();
  }, [isEmpty]);
  const backToList = () => {
    setWay(null);
    list.current?.focus();
  };
  return (
    <div ref={box} tabIndex={-1} className={styles.inbox} data-testid="inbox">
      <header className={styles.head}>
        <h2>{say.title}</h2>
        <span className="quiet small">{say.keys}</span>
        <a href={`#${lastAddressOf("runs")}`}>{say.back}</a>
      </header>
      {waiting.error ? (
        <ErrorNote title={say.failed} error={waiting.error} onRetry={() => void waiting.refetch()} />
      ) : null}
      {!waiting.data && !waiting.error ? <SkeletonLines lines={5} height={32} /> : null}
      {waiting.data && !shown ? (
        <EmptyState icon={InboxIcon} title={say.emptyTitle} text={say.emptyText} testId="inbox-empty" />
      ) : null}
      {shown ? (
        <div className={styles.columns}>
          <div
            ref={list}
            role="listbox"
            aria-label={say.list}
            aria-activedescendant={`waiting-${shown.id}`}
            tabIndex={0}
            className={styles.list}
            onKeyDown={onKeyDown}
          >
            {runs.map((run) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it has the keyboard
              <div
                key={run.id}
                id={`waiting-${run.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={run.id === shown.id}
                className={styles.entry}
                onClick={() => {
                  if (run.id !== shown.id) setWay(null);
                  look(run);
                }}
              >
                <strong>{words.runs.name(format.number(run.number))}</strong>
                <span className="cut data">{run.person}</span>
                <span className="quiet small">{words.runList.steps(format.number(run.stepsDone))}</span>
              </div>
            ))}
          </div>
          <AskedRun
            key={shown.id}
            run={shown}
            waits={runs.some((one) => one.id === shown.id)}
            way={way}
            onWay={setWay}
            onBack={backToList}
          />
        </div>
      ) : null}
    </div>
  );
}

/** Oldest first. Whoever is deciding keeps the run in front of them, also when it waits no more. */
function useLookedAt(items: RunSummary[] | undefined, held: boolean) {
  const [looked, setLooked] = useState<RunSummary | null>(null);
  const lastAt = useRef(0);
  const runs = (items ?? []).toSorted((a, b) => a.number - b.number);
  const found = runs.findIndex((run) => run.id === looked?.id);
  // The one looked at has left: the next one stands in its place.
  const at = found >= 0 ? found : Math.min(lastAt.current, runs.length - 1);
  lastAt.current = Math.max(0, at);
  const shown = found < 0 && held && looked ? looked : (runs[at] ?? null);
  if (shown && shown.id !== looked?.id) setLooked(shown);
  return { runs, shown, at, look: setLooked };
}
