// Chooses one of many by its words: what is chosen stands in the field; typing searches, arrows move, Enter chooses.
import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { keys, useReady } from "../../../backend";
import { useSettled } from "../../../shared/Palette";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import type { Chosen } from "./lastChoice";

export interface Option extends Chosen {
  note: string;
}

interface Props {
  label: string;
  placeholder: string;
  hint: string;
  /** Tells one kind of search from the other in the cache. */
  searchKey: string;
  search: (text: string) => Promise<Option[]>;
  chosen: Chosen | null;
  error: string | undefined;
  onChoose: (option: Option) => void;
}

export function Picker({ label, placeholder, hint, searchKey, search, chosen, error, onChoose }: Props) {
  const words = useWords();
  const ready = useReady();
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const [text, setText] = useState<string | null>(null);
  const [composing, setComposing] = useState(false);
  const settled = useSettled(text ?? "", composing).trim();
  const found = useQuery({
    queryKey: [...keys.search, "new run", searchKey, settled],
    queryFn: () => search(settled),
    enabled: ready && box.dropdownOpened,
    placeholderData: keepPreviousData,
  });
  const options = found.data ?? [];
  return (
    <Combobox
      store={box}
      onOptionSubmit={(id) => {
        const option = options.find((one) => one.id === id);
        if (option) onChoose(option);
        setText(null);
        box.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          data-autofocus
          label={label}
          placeholder={chosen?.label || placeholder}
          description={hint}
          inputWrapperOrder={["label", "input", "description", "error"]}
          error={error}
          value={text ?? chosen?.label ?? ""}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => box.openDropdown()}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onChange={(event) => {
            setText(event.currentTarget.value);
            box.openDropdown();
            box.resetSelectedOption();
          }}
          onBlur={() => {
            setText(null);
            box.closeDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} mah={220} style={{ overflowY: "auto" }}>
          {options.map((option) => (
            <Combobox.Option key={option.id} value={option.id}>
              <span className={styles.option}>
                <span className="cut">{option.label}</span>
                <span className="cut quiet">{option.note}</span>
                {option.id === chosen?.id ? <Check size={13} aria-hidden /> : null}
              </span>
            </Combobox.Option>
          ))}
          {options.length === 0 && !found.isFetching ? (
            <Combobox.Empty>{words.runs.start.noHits}</Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
