// The runs that are listed, in numbers: a small picture of when they were asked for and how they ended, and one line.
import { Tooltip } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import type { Filter, RunBucket } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { type Count, useWords } from "../../../words/words";
import { qualityPoints } from "../run";
import own from "./List.module.css";
import { inSpan, useSurvey } from "./useSurvey";

interface Props {
  /** Of exactly what is listed. */
  shown: Filter;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

export function Survey({ shown, filter, onFilter }: Props) {
  const words = useWords();
  const format = useFormat();
  const { data, isError } = useSurvey(shown);
  const say = words.runList.survey;
  if (isError && !data) return <p className="quiet">{say.failed}</p>;
  if (!data || data.total === 0) return null;
  const { meanQuality, p50Ms, p95Ms, tokens, costUsd, buckets } = data;
  return (
    <section className={own.survey} aria-label={say.label} data-testid="run-survey">
      <Sparkline buckets={buckets} onSpan={(at) => onFilter(inSpan(filter, buckets, at))} />
      {meanQuality === null ? null : (
        <span title={say.qualityText}>{say.quality(format.number(qualityPoints(meanQuality)))}</span>
      )}
      {p50Ms === null || p95Ms === null ? null : (
        <span title={say.timesText}>{say.times(format.duration(p50Ms), format.duration(p95Ms))}</span>
      )}
      <span>{say.tokens(format.compact(tokens))}</span>
      <span>{format.usd(costUsd)}</span>
    </section>
  );
}

const PARTS = ["other", "failed", "completed"] as const;
type Part = (typeof PARTS)[number];

/** One tab stop; arrows go from bar to bar. */
function Sparkline({ buckets, onSpan }: { buckets: RunBucket[]; onSpan: (at: number) => void }) {
  const words = useWords();
  const format = useFormat();
  const bars = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(buckets.length - 1);
  const say = words.runList.survey;
  const size = (bucket: RunBucket) => bucket.completed + bucket.failed + bucket.other;
  const highest = Math.max(1, ...buckets.map(size));
  const sum = (part: Part) => format.count(buckets.reduce((all, bucket) => all + bucket[part], 0));
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: focused - 1, ArrowRight: focused + 1, Home: 0, End: buckets.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.min(buckets.length - 1, Math.max(0, to));
    setFocused(next);
    bars.current?.querySelectorAll<HTMLElement>("button")[next]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture of bars is no fieldset
    <div
      ref={bars}
      role="group"
      aria-label={say.bars(sum("completed"), sum("failed"), sum("other"))}
      className={own.spark}
      onKeyDown={onKeyDown}
    >
      {buckets.map((bucket, at) => {
        const counts = (["completed", "failed", "other"] as const).map((part) => format.count(bucket[part]));
        const text = say.bar(format.dateTime(bucket.from), ...(counts as [Count, Count, Count]));
        return (
          <Tooltip key={bucket.from} label={text}>
            <button
              type="button"
              aria-label={text}
              tabIndex={at === Math.min(focused, buckets.length - 1) ? 0 : -1}
              onFocus={() => setFocused(at)}
              onClick={() => onSpan(at)}
            >
              {PARTS.map((part) => (
                <i key={part} data-part={part} style={{ height: `${(100 * bucket[part]) / highest}%` }} />
              ))}
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
