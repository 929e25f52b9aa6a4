// The rows of the log: all equally high, and only those in sight are drawn, so that a hundred thousand scroll. It follows its
// end until somebody scrolls away or pauses.
import { Button } from "@mantine/core";
import { ArrowDown, Pause, Play } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useFormat } from "../../../shared/format";
import { StatusSign, type StatusTone } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { clock, type LogRow } from "./log";

const ROW = 20;
const AHEAD = 20;

export function LogRows({ rows, start, empty }: { rows: LogRow[]; start: string; empty: string }) {
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
        {follow || rows.length === 0 ? null : (
          <Button
            size="compact-xs"
            leftSection={<ArrowDown size={12} aria-hidden />}
            onClick={() => setFollow(true)}
            data-testid="log-unread"
          >
            {unread > 0 ? say.unread(format.count(unread)) : say.toEnd}
          </Button>
        )}
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
      data-seq={line.seq}
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
