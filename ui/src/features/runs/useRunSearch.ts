// Looks for runs by what was in them, or by their number, for fields in which one of them is chosen.
import { backend, type Filter } from "../../backend";
import { useFormat } from "../../shared/format";
import { useWords } from "../../words/words";
import { stateOf } from "./run";
import type { Option } from "./start/Picker";

const SHOWN = 20;

function filterOf(text: string): Filter {
  const number = /^#?(\d{1,15})$/.exec(text)?.[1];
  const kept = [
    { column: "archivedAt", test: "empty" as const },
    { column: "deletedAt", test: "empty" as const },
  ];
  if (number) return { conditions: [{ column: "number", test: "any", values: [Number(number)] }, ...kept] };
  return { text: text === "" ? null : text, conditions: kept };
}

export function useRunSearch(): (text: string) => Promise<Option[]> {
  const words = useWords();
  const format = useFormat();
  return async (text) => {
    const sort = { column: "number", descending: true };
    const { items } = await backend.tableRows("runs", filterOf(text.trim()), sort, null, SHOWN);
    return items.map((row) => {
      const name = words.runs.name(format.number(Number(row.number)));
      const made = [row.character, words.runs.states[stateOf(String(row.state))]].filter(Boolean).join(" · ");
      return { id: String(row.id), label: row.person ? `${name} · ${row.person}` : name, note: made };
    });
  };
}
