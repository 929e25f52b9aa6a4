// The keys of the inbox, which the palette offers too.
import { Check, Pencil, X } from "lucide-react";
import { useMemo, useRef } from "react";
import { type Command, useCommands } from "../../../shared/commands";
import { useWords } from "../../../words/words";

/** How a run that asks is answered. */
export type Way = "approve" | "edit" | "reject";

interface Acts {
  mayDecide: boolean;
  move: (by: number) => void;
  begin: (way: Way) => void;
}

export function useInboxCommands(acts: Acts) {
  const words = useWords();
  const latest = useRef(acts);
  latest.current = acts;
  const { mayDecide } = acts;
  const commands = useMemo<Command[]>(() => {
    const say = words.inbox;
    const page = (command: Omit<Command, "scope">): Command => ({ ...command, scope: "page" });
    const begin = (way: Way) => () => latest.current.begin(way);
    const moves = [
      page({ id: "inbox-next", title: say.next, keys: "j", onlyKey: true, run: () => latest.current.move(1) }),
      page({ id: "inbox-previous", title: say.previous, keys: "k", onlyKey: true, run: () => latest.current.move(-1) }),
    ];
    const decisions = [
      page({
        id: "inbox-approve",
        title: say.approve,
        words: "approve 승인",
        icon: Check,
        keys: "a",
        run: begin("approve"),
      }),
      page({ id: "inbox-edit", title: say.edit, words: "edit 고치기", icon: Pencil, keys: "e", run: begin("edit") }),
      page({ id: "inbox-reject", title: say.reject, words: "reject 반려", icon: X, keys: "r", run: begin("reject") }),
    ];
    return mayDecide ? [...moves, ...decisions] : moves;
  }, [words, mayDecide]);
  useCommands(commands);
}
