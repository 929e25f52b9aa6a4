// Deletes a row of a list in Settings at once, with the draft of its form; the toast has the way back.
import { useQueryClient } from "@tanstack/react-query";
import { AppError, backend } from "../../backend";
import { toast, toastError } from "../../shared/toast";
import { keepUnsaved } from "../../shared/unsaved";
import { speech } from "../../shared/work";

interface Deletion {
  draft: string;
  /** Answers with the token that undoes it. */
  work: () => Promise<string>;
  failed: string;
  done: string;
  text?: string;
  back: string;
}

export function useDeleteRow(stale: readonly (readonly string[])[]): (deletion: Deletion) => Promise<void> {
  const client = useQueryClient();
  const refresh = () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
  return async ({ draft, work, failed, done, text, back }) => {
    try {
      const token = await work();
      keepUnsaved(draft, null);
      await backend.draftDiscard(draft).catch(() => undefined);
      await refresh();
      const undo = async () => {
        try {
          await backend.changeUndo(token);
          await refresh();
          toast({ tone: "good", title: back });
        } catch (thrown) {
          toastError(speech().words.tasks.undoFailed, AppError.from(thrown));
        }
      };
      const actions = [{ label: speech().words.tasks.undo, testId: "undo-delete", run: () => void undo() }];
      toast({ tone: "good", title: done, ...(text ? { text } : {}), actions });
    } catch (thrown) {
      toastError(failed, AppError.from(thrown));
    }
  };
}
