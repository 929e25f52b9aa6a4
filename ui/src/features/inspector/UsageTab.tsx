// What runs made of a row: how often it could have been drawn, how often it was, how good those runs were, who names it.
import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn } from "lucide-react";
import { backend, keys, type Pool, type RowKind, useReady } from "../../backend";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat, useNow } from "../../shared/format";
import link from "../../shared/Link.module.css";
import { SkeletonLines } from "../../shared/Skeleton";
import { useValueWord } from "../../shared/Value";
import { useWords } from "../../words/words";
import styles from "./Inspector.module.css";

interface Props {
  pool: Pool;
  id: string;
  onOpen: (kind: RowKind, id: string) => void;
}

export function usePoolUsage(pool: Pool, id: string) {
  return useQuery({
    queryKey: [...keys.pool, "usage", pool, id],
    queryFn: () => backend.poolUsage(pool, id),
    enabled: useReady(),
  });
}

export function UsageTab({ pool, id, onOpen }: Props) {
  const words = useWords();
  const say = words.rowForms;
  const format = useFormat();
  const now = useNow(30);
  const word = useValueWord();
  const query = usePoolUsage(pool, id);
  if (query.isError)
    return <ErrorNote title={say.usageFailed} error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={4} />;
  const { candidate, chosen, quality, runs, references, referenceCount } = query.data;
  return (
    <div className={styles.usage} data-testid="usage">
      {candidate === 0 ? (
        <EmptyState icon={ChartNoAxesColumn} title={say.noUsage} text={say.noUsageText} />
      ) : (
        <>
          <dl className={styles.figures}>
            <Figure name={say.candidate} value={format.number(candidate)} />
            <Figure name={say.chosen} value={`${format.number(chosen)} (${format.percent(chosen / candidate)})`} />
            <Figure
              name={say.quality}
              value={quality === null ? words.general.none : format.number(Math.round(quality * 100))}
            />
          </dl>
          <table className={`${styles.runs} data`} aria-label={say.runs}>
            <thead>
              <tr>
                <th scope="col">{say.run}</th>
                <th scope="col">{say.status}</th>
                <th scope="col">{say.drawn}</th>
                <th scope="col">{say.quality}</th>
                <th scope="col">{say.when}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr key={run.job}>
                  <td>{words.home.run(format.number(run.number))}</td>
                  <td>{word(run.status)}</td>
                  <td>{run.chosen ? words.general.yes : words.general.no}</td>
                  <td>{run.quality === null ? "–" : format.number(Math.round(run.quality * 100))}</td>
                  <td>
                    <time dateTime={run.at} title={format.dateTime(run.at)}>
                      {format.ago(run.at, now)}
                    </time>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {pool === "archetypes" ? (
        <section>
          <h3>{say.references(format.count(referenceCount))}</h3>
          <ul className={styles.references}>
            {references.map((one) => (
              <li key={one.id}>
                {one.kind === "experience" ? (
                  <button type="button" className={link.link} onClick={() => onOpen("experience", one.id)}>
                    {one.label}
                  </button>
                ) : (
                  one.label
                )}{" "}
                <span className="quiet">{say.referenceKinds[one.kind] ?? one.kind}</span>
              </li>
            ))}
          </ul>
          {referenceCount > references.length ? (
            <p className="quiet">{words.general.moreItems(format.count(referenceCount - references.length))}</p>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
