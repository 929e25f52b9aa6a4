// What runs now, and the last failures with their cause.

import type { RecentRun } from "../../backend";
import { addressOf } from "../../routes";
import { Card } from "../../shared/Card";
import { useFormat, useNow } from "../../shared/format";
import link from "../../shared/Link.module.css";
import { StatusSign } from "../../shared/Status";
import { useWaitingRuns } from "../../shared/waiting";
import { useWords } from "../../words/words";
import styles from "./Home.module.css";

export function RunsCard({ running, failures }: { running: RecentRun[]; failures: RecentRun[] }) {
  const words = useWords();
  const format = useFormat();
  const waiting = useWaitingRuns().data?.total ?? 0;
  return (
    <>
      <Card title={words.home.running} testId="running">
        {running.length === 0 ? <p className="quiet">{words.home.noneRunning}</p> : null}
        {waiting > 0 ? (
          <p>
            <a
              className={link.link}
              href={`#${addressOf({ page: "runs", section: "inbox" })}`}
              data-testid="home-waiting"
            >
              {words.inbox.waiting(format.count(waiting))}
            </a>
          </p>
        ) : null}
        <ul>
          {running.map((run) => (
            <Run key={run.id} run={run} tone="busy" />
          ))}
        </ul>
      </Card>
      <Card title={words.home.failures} testId="failures">
        {failures.length === 0 ? <p className="quiet">{words.home.noFailures}</p> : null}
        <ul>
          {failures.map((run) => (
            <Run key={run.id} run={run} tone="bad" />
          ))}
        </ul>
      </Card>
    </>
  );
}

function Run({ run, tone }: { run: RecentRun; tone: "busy" | "bad" }) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  return (
    <li className={styles.run}>
      <StatusSign tone={tone} />
      <span className={styles.runName}>
        <a href={`#${addressOf({ page: "runs", section: run.id })}`}>{words.home.run(format.number(run.number))}</a>
        {run.person ? <span className="quiet"> · {run.person}</span> : null}
      </span>
      {run.startedAt ? (
        <time dateTime={run.startedAt} title={format.dateTime(run.startedAt)}>
          {format.ago(run.startedAt, now)}
        </time>
      ) : null}
      {tone === "bad" || run.message ? (
        <p className={`${styles.cause} data`}>{run.message ?? words.home.noCause}</p>
      ) : null}
    </li>
  );
}
