// The attempts of one step as bars, with what each did inside: calls of a provider, an answer from the cache.
import { Database } from "lucide-react";
import { useMemo } from "react";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { cacheHitOf, callsOf } from "./calls";
import { barText, callText } from "./course";
import type { Log } from "./log";
import type { Bar } from "./standing";
import course from "./Waterfall.module.css";

export function Bars({ bars, log }: { bars: Bar[]; log: Log }) {
  return (
    <span className={styles.track}>
      {bars.map((bar) => (
        <AttemptBar key={bar.attempt.attempt} bar={bar} log={log} />
      ))}
    </span>
  );
}

function AttemptBar({ bar, log }: { bar: Bar; log: Log }) {
  const words = useWords();
  const format = useFormat();
  const { attempt, from, to } = bar;
  const { step, attempt: number, startedAt } = attempt;
  const calls = useMemo(() => callsOf(log, step, number), [log, step, number]);
  const hit = useMemo(() => cacheHitOf(log, step, number, startedAt), [log, step, number, startedAt]);
  const whole = Math.max(1, bar.ms);
  const part = (ms: number) => Math.min(100, (ms / whole) * 100);
  return (
    <span
      className={styles.segment}
      data-state={attempt.status}
      data-fallback={attempt.fallbackUsed || undefined}
      style={{ left: `${from * 100}%`, width: `max(3px, ${(to - from) * 100}%)` }}
      title={barText(words, format, bar)}
    >
      {calls.map((call) => (
        <span
          key={call.seq}
          className={course.call}
          data-failed={call.failure !== null || undefined}
          data-testid="call"
          style={{ left: `${part(call.fromMs)}%`, width: `max(2px, ${part(call.ms)}%)` }}
          title={callText(words, format, call)}
        />
      ))}
      {hit === null ? null : (
        <span
          className={course.hit}
          style={{ left: `${part(hit)}%` }}
          title={words.runs.steps.cacheText}
          data-testid="cache-hit"
        >
          <Database size={10} aria-hidden />
        </span>
      )}
    </span>
  );
}
