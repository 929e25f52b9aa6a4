// What the others changed since this person was last here, by colleague.
import type { ChangeSummary } from "../../backend";
import { Card } from "../../shared/Card";
import { useFormat, useNow } from "../../shared/format";
import { lastHere } from "../../shared/lastHere";
import { useWords } from "../../words/words";
import styles from "./Home.module.css";

export function Changes({ changes }: { changes: ChangeSummary[] }) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  const since = lastHere();
  const actors = [...new Set(changes.map((change) => change.actor))];
  return (
    <Card
      title={words.home.changes}
      aside={
        since ? <span title={format.dateTime(since)}>{words.home.changesSince(format.ago(since, now))}</span> : null
      }
      testId="changes"
    >
      {changes.length === 0 ? <p className="quiet">{since ? words.home.noChanges : words.home.firstVisit}</p> : null}
      <ul className={styles.changes}>
        {actors.map((actor) => (
          <li key={actor}>
            <span className={styles.actor}>{actor}</span>
            <ul>
              {changes
                .filter((change) => change.actor === actor)
                .map((change) => (
                  <li key={change.table} className={styles.change}>
                    <span>
                      {words.home.change(
                        format.count(change.count),
                        words.tables[change.table]?.(change.count) ?? change.table,
                      )}
                    </span>
                    <span className="quiet cut data">{change.labels.join(", ")}</span>
                    <time dateTime={change.lastAt} title={format.dateTime(change.lastAt)}>
                      {format.ago(change.lastAt, now)}
                    </time>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}
