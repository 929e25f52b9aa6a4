// What the runs pages offer in the palette and by key.
import { Inbox, Play } from "lucide-react";
import { useMemo, useRef } from "react";
import { type Command, useCommands } from "../../shared/commands";
import { useWords } from "../../words/words";

interface Ways {
  start: () => void;
  inbox: () => void;
}

export function useRunsCommands(mayWrite: boolean, to: Ways) {
  const words = useWords();
  const latest = useRef(to);
  latest.current = to;
  const commands = useMemo<Command[]>(() => {
    const inbox: Command = {
      id: "run-inbox",
      title: words.inbox.open,
      words: "inbox approvals waiting 결정 승인 대기",
      icon: Inbox,
      keys: "i",
      scope: "page",
      run: () => latest.current.inbox(),
    };
    const start: Command = {
      id: "run-new",
      title: words.runs.start.open,
      words: "new run start 새 실행 시작",
      icon: Play,
      keys: "n",
      scope: "page",
      run: () => latest.current.start(),
    };
    return mayWrite ? [start, inbox] : [inbox];
  }, [words, mayWrite]);
  useCommands(commands);
}
