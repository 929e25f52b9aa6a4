// How the columns of runs and their values are called.
import { useMemo } from "react";
import { useArchetypes } from "../../../shared/archetypes";
import type { Naming } from "../../../shared/grid/types";
import { useWords, type Words } from "../../../words/words";
import { engineWord, kindWord, stateOf } from "../run";

export const basedWord = (words: Words, kind: string | null) => words.runs.list.based[kind ?? ""] ?? kind ?? "";

export function useRunNaming(): Naming {
  const words = useWords();
  const archetypes = useArchetypes(false).data;
  return useMemo(() => {
    const named: Record<string, (value: string) => string> = {
      status: (state) => words.runs.states[stateOf(state)],
      triage: (state) => words.runList.triage[state] ?? state,
      basedOnKind: (kind) => basedWord(words, kind),
      engine: (engine) => engineWord(words, engine),
      errorKind: (kind) => kindWord(words, kind),
      archetype: (name) => String(archetypes?.find((one) => one.name === name)?.displayName ?? name),
    };
    return {
      title: (column) => words.runList.columns[column] ?? column,
      optionLabel: (column, value) => named[column]?.(value) ?? value,
    };
  }, [words, archetypes]);
}
