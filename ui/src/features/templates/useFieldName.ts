// What a field of a version is called: a section by its name, a strange one by its key.
import { useCallback } from "react";
import { useWords } from "../../words/words";
import { sectionOf } from "./fields";

export function useFieldName(): (field: string) => string {
  const words = useWords();
  return useCallback(
    (field) => {
      const section = sectionOf(field);
      if (section !== null) return words.templates.sections[section] ?? section;
      return words.templates.fields[field] ?? field;
    },
    [words],
  );
}
