// The shortest way to a character: a run with the sample that every installation has, offline, kept for nobody.
import { useMutation } from "@tanstack/react-query";
import { backend, keys } from "../backend";
import { useWords } from "../words/words";
import { useWriteQuestion } from "./useProduction";

export const DEFAULT_SAMPLE = "default";

export function useStartSample(onStarted: (id: string) => void) {
  const words = useWords();
  const question = useWriteQuestion();
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      backend.runStart({
        source: { kind: "sample", name: DEFAULT_SAMPLE },
        config: { engine: "offline" },
      }),
    onSuccess: (started) => onStarted(started.id),
    meta: { failureTitle: (words) => words.runs.home.failed, stale: [keys.home] },
  });
  const start = async () => {
    if (!isPending && (await question(words.runs.bulk.productionStart))) mutate();
  };
  return { start, isPending };
}
