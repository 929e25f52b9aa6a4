// A row of another table, found by its words.
import { useEffect, useImperativeHandle, useRef, useState } from "react";
import { useWords } from "../../../words/words";
import type { Read } from "../clipboard";
import type { Found } from "../types";
import { Options } from "./Options";
import { type PanelProps, stepped } from "./panel";

export function ReferencePanel({ ref, column, value, text, naming, lookups, commit, listId, onOption }: PanelProps) {
  const words = useWords();
  const [answer, setAnswer] = useState<{ text: string; found: Found[] } | null>(null);
  const [pointed, setPointed] = useState<{ text: string; at: number } | null>(null);
  const lookUp = useRef(lookups.lookUp);
  const { key } = column;
  const search = text.trim();

  useEffect(() => {
    let left = false;
    const put = (found: Found[]) => left || setAnswer({ text: search, found });
    lookUp.current?.(key, search).then(put, () => put([]));
    return () => {
      left = true;
    };
  }, [key, search]);

  const nothing: Found = { id: "", label: words.grid.edit.empty };
  const found = answer?.found ?? [];
  const list = column.required || search !== "" ? found : [nothing, ...found];
  const current = list.findIndex((one) => one.id === String(value ?? ""));
  const at = pointed?.text === text ? pointed.at : Math.max(0, current);
  const read = (index: number): Read => {
    const one = list[index];
    return one ? { value: one.id === "" ? null : one.id } : { problem: { what: "unknownReference" } };
  };

  useImperativeHandle(ref, () => ({
    key: (event) => {
      const next = stepped(event, at, list.length);
      if (next !== null) setPointed({ text, at: next });
      return next !== null;
    },
    read: () => {
      if (search === "" && pointed === null) return "unchanged";
      // What was found for an earlier text is no answer to this one; a whole id speaks for itself.
      if (answer?.text !== search) return pointed === null ? undefined : read(at);
      return read(at);
    },
  }));

  return (
    <Options
      id={listId}
      label={naming.title(key)}
      options={list.map((one) => ({ key: one.id, label: one.label, detail: one.detail }))}
      at={at}
      chosen={String(value ?? "")}
      empty={answer?.text === search ? words.grid.edit.noMatch : words.general.loading}
      onPoint={(index) => setPointed({ text, at: index })}
      onChoose={(index) => commit(read(index))}
      onOption={onOption}
    />
  );
}
