// The last line of the window: who one is connected to, the schema, running work.

import { useQuery } from "@tanstack/react-query";
import { homeQuery, useConnection, useReady } from "../../backend";
import { addressOf } from "../../routes";
import { useFormat } from "../../shared/format";
import { lastHere } from "../../shared/lastHere";
import { GOING_ON, runListAddress } from "../../shared/runRows";
import { Status } from "../../shared/Status";
import { useWaitingFresh, useWaitingRuns } from "../../shared/waiting";
import { useWords } from "../../words/words";
import { TONES } from "./ConnectionSign";
import styles from "./Frame.module.css";
import { TaskBar } from "./TaskBar";

export function StatusBar() {
  const words = useWords();
  const format = useFormat();
  const connection = useConnection();
  const home = useQuery({ ...homeQuery(lastHere()), enabled: useReady() }).data;
  useWaitingFresh();
  const waiting = useWaitingRuns().data?.total ?? 0;
  const pending = connection?.server?.schemas.reduce((sum, schema) => sum + schema.pending, 0);
  return (
    <footer className={styles.status} data-testid="status-bar">
      <h2 className="unseen">{words.frame.statusBar}</h2>
      {connection ? (
        <span className="cut data">
          <Status tone={TONES[connection.state]}>
            {connection.profile.name}@{connection.profile.address}
            {connection.state === "ready" ? "" : ` (${words.connection.states[connection.state]})`}
          </Status>
        </span>
      ) : (
        <span>{words.connection.unknownState}</span>
      )}
      {pending === undefined ? null : (
        <span>{pending === 0 ? words.frame.schemaCurrent : words.frame.schemaPending(format.count(pending))}</span>
      )}
      {home ? (
        <span data-testid="runs-running">
          {home.day.running === 0 ? (
            words.frame.noRuns
          ) : (
            <a
              className={styles.statusLink}
              href={`#${runListAddress(GOING_ON)}`}
              aria-label={words.runs.running(format.count(home.day.running))}
            >
              {words.frame.runsRunning(format.count(home.day.running))}
            </a>
          )}
        </span>
      ) : null}
      {waiting > 0 ? (
        <span data-testid="runs-waiting">
          <a className={styles.statusLink} href={`#${addressOf({ page: "runs", section: "inbox" })}`}>
            {words.inbox.waiting(format.count(waiting))}
          </a>
        </span>
      ) : null}
      <TaskBar />
    </footer>
  );
}
