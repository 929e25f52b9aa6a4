// What can be done to runs, one or many: asked on production, tried on each, and told in one sentence.
import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import { AppError, backend, type Decision, keys, type RunAgain, type RunSummary, type Started } from "../../backend";
import { useFormat } from "../../shared/format";
import { toast, toastError } from "../../shared/toast";
import { useWriteQuestion } from "../../shared/useProduction";
import { useWords } from "../../words/words";
import { isOver } from "./run";

interface Tried<T> {
  done: T[];
  refused: AppError[];
}

/** One after the other: what is refused for one must not keep the others from it. */
async function each<T>(ids: string[], act: (id: string) => Promise<T>): Promise<Tried<T>> {
  const tried: Tried<T> = { done: [], refused: [] };
  for (const id of ids) {
    try {
      tried.done.push(await act(id));
    } catch (thrown) {
      tried.refused.push(AppError.from(thrown));
    }
  }
  return tried;
}

export const mayCancel = (run: Pick<RunSummary, "status">) => !isOver(run);
export const mayRetry = isOver;
export const mayArchive = isOver;

/** From the beginning, with the same seed and settings. */
export const AS_IT_WAS: RunAgain = { from: null, engine: null, seed: null, templateId: null, toTheEnd: false };

export function useRunActs() {
  const words = useWords();
  const format = useFormat();
  const question = useWriteQuestion();
  const say = words.runs.bulk;

  const tell = useCallback(
    ({ done, refused }: Tried<unknown>, title: string, actions: { label: string; run: () => void }[] = []) => {
      const [first] = refused;
      if (done.length === 0 && first) return toastError(words.runs.page.actFailed, first);
      const text = refused.length > 0 ? { text: say.left(format.count(refused.length)) } : {};
      toast({ tone: "good", title, ...text, actions });
    },
    [words, say, format],
  );

  const cancel = useCallback(
    async (ids: string[], reason = "") => {
      if (!(await question(say.productionCancel))) return;
      const tried = await each(ids, (id) => backend.runCancel(id, reason));
      tell(tried, say.cancelled(format.count(tried.done.length)));
    },
    [question, say, tell, format],
  );

  const retry = useCallback(
    async (ids: string[], again: Partial<RunAgain> = {}): Promise<Started[]> => {
      if (!(await question(say.productionStart))) return [];
      const tried = await each(ids, (id) => backend.runRetry(id, { ...AS_IT_WAS, ...again }));
      tell(tried, say.retried(format.count(tried.done.length)));
      return tried.done;
    },
    [question, say, tell, format],
  );

  const archive = useCallback(
    async (ids: string[], archived: boolean) => {
      if (!(await question(say.productionArchive))) return;
      try {
        const count = format.count(await backend.runArchive(ids, archived));
        const back = () => void backend.runArchive(ids, !archived).catch(() => undefined);
        toast({
          tone: "good",
          title: archived ? say.archived(count) : say.unarchived(count),
          actions: [{ label: words.save.undo, run: back }],
        });
      } catch (thrown) {
        toastError(words.runs.page.actFailed, AppError.from(thrown));
      }
    },
    [question, say, words, format],
  );

  return { cancel, retry, archive };
}

/** `told`: whoever asks shows a failure by itself. */
export function useDecide(id: string, told = false) {
  return useMutation({
    mutationFn: ({ decision, note, output }: { decision: Decision; note: string; output: unknown }) =>
      backend.runDecide(id, decision, note, output ?? null),
    meta: {
      ...(told ? {} : { failureTitle: (words) => words.runs.page.actFailed }),
      stale: [[...keys.runs, "one", id]],
    },
  });
}
