// What was done with a person's data, by whom and when.
import { useQuery } from "@tanstack/react-query";
import { backend, keys, useReady } from "../../backend";
import { Card } from "../../shared/Card";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { useWords } from "../../words/words";
import styles from "./People.module.css";

export function PrivacyCard({ id }: { id: string }) {
  const words = useWords();
  const format = useFormat();
  const say = words.people.privacy;
  const query = useQuery({
    queryKey: [...keys.people, "audit", id],
    queryFn: () => backend.personAudit(id),
    enabled: useReady(),
  });
  return (
    <Card title={say.title} testId="audit">
      {query.isError ? (
        <ErrorNote title={words.people.failed} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data?.length === 0 ? <p className="quiet">{say.none}</p> : null}
      <ul className={`${styles.deeds} data`}>
        {(query.data ?? []).map((entry) => (
          <li key={`${entry.at} ${entry.deed}`}>
            <strong>{say.deeds[entry.deed] ?? entry.deed}</strong> <span className="quiet">{say.by(entry.actor)}</span>
            <time dateTime={entry.at} className="quiet">
              {format.dateTime(entry.at)}
            </time>
          </li>
        ))}
      </ul>
    </Card>
  );
}
