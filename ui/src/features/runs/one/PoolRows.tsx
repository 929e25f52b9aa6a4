// The rows of the pools that the run chose, each a way into the inspector, and those it only looked at.
import { useQuery } from "@tanstack/react-query";
import { backend, keys, type Run, useReady } from "../../../backend";
import { addressOfRow, placeOf } from "../../../routes";
import { Card } from "../../../shared/Card";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import link from "../../../shared/Link.module.css";
import { useAddress } from "../../../shared/navigation";
import { useWords } from "../../../words/words";
import { isOver } from "../run";
import own from "./Cards.module.css";
import { type PoolRow, rowOf } from "./sources";

const POOLS = ["experiences", "archetypes", "visuals"] as const;

export function PoolRows({ run }: { run: Run }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.pools;
  const over = isOver(run);
  const rows = useQuery({
    queryKey: [...keys.runs, "pool", run.id, run.stepsDone, over],
    queryFn: () => backend.runPoolRows(run.id),
    enabled: useReady(),
  });
  const all = rows.data ?? [];
  const chosen = all.filter((row) => row.chosen);
  const others = all.filter((row) => !row.chosen);
  return (
    <Card title={say.title} testId="pool-rows">
      {rows.isError ? <ErrorNote title={say.failed} error={rows.error} onRetry={() => void rows.refetch()} /> : null}
      {rows.data && all.length === 0 ? <p className="quiet">{over ? say.noneOver : say.none}</p> : null}
      {POOLS.map((pool) => (
        <Group key={pool} name={words.pages[pool]} rows={chosen.filter((row) => row.pool === pool)} />
      ))}
      {others.length > 0 ? (
        <details>
          <summary>{say.others(format.count(others.length))}</summary>
          {POOLS.map((pool) => (
            <Group key={pool} name={words.pages[pool]} rows={others.filter((row) => row.pool === pool)} />
          ))}
        </details>
      ) : null}
    </Card>
  );
}

function Group({ name, rows }: { name: string; rows: PoolRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section className={own.group} aria-label={name}>
      <h3>{name}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <RowLink row={rowOf(row.pool, row.id)}>{row.name}</RowLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Opens a row in the inspector, over the run. */
export function RowLink({ row, children }: { row: ReturnType<typeof rowOf>; children: string }) {
  const here = placeOf(useAddress());
  if (!row) return children;
  return (
    <a className={link.link} href={`#${addressOfRow(row, here)}`}>
      {children}
    </a>
  );
}
