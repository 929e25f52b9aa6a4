// Runs and batches that are not there: every command answers so. Whoever shows runs fills it.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";

const nothing = () =>
  Promise.resolve({
    status: "error" as const,
    error: { code: "NotFound", message: "there are no runs here", field: null, details: null } satisfies Shell.AppError,
  });

export function fakeRuns() {
  const answers = {
    runStart: nothing,
    runRetry: nothing,
    runCancel: nothing,
    runDecide: nothing,
    runArchive: nothing,
    runList: nothing,
    runGet: nothing,
    runEvents: nothing,
    runCompare: nothing,
    runPicture: nothing,
    batchStart: nothing,
    batchList: nothing,
    batchGet: nothing,
    batchCells: nothing,
    batchCancel: nothing,
    batchResume: nothing,
  } satisfies Partial<typeof Commands>;
  return { answers };
}
