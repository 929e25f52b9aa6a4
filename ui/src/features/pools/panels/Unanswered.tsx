// A panel whose rows are not there: they are under way, or why they could not be had.
import type { UseQueryResult } from "@tanstack/react-query";
import type { AppError } from "../../../backend";
import { ErrorNote } from "../../../shared/ErrorNote";
import { SkeletonLines } from "../../../shared/Skeleton";
import styles from "./panels.module.css";

interface Props {
  query: UseQueryResult<unknown, AppError>;
  /** Said when they could not be had. */
  failed: string;
  /** How many lines they take, roughly. */
  lines: number;
}

export function Unanswered({ query, failed, lines }: Props) {
  return (
    <div className={styles.panel}>
      {query.isError ? (
        <ErrorNote title={failed} error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <SkeletonLines lines={lines} height={24} />
      )}
    </div>
  );
}
