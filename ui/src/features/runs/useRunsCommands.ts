// What the runs pages offer in the palette and by key.
import { Play } from "lucide-react";
import { useMemo, useRef } from "react";
import { type Command, useCommands } from "../../shared/commands";
import { useWords } from "../../words/words";

export function useRunsCommands(mayWrite: boolean, start: () => void) {
  const words = useWords();
  const latest = useRef(start);
  latest.current = start;
  const commands = useMemo<Command[]>(
    () =>
      mayWrite
        ? [
            {
              id: "run-new",
              title: words.runs.start.open,
              words: "new run start 새 실행 시작",
              icon: Play,
              keys: "n",
              scope: "page",
              run: () => latest.current(),
            },
          ]
        : [],
    [words, mayWrite],
  );
  useCommands(commands);
}
