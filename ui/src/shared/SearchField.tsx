// A field to search with: asked a moment after the last letter, and never inside of a syllable. / leads here.
import { ActionIcon, TextInput } from "@mantine/core";
import { Search, X } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useWords } from "../words/words";
import { isComposing, useKey } from "./keys";
import { useSettled } from "./Palette";

interface Props {
  label: string;
  testId: string;
  asked: string;
  onAsk: (text: string) => void;
  /** So that a command may go here. */
  field?: RefObject<HTMLInputElement | null>;
  className?: string;
}

export function SearchField({ label, testId, asked, onAsk, field, className = "" }: Props) {
  const words = useWords();
  const own = useRef<HTMLInputElement>(null);
  const input = field ?? own;
  const [text, setText] = useState(asked);
  const [composing, setComposing] = useState(false);
  const settled = useSettled(text, composing).trim();
  const sent = useRef(asked);
  const latest = useRef(onAsk);
  useEffect(() => {
    latest.current = onAsk;
  });
  // Back or a cleared filter: the field follows. What was sent from here comes back and changes nothing.
  useEffect(() => {
    if (asked !== sent.current) setText(asked);
    sent.current = asked;
  }, [asked]);
  useEffect(() => {
    if (settled === sent.current) return;
    sent.current = settled;
    latest.current(settled);
  }, [settled]);
  useKey("/", () => input.current?.focus());
  const clear = () => {
    setText("");
    sent.current = "";
    onAsk("");
  };
  return (
    <TextInput
      ref={input}
      className={className}
      data-testid={testId}
      aria-label={label}
      placeholder={label}
      leftSection={<Search size={14} aria-hidden />}
      rightSection={
        text === "" ? null : (
          <ActionIcon size={20} aria-label={words.lists.clearSearch} onClick={clear}>
            <X size={12} aria-hidden />
          </ActionIcon>
        )
      }
      value={text}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event) || text === "") return;
        event.preventDefault();
        clear();
      }}
    />
  );
}
