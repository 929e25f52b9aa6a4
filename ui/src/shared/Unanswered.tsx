// What stands where rows will be while a question has no answer: it is under way, or why there is none.
import { type AppError, useReady } from "../backend";
import { ErrorNote } from "./ErrorNote";
import { SkeletonLines } from "./Skeleton";

interface Props {
  query: { error: AppError | null; refetch: () => Promise<unknown> };
  /** Said when it failed. */
  failed: string;
  /** How many lines the answer takes, roughly, and how high one is. */
  lines: number;
  height: number;
  /** Said while nobody can be asked. Without it, that is waiting like any other. */
  away?: string;
}

export function Unanswered({ query, failed, lines, height, away }: Props) {
  const ready = useReady();
  if (query.error) return <ErrorNote title={failed} error={query.error} onRetry={() => void query.refetch()} />;
  return ready || away === undefined ? (
    <SkeletonLines lines={lines} height={height} />
  ) : (
    <p className="quiet">{away}</p>
  );
}
