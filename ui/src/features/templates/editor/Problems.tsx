// Everything the rules found, the worst first: a click goes there, a fix mends it.
import { Button } from "@mantine/core";
import { CircleCheck } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import type { Finding } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import type { SourcePlace } from "../parts";
import { FindingCounts, SeveritySign } from "./FindingCounts";
import { findingText, fixText } from "./findingWords";
import styles from "./panels.module.css";
import { placeOf } from "./places";

export interface ProblemsProps {
  findings: Finding[];
  onGo: (place: SourcePlace) => void;
  /** Null where nothing may be changed. */
  onFix: ((finding: Finding) => void) | null;
}

export function Problems({ findings, onGo, onFix }: ProblemsProps) {
  const words = useWords();
  const list = useRef<HTMLUListElement>(null);
  const say = words.templateEditor.problems;
  if (findings.length === 0) return <EmptyState icon={CircleCheck} title={say.none} text={say.noneText} />;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const lines = [...(list.current?.querySelectorAll<HTMLElement>("[data-line]") ?? [])];
    const at = lines.findIndex((line) => line.parentElement?.contains(document.activeElement));
    event.preventDefault();
    lines[at + by]?.focus();
  };
  return (
    <div className={styles.panel} data-testid="problems">
      <p className={styles.bar}>
        <FindingCounts findings={findings} />
        <span className="quiet small">{say.hint}</span>
      </p>
      <ul ref={list} aria-label={say.label} onKeyDown={onKeyDown}>
        {keyed(findings).map(([key, finding]) => (
          <Problem key={key} finding={finding} onGo={onGo} onFix={onFix} />
        ))}
      </ul>
    </div>
  );
}

function Problem({ finding, onGo, onFix }: Omit<ProblemsProps, "findings"> & { finding: Finding }) {
  const words = useWords();
  const format = useFormat();
  const say = words.templateEditor.problems;
  const place = placeOf(finding);
  const where = place
    ? say.place(
        words.templates.sections[place.section] ?? place.section,
        format.number(place.line),
        format.number(place.column),
      )
    : finding.snippet === null
      ? say.whole
      : say.part(finding.snippet);
  const inside = (
    <>
      <SeveritySign severity={finding.severity} />
      <span className="unseen">{words.templateEditor.severities[finding.severity]}</span>
      <span className={styles.said}>{findingText(words, finding)}</span>
      <span className={styles.where}>{where}</span>
    </>
  );
  return (
    <li className={styles.problem} data-rule={finding.rule}>
      <button
        type="button"
        data-line
        className={styles.line}
        aria-disabled={!place}
        onClick={() => place && onGo(place)}
      >
        {inside}
      </button>
      {finding.fix && onFix && finding.fix.edits.every(({ snippet }) => snippet === null) ? (
        <Button size="compact-xs" variant="default" onClick={() => onFix(finding)}>
          {fixText(words, finding.fix)}
        </Button>
      ) : null}
    </li>
  );
}

/** The same may be found twice at one place. */
function keyed(findings: Finding[]): [string, Finding][] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, section, snippet, line, column, message } = finding;
    const key = [rule, section, snippet, line, column, message].join();
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return [`${key}#${before}`, finding];
  });
}
