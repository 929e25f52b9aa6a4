// How columns and their values are called, for the grid, the chips and the dialogs.
import { useMemo } from "react";
import type { Column, Table } from "../../backend";
import { useWords, type Words, wordsFor } from "../../words/words";
import type { Column as GridColumn, Naming } from "../grid/types";
import { snake } from "../valueKind";

function optionWord(words: Words, value: string): string {
  if (Object.hasOwn(words.needs, value)) return words.needs[value as keyof Words["needs"]];
  return words.values[value] ?? value;
}

export function useNaming(): Naming {
  const words = useWords();
  return useMemo(() => {
    const both = [wordsFor("ko"), wordsFor("en")];
    return {
      title: (column) => words.columns[snake(column)] ?? column,
      optionLabel: (_, value) => optionWord(words, value),
      optionNames: (_, value) => both.map((one) => optionWord(one, value)),
    };
  }, [words]);
}

/** The backend's columns as the grid takes them: the same facts, a schema it can read. */
export const gridColumns = (table: Table): GridColumn[] => table.columns as GridColumn[];
export const gridColumn = (column: Column): GridColumn => column as GridColumn;
