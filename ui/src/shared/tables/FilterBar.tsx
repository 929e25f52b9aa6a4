// What is searched and filtered, as words one can click: the search field, a chip for each condition, and a menu of
// everything a column can be asked.
import { ActionIcon, Button, Popover, TextInput } from "@mantine/core";
import { ChevronLeft, Filter as FilterIcon, X } from "lucide-react";
import { useState } from "react";
import type { Column, Condition, Filter, Table, TableName } from "../../backend";
import { useWords, type Words } from "../../words/words";
import { type Format, useFormat } from "../format";
import type { Naming } from "../grid/types";
import { SearchField } from "../SearchField";
import styles from "./FilterBar.module.css";
import { FilterEditor, scaleOf } from "./FilterEditor";
import { about, ask, conditionsOf, NO_FILTER, textOf, without } from "./filters";

interface Props {
  name: TableName;
  table: Table;
  filter: Filter;
  onFilter: (filter: Filter, quietly?: boolean) => void;
  naming: Naming;
  /** Columns of text whose values are few: they are chosen from those there are. */
  listed?: readonly string[];
  /** What the list shows of a filter, where that is less than all of it. */
  shown?: (filter: Filter) => Filter;
}

interface SearchProps extends Pick<Props, "filter" | "onFilter"> {
  label: string;
  testId: string;
}

export function SearchBox({ filter, onFilter, label, testId }: SearchProps) {
  return (
    <SearchField
      label={label}
      testId={testId}
      className={styles.search ?? ""}
      asked={textOf(filter)}
      onAsk={(text) => onFilter({ ...filter, text: text || null }, true)}
    />
  );
}

interface ChipsProps extends Props {
  /** Conditions that are shown and changed in another way. */
  apart?: (condition: Condition) => boolean;
}

export function FilterChips({ apart, ...props }: ChipsProps) {
  const { table, filter, onFilter, naming } = props;
  const words = useWords();
  const format = useFormat();
  const conditions = conditionsOf(filter);
  if (conditions.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={words.lists.filter.bar} data-testid="chips">
      {conditions.map((condition) => {
        if (apart?.(condition)) return null;
        const column = table.columns.find((one) => one.key === condition.column);
        const text = chipText(words, format, naming, column, condition);
        return (
          <li key={`${condition.column} ${condition.test}`} className={styles.chip}>
            {column ? <Chip {...props} column={column} text={text} /> : <span>{text}</span>}
            <button
              type="button"
              aria-label={words.lists.filter.remove(text)}
              onClick={() => onFilter(without(filter, condition))}
            >
              <X size={12} aria-hidden />
            </button>
          </li>
        );
      })}
      <li>
        <button
          type="button"
          className={styles.clear}
          onClick={() => onFilter({ ...NO_FILTER, text: filter.text ?? null })}
        >
          {words.lists.filter.clear}
        </button>
      </li>
    </ul>
  );
}

function Chip({ column, text, ...props }: Props & { column: Column; text: string }) {
  const words = useWords();
  return (
    <Popover width={280} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.chipText} aria-label={words.lists.filter.change(text)}>
          <span className="cut">{text}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={12} aria-label={props.naming.title(column.key)}>
        <strong className={styles.title}>{props.naming.title(column.key)}</strong>
        <FilterEditor {...props} column={column} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Asked without looking for the column, where a table counts it: was it ever chosen. */
const NEVER_USED: Omit<Condition, "column"> = { test: "atMost", values: [0] };

export function AddFilter(props: Props) {
  const { table, filter, onFilter, naming } = props;
  const words = useWords();
  const [opened, setOpened] = useState(false);
  const [column, setColumn] = useState<Column | null>(null);
  const [text, setText] = useState("");
  const say = words.lists.filter;
  const plain = text.trim().toLowerCase();
  const counted = table.columns.some((one) => one.key === "timesChosen");
  const columns = table.columns.filter((one) => `${naming.title(one.key)} ${one.key}`.toLowerCase().includes(plain));
  const neverUsed = about(filter, "timesChosen").some(({ test, values }) => test === "atMost" && values?.[0] === 0);
  const close = (open: boolean) => {
    setOpened(open);
    if (open) return;
    setColumn(null);
    setText("");
  };
  return (
    <Popover opened={opened} onChange={close} width={280} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<FilterIcon size={14} aria-hidden />}
          aria-expanded={opened}
          data-testid="add-filter"
          onClick={() => close(!opened)}
        >
          {say.add}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12} aria-label={say.by}>
        {column ? (
          <>
            <div className={styles.head}>
              <ActionIcon size={22} aria-label={say.back} onClick={() => setColumn(null)}>
                <ChevronLeft size={14} aria-hidden />
              </ActionIcon>
              <strong>{naming.title(column.key)}</strong>
            </div>
            <FilterEditor {...props} column={column} />
          </>
        ) : (
          <>
            <TextInput
              data-autofocus
              aria-label={say.find}
              placeholder={say.find}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <ul className={styles.columns}>
              {counted && say.neverUsed.toLowerCase().includes(plain) ? (
                <li>
                  <button
                    type="button"
                    aria-pressed={neverUsed}
                    onClick={() => onFilter(ask(filter, "timesChosen", neverUsed ? [] : [NEVER_USED]))}
                  >
                    {say.neverUsed}
                  </button>
                </li>
              ) : null}
              {columns.map((one) => (
                <li key={one.key}>
                  <button
                    type="button"
                    data-asked={about(filter, one.key).length > 0 || undefined}
                    onClick={() => setColumn(one)}
                  >
                    {naming.title(one.key)}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

const MOST = 3;

export function chipText(
  words: Words,
  format: Format,
  naming: Naming,
  column: Column | undefined,
  { column: key, test, values = [] }: Condition,
): string {
  const say = words.lists.filter.chips;
  const title = naming.title(key);
  const one = (value: unknown): string => {
    if (typeof value === "boolean") return value ? words.general.yes : words.general.no;
    if (typeof value === "number") return format.number(Math.round(value * scaleOf(key) * 1000) / 1000);
    if (column?.kind.kind === "time") return format.date(String(value));
    // What is compared as a whole has a name; a part of a text is only itself.
    const part = column?.kind.kind === "text" && test !== "any" && test !== "none";
    return part ? String(value) : naming.optionLabel(key, String(value));
  };
  const list = () => {
    const shown = values.slice(0, MOST).map(one).join(", ");
    return values.length > MOST ? say.more(shown, format.count(values.length - MOST)) : shown;
  };
  if (key === "timesChosen" && test === "atMost" && values[0] === 0) return words.lists.filter.neverUsed;
  const first = one(values[0]);
  switch (test) {
    case "atLeast":
      if (column?.kind.kind === "text") return say.longer(title, first);
      return column?.kind.kind === "time" ? say.from(title, first) : say.atLeast(title, first);
    case "atMost":
      if (column?.kind.kind === "text") return say.shorter(title, first);
      return column?.kind.kind === "time" ? say.until(title, first) : say.atMost(title, first);
    case "contains":
    case "matches":
    case "matchesNot":
      return say[test](title, first);
    case "empty":
    case "filled":
      return say[test](title);
    default:
      return say[test](title, list());
  }
}
