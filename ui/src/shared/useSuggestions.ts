// What could be typed into a field of tags: of a closed set what fits, otherwise what others used.
import { useEffect, useRef, useState } from "react";
import type { Suggestion } from "./grid/types";

interface Asked {
  /** Nothing is asked for while nobody is there. */
  open: boolean;
  text: string;
  options: string[] | null;
  word: (tag: string) => string;
  suggest: ((text: string) => Promise<Suggestion[]>) | undefined;
  most: number;
}

export function useSuggestions({ open, text, options, word, suggest, most }: Asked): Suggestion[] {
  const [found, setFound] = useState<Suggestion[]>([]);
  const ask = useRef(suggest);
  useEffect(() => {
    ask.current = suggest;
  });
  const search = text.trim();
  const closed = options !== null;
  useEffect(() => {
    if (!open || closed || !ask.current) return;
    let left = false;
    ask.current(search).then(
      (answer) => left || setFound(answer.slice(0, most)),
      // Suggestions are a help: without them one types the word.
      () => left || setFound([]),
    );
    return () => {
      left = true;
    };
  }, [open, search, closed, most]);
  if (!options) return found;
  const plain = search.toLowerCase();
  return options
    .filter((one) => [one, word(one)].some((name) => name.toLowerCase().includes(plain)))
    .map((value) => ({ value, count: 0 }));
}
