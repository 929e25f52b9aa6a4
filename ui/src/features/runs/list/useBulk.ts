// Does something to many runs: asked on production, part by part with a way to stop, told in one sentence that can take it
// back. What is refused for one must not keep the others from it.
import { useCallback, useRef, useState } from "react";
import { AppError, type RunSummary } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { toast, toastError } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import type { Deed } from "./deeds";
import { type Meant, MOST } from "./meantRuns";

export interface BulkWork {
  label: string;
  done: number;
  total: number;
}

interface Came {
  /** Those of the parts that went through. */
  runs: RunSummary[];
  changed: number;
  refused: AppError[];
  left: number;
  stopped: boolean;
}

export function useBulk(onChanged: () => void) {
  const words = useWords();
  const format = useFormat();
  const question = useWriteQuestion();
  const [work, setWork] = useState<BulkWork | null>(null);
  const stopped = useRef(false);

  const carryOut = useCallback(async (deed: Deed, runs: RunSummary[]): Promise<Came> => {
    const came: Came = { runs: [], changed: 0, refused: [], left: 0, stopped: false };
    stopped.current = false;
    for (let from = 0; from < runs.length && !stopped.current; from += deed.size) {
      if (runs.length > deed.size) setWork({ label: deed.label, done: from, total: runs.length });
      const part = runs.slice(from, from + deed.size);
      try {
        const changed = await deed.act(part.map((run) => run.id));
        came.changed += changed;
        came.left += part.length - changed;
        came.runs.push(...part);
      } catch (thrown) {
        came.refused.push(AppError.from(thrown));
        came.left += part.length;
      }
    }
    return { ...came, stopped: stopped.current };
  }, []);

  const tell = useCallback(
    (deed: Deed, came: Came, more: boolean) => {
      const [first] = came.refused;
      if (came.changed === 0 && first) return toastError(words.runs.page.actFailed, first);
      const notes = [
        ...(came.stopped ? [words.runList.bulk.stopped] : []),
        ...(came.left > 0 ? [words.runs.bulk.left(format.count(came.left))] : []),
        ...(more ? [words.runList.bulk.most(format.count(MOST))] : []),
      ];
      const undo = () =>
        void Promise.resolve(deed.undo?.(came.runs)).then(onChanged, (thrown) =>
          toastError(words.tasks.undoFailed, AppError.from(thrown)),
        );
      toast({
        tone: "good",
        title: deed.told(format.count(came.changed)),
        ...(notes.length > 0 ? { text: notes.join(" ") } : {}),
        actions: deed.undo && came.changed > 0 ? [{ label: words.save.undo, testId: "undo-runs", run: undo }] : [],
      });
    },
    [words, format, onChanged],
  );

  /** Says whether anything was done. */
  const run = useCallback(
    async (deed: Deed, find: () => Promise<Meant>): Promise<boolean> => {
      if (!(await question(deed.question))) return false;
      try {
        const meant = await find();
        const runs = meant.runs.filter(deed.may);
        if (runs.length === 0) {
          toast({ tone: "good", title: words.runList.bulk.none });
          return false;
        }
        const came = await carryOut(deed, runs);
        tell(deed, came, meant.more);
        onChanged();
        return came.changed > 0;
      } catch (thrown) {
        toastError(words.runs.page.actFailed, AppError.from(thrown));
        return false;
      } finally {
        setWork(null);
      }
    },
    [question, words, carryOut, tell, onChanged],
  );

  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  return { work, run, stop };
}
