// On a production profile every write asks once; elsewhere it does not ask at all (undo is better than a question).
import { useCallback } from "react";
import { useConnection } from "../backend";
import { useWords } from "../words/words";
import { confirm } from "./confirm";

/** A question to put before a write; answers yes at once where nothing has to be asked. */
export function useWriteQuestion(): (title?: string) => Promise<boolean> {
  const words = useWords();
  const profile = useConnection()?.profile;
  return useCallback(
    (title) => {
      if (!profile?.production) return Promise.resolve(true);
      return confirm({
        title: title ?? words.production.title,
        text: words.production.text(profile.name),
        confirm: words.production.confirm,
        tone: "bad",
      });
    },
    [profile, words],
  );
}
