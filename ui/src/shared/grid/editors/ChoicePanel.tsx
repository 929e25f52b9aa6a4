// One of a closed list, found by typing any part of its name.
import { useImperativeHandle, useState } from "react";
import { useWords } from "../../../words/words";
import { optionOf } from "../clipboard";
import { Options } from "./Options";
import { type PanelProps, stepped } from "./panel";

const EMPTY = " ";

export function ChoicePanel({ ref, column, value, text, naming, commit, listId, onOption }: PanelProps) {
  const words = useWords();
  const options = column.kind.kind === "choice" ? column.kind.options : [];
  const [pointed, setPointed] = useState<{ text: string; at: number } | null>(null);
  const search = text.trim().toLowerCase();
  const names = (option: string) => [
    option,
    naming.optionLabel(column.key, option),
    ...(naming.optionNames?.(column.key, option) ?? []),
  ];
  const found = options.filter((option) => names(option).some((name) => name.toLowerCase().includes(search)));
  const list = column.required || search !== "" ? found : [EMPTY, ...found];
  const exact = search === "" ? String(value ?? EMPTY) : optionOf(column, options, text, naming);
  const at = pointed?.text === text ? pointed.at : Math.max(0, list.indexOf(exact ?? ""));
  const read = (index: number) => {
    const option = list[index];
    if (option === undefined) return { problem: { what: "option" as const, text } };
    return { value: option === EMPTY ? null : option };
  };

  useImperativeHandle(ref, () => ({
    key: (event) => {
      const next = stepped(event, at, list.length);
      if (next !== null) setPointed({ text, at: next });
      return next !== null;
    },
    read: () => (search === "" && pointed === null ? "unchanged" : read(at)),
  }));

  return (
    <Options
      id={listId}
      label={naming.title(column.key)}
      options={list.map((key) => ({
        key,
        label: key === EMPTY ? words.grid.edit.empty : naming.optionLabel(column.key, key),
      }))}
      at={at}
      chosen={value === null || value === undefined ? EMPTY : String(value)}
      empty={words.grid.edit.noMatch}
      onPoint={(index) => setPointed({ text, at: index })}
      onChoose={(index) => commit(read(index))}
      onOption={onOption}
    />
  );
}
