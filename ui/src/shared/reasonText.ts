// Why a value is refused, in the reader's language, for components.
import { useCallback } from "react";
import type { AppError } from "../backend";
import { useWords } from "../words/words";
import { useFormat } from "./format";
import { refusalText } from "./reasons";
import { useValueWord } from "./Value";

export function useReasonText(): (error: Pick<AppError, "message" | "reason">) => string {
  const words = useWords();
  const format = useFormat();
  const word = useValueWord();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the word follows from the words
  return useCallback((error) => refusalText(words, format, error, word), [words, format]);
}
