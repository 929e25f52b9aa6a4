// What can be done to many runs at once: which of them it concerns, how it is done, how it is told, and what undoes it.
import { backend, type RunMarks, type RunSummary, type Triage } from "../../../backend";
import type { Count, Words } from "../../../words/words";
import { isOver } from "../run";
import { AS_IT_WAS, mayArchive, mayCancel, mayRetry } from "../useRunActs";

export interface Deed {
  label: string;
  /** Asked before it, on production. */
  question: string;
  may: (run: RunSummary) => boolean;
  /** How many are done in one go: what others wait for goes one by one. */
  size: number;
  /** Answers how many were changed. */
  act: (ids: string[]) => Promise<number>;
  told: (count: Count) => string;
  undo?: (runs: RunSummary[]) => Promise<unknown>;
  /** The runs leave the list they are in. */
  leaves?: boolean;
}

const MANY = 250;
const one = (act: (id: string) => Promise<unknown>) => async (ids: string[]) => {
  for (const id of ids) await act(id);
  return ids.length;
};
const idsOf = (runs: RunSummary[]) => runs.map((run) => run.id);

export const cancelling = ({ runs: { bulk } }: Words): Deed => ({
  label: bulk.cancel,
  question: bulk.productionCancel,
  may: mayCancel,
  size: 1,
  act: one((id) => backend.runCancel(id, "")),
  told: bulk.cancelled,
});

export const retrying = ({ runs: { bulk } }: Words): Deed => ({
  label: bulk.retry,
  question: bulk.productionStart,
  may: mayRetry,
  size: 1,
  act: one((id) => backend.runRetry(id, AS_IT_WAS)),
  told: bulk.retried,
});

export const archiving = ({ runs: { bulk } }: Words, archived: boolean): Deed => ({
  label: archived ? bulk.archive : bulk.unarchive,
  question: bulk.productionArchive,
  may: (run) => mayArchive(run) && (run.archivedAt === null) === archived,
  size: MANY,
  act: (ids) => backend.runArchive(ids, archived),
  told: archived ? bulk.archived : bulk.unarchived,
  undo: (runs) => backend.runArchive(idsOf(runs), !archived),
  leaves: true,
});

export const deleting = ({ runs: { bulk }, runList }: Words, deleted: boolean): Deed => ({
  label: deleted ? runList.bulk.delete : runList.bulk.restore,
  question: bulk.productionDelete,
  may: (run) => isOver(run) && (run.deletedAt === null) === deleted,
  size: MANY,
  act: (ids) => backend.runDelete(ids, deleted),
  told: deleted ? bulk.deleted : bulk.restored,
  undo: (runs) => backend.runDelete(idsOf(runs), !deleted),
  leaves: true,
});

async function mark(runs: RunSummary[], marks: RunMarks) {
  if (runs.length > 0) await backend.runMark(idsOf(runs), marks);
}

export const triaging = ({ runs: { bulk }, runList }: Words, triage: Triage): Deed => ({
  label: runList.bulk.triage,
  question: bulk.productionMark,
  may: () => true,
  size: MANY,
  act: (ids) => backend.runMark(ids, { triage }),
  told: (count) => bulk.triaged(runList.triage[triage] ?? triage, count),
  // Each goes back to where it was.
  undo: async (runs) => {
    const before = new Set(runs.map((run) => run.triage as Triage));
    for (const state of before)
      await mark(
        runs.filter((run) => run.triage === state),
        { triage: state },
      );
  },
});

export const tagging = ({ runs: { bulk }, runList }: Words, add: string[], remove: string[]): Deed => ({
  label: runList.bulk.tags,
  question: bulk.productionMark,
  may: () => true,
  size: MANY,
  act: (ids) => backend.runMark(ids, { addTags: add, removeTags: remove }),
  told: bulk.tagged,
  // What a run had before it keeps.
  undo: async (runs) => {
    for (const tag of add)
      await mark(
        runs.filter((run) => !run.tags.includes(tag)),
        { removeTags: [tag] },
      );
    for (const tag of remove)
      await mark(
        runs.filter((run) => run.tags.includes(tag)),
        { addTags: [tag] },
      );
  },
});
