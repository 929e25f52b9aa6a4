// The search over all texts of all versions: asked a moment after the last letter, and never inside of a syllable.
import { ActionIcon, TextInput } from "@mantine/core";
import { Search, X } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { isComposing, useKey } from "../../shared/keys";
import { useSettled } from "../../shared/Palette";
import { useWords } from "../../words/words";

interface Props {
  asked: string;
  onAsk: (text: string) => void;
  /** So that a command may go here. */
  field: RefObject<HTMLInputElement | null>;
}

export function ListSearch({ asked, onAsk, field }: Props) {
  const words = useWords();
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
  useKey("/", () => field.current?.focus());
  const clear = () => {
    setText("");
    sent.current = "";
    onAsk("");
  };
  return (
    <TextInput
      ref={field}
      data-testid="template-search"
      aria-label={words.templates.list.search}
      placeholder={words.templates.list.search}
      leftSection={<Search size={14} aria-hidden />}
      rightSection={
        text === "" ? null : (
          <ActionIcon size={20} aria-label={words.pools.clearSearch} onClick={clear}>
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
