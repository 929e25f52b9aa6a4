// How a batch stands as a whole, read from the counts of its runs.
import type { BatchSummary } from "../../../backend";
import type { StatusTone } from "../../../shared/Status";

export type BatchState = "queued" | "running" | "stopping" | "done" | "cancelled";

export const overOf = (batch: BatchSummary) => batch.completed + batch.failed + batch.cancelled;
export const isDone = (batch: BatchSummary) => overOf(batch) >= batch.runs;
/** Runs that would be begun anew. */
export const brokenOf = (batch: BatchSummary) => batch.failed + batch.cancelled;

export function stateOfBatch(batch: BatchSummary): BatchState {
  if (isDone(batch)) return batch.cancelledAt === null ? "done" : "cancelled";
  if (batch.cancelledAt !== null) return "stopping";
  return overOf(batch) + batch.running + batch.waiting === 0 ? "queued" : "running";
}

export const BATCH_TONES: Record<BatchState, StatusTone> = {
  queued: "off",
  running: "busy",
  stopping: "busy",
  done: "good",
  cancelled: "off",
};
