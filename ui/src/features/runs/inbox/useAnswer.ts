// Sends an answer; the run leaves the list of those that wait at once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { backend, type Decision, keys, type Run } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { toast } from "../../../shared/toast";
import type { Waiting } from "../../../shared/waiting";
import { useWords } from "../../../words/words";

interface AnswerGiven {
  decision: Decision;
  reason: string;
  /** Null where it stays as it is. */
  output: unknown | null;
}

export function useAnswer(run: Run, onDone: () => void) {
  const words = useWords();
  const format = useFormat();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ decision, reason, output }: AnswerGiven) => backend.runDecide(run.id, decision, reason, output),
    onSuccess: (_done, { decision }) => {
      client.setQueryData<Waiting>(keys.waiting, (page) => {
        if (!page) return page;
        const items = page.items.filter((one) => one.id !== run.id);
        return { ...page, items, total: page.total - (page.items.length - items.length) };
      });
      toast({ tone: "good", title: words.inbox.decided[decision](words.runs.name(format.number(run.number))) });
      onDone();
    },
    meta: { stale: [[...keys.runs, "one", run.id], keys.home] },
  });
}
