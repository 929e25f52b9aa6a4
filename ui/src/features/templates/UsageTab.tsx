// What a version made: characters, the runs that made them, how good they were.
import { useQuery } from "@tanstack/react-query";
import { backend, keys, useReady } from "../../backend";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import styles from "./Templates.module.css";

export function UsageTab({ id }: { id: string }) {
  const words = useWords();
  const format = useFormat();
  const say = words.templates.usage;
  const query = useQuery({
    queryKey: [...keys.templates, "usage", id],
    queryFn: () => backend.templateUsage(id),
    enabled: useReady(),
  });
  if (query.isError) return <ErrorNote title={say.failed} error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={4} />;
  const { characters, runs, quality, made } = query.data;
  const score = (value: number | null) => (value === null ? words.general.none : format.percent(value));
  return (
    <div className="data">
      <dl className={styles.numbers}>
        <div>
          <dt>{say.characters}</dt>
          <dd>{format.number(characters)}</dd>
        </div>
        <div>
          <dt>{say.runs}</dt>
          <dd>{format.number(runs)}</dd>
        </div>
        <div>
          <dt>{say.quality}</dt>
          <dd>{score(quality)}</dd>
        </div>
      </dl>
      {made.length === 0 ? (
        <p className="quiet">{say.none}</p>
      ) : (
        <table className={styles.table}>
          <caption className="unseen">{say.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say.name}</th>
              <th scope="col">{say.run}</th>
              <th scope="col">{say.score}</th>
              <th scope="col">{say.made}</th>
            </tr>
          </thead>
          <tbody>
            {made.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.name}</th>
                <td>{one.number === null ? words.general.none : `#${format.number(one.number)}`}</td>
                <td>{score(one.quality)}</td>
                <td>
                  <time dateTime={one.at} title={format.dateTime(one.at)}>
                    {format.ago(one.at)}
                  </time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
