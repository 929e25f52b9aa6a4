// The log as it comes in: follows its end until somebody scrolls away or pauses; filtered by problem, step and words.
// Its rows are all equally high and only those in sight are drawn, so that a hundred thousand scroll.
import { Button } from "@mantine/core";
import { ArrowDown, Pause, Play } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { AppError, Run } from "../../../backend";
import { Card } from "../../../shared/Card";
import { CopyButton } from "../../../shared/CopyButton";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { SearchField } from "../../../shared/SearchField";
import { StatusSign, type StatusTone } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { AGENTS } from "../run";
import { eventText } from "./eventText";
import { clock, type Log, type LogFilter, type LogRow, matches, rowsOf } from "./log";

const ROW = 20;
const AHEAD = 20;
const NO_FILTER: LogFilter = { problems: false, step: null, text: "" };

interface Props {
  run: Run;
  told: { log: Log; error: AppError | null; loaded: boolean; reload: () => void };
}

export function LogView({ run, told }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.log;
  const [filter, setFilter] = useState(NO_FILTER);
  const { lines } = told.log;
  const rows = useMemo(
    () =>
      lines.flatMap((line) => {
        const said = eventText(words, format, line);
        return matches(line, filter, said) ? rowsOf(line, said) : [];
      }),
    [lines, filter, words, format],
  );
  const start = run.startedAt ?? run.createdAt;
  const whole = () =>
    rows.map((row) => `[${clock(row.line.at, start)}] ${row.line.step ?? "-"} ${row.text}`).join("\n");
  return (
    <Card
      title={say.title}
      flush
      testId="log"
      aside={
        <>
          <span data-testid="log-count">{say.lines(format.count(rows.length))}</span>
          <CopyButton small text={whole} label={say.download} />
        </>
      }
    >
      <div className={styles.logBar}>
        <SearchField
          label={say.search}
          testId="log-search"
          className={styles.logSearch ?? ""}
          asked={filter.text}
          onAsk={(text) => setFilter({ ...filter, text })}
        />
        <button
          type="button"
          className={styles.chip}
          aria-pressed={filter.problems}
          onClick={() => setFilter({ ...filter, problems: !filter.problems })}
        >
          {say.errors}
        </button>
        <select
          className={styles.chip}
          aria-label={say.step}
          data-asked={filter.step !== null || undefined}
          value={filter.step ?? ""}
          onChange={(event) => setFilter({ ...filter, step: Number(event.currentTarget.value) || null })}
        >
          <option value="">{say.allSteps}</option>
          {AGENTS.map((agent, at) => (
            <option key={agent} value={at + 1}>
              {`${at + 1}. ${words.runs.agents[agent]}`}
            </option>
          ))}
        </select>
      </div>
      {told.error ? <ErrorNote title={say.failed} error={told.error} onRetry={told.reload} /> : null}
      <Rows rows={rows} start={start} empty={told.loaded ? (lines.length === 0 ? say.empty : say.noMatch) : ""} />
    </Card>
  );
}

function Rows({ rows, start, empty }: { rows: LogRow[]; start: string; empty: string }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.log;
  const box = useRef<HTMLDivElement>(null);
  const [follow, setFollow] = useState(true);
  const [seen, setSeen] = useState(0);
  const [scroll, setScroll] = useState({ top: 0, height: 300 });
  const unread = follow ? 0 : Math.max(0, rows.length - seen);

  const toEnd = () => {
    const list = box.current;
    if (list) list.scrollTop = list.scrollHeight;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it must run with each row that comes, which it does not read
  useLayoutEffect(() => {
    if (follow) toEnd();
  }, [rows.length, follow]);
  useEffect(() => {
    if (follow) setSeen(rows.length);
  }, [follow, rows.length]);

  const from = Math.max(0, Math.floor(scroll.top / ROW) - AHEAD);
  const to = Math.min(rows.length, Math.ceil((scroll.top + scroll.height) / ROW) + AHEAD);
  const Sign = follow ? Pause : Play;
  return (
    <div className={styles.logBox}>
      <div
        ref={box}
        role="log"
        aria-label={say.label}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        className={`${styles.log} data mono`}
        onScroll={(event) => {
          const { scrollTop: top, clientHeight: height, scrollHeight: whole } = event.currentTarget;
          setScroll({ top, height: height || 300 });
          // Whoever scrolls away wants to read; whoever comes back to the end, to follow.
          if (height > 0) setFollow(top + height >= whole - ROW);
        }}
      >
        {rows.length === 0 ? <p className="quiet">{empty}</p> : null}
        <div className={styles.logRows} style={{ height: rows.length * ROW }}>
          {rows.slice(from, to).map((row, at) => (
            <Row key={`${row.line.seq} ${row.part}`} row={row} start={start} top={(from + at) * ROW} />
          ))}
        </div>
      </div>
      <div className={styles.logTools}>
        {unread > 0 ? (
          <Button
            size="compact-xs"
            leftSection={<ArrowDown size={12} aria-hidden />}
            onClick={() => setFollow(true)}
            data-testid="log-unread"
          >
            {say.unread(format.count(unread))}
          </Button>
        ) : null}
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Sign size={12} aria-hidden />}
          aria-pressed={follow}
          onClick={() => setFollow(!follow)}
        >
          {follow ? say.pause : say.follow}
        </Button>
      </div>
    </div>
  );
}

const TONES: Record<string, StatusTone> = { success: "good", warning: "warn", error: "bad" };

function Row({ row, start, top }: { row: LogRow; start: string; top: number }) {
  const words = useWords();
  const { line, part, text } = row;
  const tone = TONES[line.level];
  return (
    <div
      className={styles.logRow}
      data-level={line.level}
      data-kind={line.kind}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className={styles.logTime}>{part === 0 ? clock(line.at, start) : ""}</span>
      <span className={styles.logStep}>{part === 0 && line.step ? line.step : ""}</span>
      <span className={styles.logSign}>
        {part === 0 && tone ? (
          <>
            <StatusSign tone={tone} size={8} />
            <span className="unseen">{words.runs.log.levels[line.level]}</span>
          </>
        ) : null}
      </span>
      <span className={styles.logText}>{text}</span>
    </div>
  );
}
