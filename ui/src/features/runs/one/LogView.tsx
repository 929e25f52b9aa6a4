// The log as it comes in: filtered by problem, step, attempt and words; saved whole or copied as it is filtered.
import { Button } from "@mantine/core";
import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import type { AppError, Run } from "../../../backend";
import { Card } from "../../../shared/Card";
import { CopyButton } from "../../../shared/CopyButton";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { SearchField } from "../../../shared/SearchField";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { AGENTS } from "../run";
import { eventText } from "./eventText";
import { LogRows } from "./LogRows";
import { clock, type Log, type LogFilter, type LogLine, type LogRow, matches, rowsOf } from "./log";
import { useRunFile } from "./RunMenu";

const NO_FILTER: LogFilter = { problems: false, step: null, attempt: null, text: "" };

interface Props {
  run: Run;
  told: { log: Log; error: AppError | null; loaded: boolean; reload: () => void };
}

export function LogView({ run, told }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.log;
  const save = useRunFile(run.id);
  const [filter, setFilter] = useState(NO_FILTER);
  const { lines } = told.log;
  const rows = useRows(lines, filter);
  const attempts = useMemo(() => lines.reduce((most, line) => Math.max(most, line.attempt ?? 1), 1), [lines]);
  const start = run.startedAt ?? run.createdAt;
  const shown = () =>
    rows.map((row) => `[${clock(row.line.at, start)}] ${row.line.step ?? "-"} ${row.text}`).join("\n");
  const choice = (field: "step" | "attempt", label: string, all: string, options: string[]) => (
    <select
      className={styles.chip}
      aria-label={label}
      data-asked={filter[field] !== null || undefined}
      value={filter[field] ?? ""}
      onChange={(event) => setFilter({ ...filter, [field]: Number(event.currentTarget.value) || null })}
    >
      <option value="">{all}</option>
      {options.map((option, at) => (
        <option key={option} value={at + 1}>
          {option}
        </option>
      ))}
    </select>
  );
  return (
    <Card
      title={say.title}
      flush
      testId="log"
      aside={
        <>
          <span data-testid="log-count">{say.lines(format.count(rows.length))}</span>
          <CopyButton small text={shown} label={say.copy} />
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={say.download}
            title={say.download}
            onClick={() => void save("log")}
          >
            <Download size={13} aria-hidden />
          </Button>
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
        {choice(
          "step",
          say.step,
          say.allSteps,
          AGENTS.map((agent, at) => `${at + 1}. ${words.runs.agents[agent]}`),
        )}
        {attempts > 1
          ? choice(
              "attempt",
              say.attempt,
              say.allAttempts,
              Array.from({ length: attempts }, (_, at) => words.runs.steps.attempt(format.number(at + 1))),
            )
          : null}
      </div>
      {told.error ? <ErrorNote title={say.failed} error={told.error} onRetry={told.reload} /> : null}
      <LogRows rows={rows} start={start} empty={told.loaded ? (lines.length === 0 ? say.empty : say.noMatch) : ""} />
    </Card>
  );
}

interface Said {
  text: string;
  rows: LogRow[];
}

/** The rows a filter leaves. A line is put into words once, however often the log grows around it. */
function useRows(lines: LogLine[], filter: LogFilter): LogRow[] {
  const words = useWords();
  const format = useFormat();
  const said = useMemo(() => {
    const known = new WeakMap<LogLine, Said>();
    return (line: LogLine): Said => {
      const before = known.get(line);
      if (before) return before;
      const text = eventText(words, format, line);
      const fresh = { text, rows: rowsOf(line, text) };
      known.set(line, fresh);
      return fresh;
    };
  }, [words, format]);
  return useMemo(
    () =>
      lines.flatMap((line) => {
        const { text, rows } = said(line);
        return matches(line, filter, text) ? rows : [];
      }),
    [lines, filter, said],
  );
}
