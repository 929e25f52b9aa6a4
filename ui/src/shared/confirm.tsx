// A question that must be answered: only for production databases and for what cannot be undone. One host, any caller.
import { Button } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useWords } from "../words/words";
import { Dialog } from "./Dialog";

interface Question {
  title: string;
  text: string;
  confirm: string;
  cancel?: string;
  tone?: "bad";
}

interface Asked extends Question {
  answer: (yes: boolean) => void;
}

let asked: Asked | null = null;
const listeners = new Set<() => void>();

function set(next: Asked | null) {
  asked = next;
  for (const listener of listeners) listener();
}

/** Resolves to true when the person says yes. A second question answers the first with no. */
export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false);
  return new Promise((resolve) => {
    set({
      ...question,
      answer: (yes) => {
        set(null);
        resolve(yes);
      },
    });
  });
}

export function ConfirmHost() {
  const words = useWords();
  const question = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
  return (
    <Dialog
      opened={question !== null}
      onClose={() => question?.answer(false)}
      title={question?.title}
      size={420}
      centered
    >
      <p style={{ color: "var(--ink-2)", marginBottom: 16 }}>{question?.text}</p>
      <div style={{ display: "flex", justifyContent: "flex-end", gap: 8 }}>
        <Button variant="default" data-autofocus onClick={() => question?.answer(false)}>
          {question?.cancel ?? words.general.cancel}
        </Button>
        <Button color={question?.tone === "bad" ? "red" : undefined} onClick={() => question?.answer(true)}>
          {question?.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
