// What a column is called, by its key as the backend has it (needType).
import { useCallback } from "react";
import { useWords } from "../words/words";
import { snake } from "./valueKind";

export function useColumnWord(): (key: string) => string {
  const words = useWords();
  return useCallback((key) => words.columns[snake(key)] ?? key, [words]);
}
