// One run that waits: what it asks, what it has made so far, and the three answers.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Check, Pencil, X } from "lucide-react";
import { backend, keys, type Run, type RunSummary, useMayWrite, useReady } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat, useNow } from "../../../shared/format";
import { JsonTree } from "../../../shared/JsonTree";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
import { DegradedMark, QualityMark } from "../RunState";
import { engineWord } from "../run";
import { runAddress } from "../useRunsPlace";
import { Answer } from "./Answer";
import { type Asked, askedBy, briefOf, outputOf } from "./asked";
import styles from "./Inbox.module.css";
import type { Way } from "./useInboxCommands";

interface Props {
  run: RunSummary;
  /** False once somebody has decided it elsewhere. */
  waits: boolean;
  way: Way | null;
  onWay: (way: Way) => void;
  onBack: () => void;
}

export function AskedRun({ run, waits, way, onWay, onBack }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.inbox;
  const whole = useQuery({
    // A run may ask once more, after a later step: then there is more to see.
    queryKey: [...keys.runs, "asked", run.id, run.stepsDone],
    queryFn: () => backend.runGet(run.id),
    // Decided elsewhere, it stays as it was in front of whoever looks at it.
    enabled: useReady() && waits,
    staleTime: 0,
  });
  return (
    <section className={styles.asked} aria-label={words.runs.name(format.number(run.number))} data-testid="asked">
      <header className={styles.who}>
        <h3>
          <a href={`#${runAddress(run.id)}`}>{words.runs.name(format.number(run.number))}</a>
        </h3>
        {run.person ? <span className="cut data">{run.person}</span> : null}
        <span className="quiet">{[engineWord(words, run.engine), run.template].filter(Boolean).join(" · ")}</span>
        {run.quality === null ? null : <QualityMark quality={run.quality} />}
        {run.degraded ? <DegradedMark /> : null}
      </header>
      {waits ? null : <Banner tone="info" title={say.elsewhere} testId="decided-elsewhere" />}
      {whole.data ? (
        <Question run={whole.data} waits={waits} way={way} onWay={onWay} onBack={onBack} />
      ) : whole.error ? (
        <ErrorNote title={say.runFailed} error={whole.error} onRetry={() => void whole.refetch()} />
      ) : (
        <SkeletonLines lines={6} height={20} />
      )}
    </section>
  );
}

function Question({ run, waits, way, onWay, onBack }: Omit<Props, "run"> & { run: Run }) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  const mayWrite = useMayWrite();
  const say = words.inbox;
  const asked = askedBy(run) ?? { agent: null, at: null, missed: [] };
  const { agent, at, missed } = asked;
  const output = agent ? outputOf(run, agent) : null;
  const criteria = missed.map((name) => words.runs.quality.missed[name] ?? name).join(", ");
  return (
    <>
      <div className={styles.question}>
        <p>
          <strong>
            {agent ? words.runs.page.waitingTitle(words.runs.agents[agent]) : words.runs.page.waitingQuality}
          </strong>{" "}
          {at ? (
            <time className="quiet small" dateTime={at} title={format.dateTime(at)}>
              {say.since(format.ago(at, now))}
            </time>
          ) : null}
        </p>
        {missed.length > 0 ? <p>{say.missed(criteria)}</p> : null}
      </div>
      {way && mayWrite ? (
        <Answer key={way} run={run} agent={agent} output={output} way={way} waits={waits} onBack={onBack} />
      ) : mayWrite ? (
        <div className={styles.ways}>
          <Button leftSection={<Check size={13} aria-hidden />} onClick={() => onWay("approve")}>
            {say.approve}
          </Button>
          {output === null ? null : (
            <Button variant="default" leftSection={<Pencil size={13} aria-hidden />} onClick={() => onWay("edit")}>
              {say.edit}
            </Button>
          )}
          <Button variant="default" leftSection={<X size={13} aria-hidden />} onClick={() => onWay("reject")}>
            {say.reject}
          </Button>
        </div>
      ) : null}
      <Made run={run} asked={asked} />
    </>
  );
}

/** What the step that asks has made; of a run that asks as a whole, its character and its prompt. */
function Made({ run, asked }: { run: Run; asked: Asked }) {
  const words = useWords();
  const format = useFormat();
  const say = words.inbox;
  const agents = asked.agent ? [asked.agent] : (["character", "prompt"] as const);
  return agents.map((agent) => {
    const output = outputOf(run, agent);
    const name = words.runs.agents[agent];
    return (
      <section key={agent} className={styles.made} aria-label={say.output(name)}>
        <h4>{say.output(name)}</h4>
        {output === null ? (
          <p className="quiet">
            {say.noOutput} <a href={`#${runAddress(run.id)}`}>{say.openRun}</a>
          </p>
        ) : (
          <>
            <dl className="data">
              {briefOf(agent, output, words, format).map(({ label, text }) => (
                <div key={`${label} ${text}`}>
                  <dt>{label}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
            <details>
              <summary>{say.whole}</summary>
              <JsonTree value={output} searchable />
            </details>
          </>
        )}
      </section>
    );
  });
}
