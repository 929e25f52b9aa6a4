// Questions that are asked over and over while somebody types: one is on its way at most, what comes in between is left
// out, and the newest is always answered in the end. The last good answer stays until the next one is there.
import { useEffect, useRef, useState } from "react";
import { AppError } from "../../../backend";

export interface Told<I, O> {
  /** The last good answer, and what it answers. */
  answer: O | null;
  of: I | null;
  /** Set when the newest question failed. */
  error: AppError | null;
}

type Outcome<I, O> = { of: I; answer: O } | { of: I; error: AppError };

export function latest<I, O>(ask: (input: I) => Promise<O>, tell: (outcome: Outcome<I, O>) => void) {
  let wanted: { input: I } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let due = false;
  let ended = false;

  const send = async () => {
    if (busy) {
      due = true;
      return;
    }
    if (!wanted || ended) return;
    const of = wanted.input;
    wanted = null;
    busy = true;
    const outcome = await ask(of).then(
      (answer) => ({ of, answer }),
      (thrown) => ({ of, error: AppError.from(thrown) }),
    );
    busy = false;
    if (ended) return;
    tell(outcome);
    if (!due) return;
    due = false;
    void send();
  };

  return {
    /** Asks once nothing else has been wanted for `pause` milliseconds. */
    want: (input: I, pause: number) => {
      wanted = { input };
      due = false;
      clearTimeout(timer);
      if (pause > 0) timer = setTimeout(() => void send(), pause);
      else void send();
    },
    stop: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
}

/** The answer to `input`, which must keep its identity as long as it stays the same; so must `ask`. */
export function useLatest<I, O>(input: I, ask: (input: I) => Promise<O>, pause: number): Told<I, O> {
  const [told, setTold] = useState<Told<I, O>>({ answer: null, of: null, error: null });
  const line = useRef<ReturnType<typeof latest<I, O>> | null>(null);
  // What is shown first is not waited for.
  const first = useRef(true);
  useEffect(() => {
    const own = latest(ask, (outcome) =>
      setTold((before) => ("error" in outcome ? { ...before, error: outcome.error } : { ...outcome, error: null })),
    );
    line.current = own;
    first.current = true;
    return own.stop;
  }, [ask]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another `ask` is another line, which must be asked anew
  useEffect(() => {
    line.current?.want(input, first.current ? 0 : pause);
    first.current = false;
  }, [input, pause, ask]);
  return told;
}
