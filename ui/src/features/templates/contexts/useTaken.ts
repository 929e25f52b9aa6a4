// Contexts that were taken from runs, sample inputs and people while the panel was open: asked for once, and offered again.
import { useRef, useState } from "react";
import { AppError, backend, type ContextSource } from "../../../backend";
import { toastError } from "../../../shared/toast";
import { useWords } from "../../../words/words";
import type { ChosenContext } from "../parts";
import { contextName, isTaken, sameContext, takenContext } from "./context";

const MOST = 5;

export function useTaken(chosen: ChosenContext, onTaken: (context: ChosenContext) => void) {
  const words = useWords();
  const [known, setKnown] = useState<ChosenContext[]>([]);
  const [taking, setTaking] = useState<ContextSource | null>(null);
  const last = useRef<ContextSource | null>(null);
  const take = async (source: ContextSource) => {
    last.current = source;
    setTaking(source);
    try {
      const { kind, key } = source;
      const context = takenContext(source, await backend.templateContextOf({ kind, key }));
      // Somebody chose another one meanwhile.
      if (last.current !== source) return;
      setKnown((before) => [context, ...before.filter((one) => !sameContext(one, context))].slice(0, MOST));
      onTaken(context);
    } catch (thrown) {
      if (last.current !== source) return;
      const name = contextName(words, takenContext(source, {}));
      toastError(words.templateTry.contexts.takeFailed(name), AppError.from(thrown));
    } finally {
      setTaking((now) => (now === source ? null : now));
    }
  };
  const taken =
    isTaken(chosen) && !known.some((one) => sameContext(one, chosen)) ? [chosen, ...known].slice(0, MOST) : known;
  return {
    taken,
    taking,
    take: (source: ContextSource) => void take(source),
    forget: () => {
      last.current = null;
    },
  };
}
