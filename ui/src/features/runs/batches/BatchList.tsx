// The batches, newest first, each with how far it is; live while one of them goes on.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import type { KeyboardEvent } from "react";
import { type BatchSummary, backend, keys, useMayWrite, useReady } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat, useNow } from "../../../shared/format";
import link from "../../../shared/Link.module.css";
import { SkeletonLines } from "../../../shared/Skeleton";
import { Status } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import head from "../PageHead.module.css";
import runsStyles from "../Runs.module.css";
import { useLive } from "../useLive";
import styles from "./Batches.module.css";
import { BATCH_TONES, isDone, stateOfBatch } from "./batchState";
import { Eta, Progress } from "./Progress";
import { batchAddress } from "./useBatchesPlace";

const EVERY = 500;

function useBatches() {
  const batches = useQuery({
    queryKey: [...keys.batches, "list"],
    queryFn: () => backend.batchList(),
    enabled: useReady(),
    // What changed while nobody listened is asked for when the list is opened again.
    staleTime: 0,
  });
  // Runs end all day: they are asked about only while some may belong to a batch that goes on.
  const going = batches.data?.some((batch) => !isDone(batch)) ?? false;
  useLive(
    ({ table }) => table === "*" || table === "knock.batches" || (going && table === "knock.agent_jobs"),
    EVERY,
    () => batches.refetch(),
  );
  return batches;
}

export function BatchList({ onStart }: { onStart: () => void }) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const say = words.batches;
  const query = useBatches();
  const batches = query.data;
  const start = mayWrite ? (
    <Button leftSection={<FlaskConical size={13} aria-hidden />} onClick={onStart} data-testid="new-batch">
      {say.open}
    </Button>
  ) : null;
  return (
    <>
      <header className={head.head}>
        <span className="quiet" data-testid="batch-total">
          {batches ? say.total(format.count(batches.length)) : null}
        </span>
        <span className={runsStyles.gap} />
        {batches?.length === 0 ? null : start}
      </header>
      {query.isError ? (
        <ErrorNote title={say.listFailed} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isLoading ? (
        <div className={runsStyles.bones}>
          <SkeletonLines lines={8} />
        </div>
      ) : null}
      {batches?.length === 0 ? (
        <EmptyState
          icon={FlaskConical}
          title={say.emptyTitle}
          text={say.emptyText}
          action={start}
          testId="no-batches"
        />
      ) : null}
      {batches && batches.length > 0 ? <Batches batches={batches} /> : null}
    </>
  );
}

/** Arrows go from one batch to the next; Enter opens it, as with any link. */
function onKeyDown(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("tbody a")];
  const next = links[links.indexOf(document.activeElement as HTMLElement) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Batches({ batches }: { batches: BatchSummary[] }) {
  const words = useWords();
  const say = words.batches;
  const { number, label, state, progress, eta, cost, started } = say.columns;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the links in it
    <div className={styles.list} onKeyDown={onKeyDown}>
      <table aria-label={words.pages.batches} data-testid="batch-list">
        <thead>
          <tr>
            {[number, label, state, progress, eta, cost, started].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BatchRow({ batch }: { batch: BatchSummary }) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  const state = stateOfBatch(batch);
  const at = batch.startedAt ?? batch.createdAt;
  return (
    <tr className="data">
      <th scope="row">
        <a className={link.link} href={`#${batchAddress(batch.id)}`}>
          {words.batches.name(format.number(batch.number))}
        </a>
      </th>
      <td>{batch.label}</td>
      <td>
        <Status tone={BATCH_TONES[state]}>{words.batches.states[state]}</Status>
      </td>
      <td>
        <Progress batch={batch} />
      </td>
      <td>
        <Eta batch={batch} />
      </td>
      <td>{format.usd(batch.costUsd)}</td>
      <td>
        <time dateTime={at} title={format.dateTime(at)}>
          {format.ago(at, now)}
        </time>
      </td>
    </tr>
  );
}
