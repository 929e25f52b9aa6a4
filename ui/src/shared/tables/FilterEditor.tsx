// Asks one column, in the way of its kind: ticks for a choice, any, all or none of tags, bounds for numbers and times.
// Every change is the filter at once; there is nothing to confirm.
import { SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Column, Condition, Filter, TableName, Test } from "../../backend";
import { useWords } from "../../words/words";
import { useFormat } from "../format";
import type { Naming } from "../grid/types";
import { useSettled } from "../Palette";
import styles from "./FilterBar.module.css";
import { about, ask, askedAs, firstOf, mayBeEmpty } from "./filters";
import { useFacet } from "./useFacet";

type Part = Omit<Condition, "column">;

interface Props {
  name: TableName;
  column: Column;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  naming: Naming;
  listed?: readonly string[];
  /** What the list shows of a filter, where that is less than all of it. */
  shown?: (filter: Filter) => Filter;
}

export function FilterEditor(props: Props) {
  const { column, filter, onFilter } = props;
  const now = about(filter, column.key);
  const put = (parts: Part[]) => onFilter(ask(filter, column.key, parts));
  const listed = props.listed?.includes(column.key) ?? false;
  const kind = listed ? "listed" : askedAs(column);
  const part = { ...props, now, put };
  return (
    <div className={styles.editor}>
      {kind === "choice" ? <Choices {...part} /> : null}
      {kind === "tags" ? <Values key={column.key} {...part} ways={OF_LISTS} /> : null}
      {listed ? <Values key={column.key} {...part} ways={OF_TEXTS} /> : null}
      {kind === "number" ? <Bounds key={`${column.key} n`} {...part} /> : null}
      {kind === "time" ? <Times {...part} /> : null}
      {kind === "flag" ? <Flag {...part} /> : null}
      {kind === "text" ? <Contains key={column.key} {...part} /> : null}
      {kind === "text" ? <Pattern key={`${column.key} p`} {...part} /> : null}
      {column.kind.kind === "text" && !listed ? <Bounds key={`${column.key} n`} {...part} /> : null}
      {mayBeEmpty(column) ? <Presence {...part} /> : null}
    </div>
  );
}

interface PartProps extends Props {
  now: Condition[];
  put: (parts: Part[]) => void;
}

const others = (now: Condition[], tests: Test[]): Part[] =>
  now.filter(({ test }) => !tests.includes(test)).map(({ test, values }) => ({ test, ...(values ? { values } : {}) }));

const PRESENCE: Test[] = ["empty", "filled"];

/** The rows a column's values are counted among: those that everything else asks for. */
const besides = ({ filter, column, shown = (all) => all }: Props): Filter => shown(ask(filter, column.key, []));

function Choices(props: PartProps) {
  const { name, column, naming, now, put } = props;
  const facet = useFacet(name, besides(props), column.key, "");
  const options = column.kind.kind === "choice" ? column.kind.options : [];
  const chosen = new Set((now.find(({ test }) => test === "any")?.values ?? []).map(String));
  return (
    <fieldset className={styles.values}>
      <legend className="unseen">{naming.title(column.key)}</legend>
      {options.map((option) => (
        <Tick
          key={option}
          label={naming.optionLabel(column.key, option)}
          count={facet.data ? (facet.data.values.find(({ value }) => value === option)?.count ?? 0) : null}
          exact={facet.data?.exact ?? true}
          checked={chosen.has(option)}
          onChange={(on) => {
            const values = options.filter((one) => (one === option ? on : chosen.has(one)));
            put(values.length > 0 ? [{ test: "any", values }] : []);
          }}
        />
      ))}
    </fieldset>
  );
}

interface TickProps {
  label: string;
  count: number | null;
  exact: boolean;
  checked: boolean;
  onChange: (on: boolean) => void;
}

function Tick({ label, count, exact, checked, onChange }: TickProps) {
  const words = useWords();
  const format = useFormat();
  const say = words.lists.filter;
  return (
    <label className={styles.tick}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span className="cut">{label}</span>
      {count === null ? null : (
        <span className={styles.counted}>{(exact ? say.counted : say.countedAbout)(format.count(count))}</span>
      )}
    </label>
  );
}

type Way = "any" | "all" | "none";
const OF_LISTS: Way[] = ["any", "all", "none"];
const OF_TEXTS: Way[] = ["any", "none"];

/** Values that are looked up and ticked. */
function Values({ ways, ...props }: PartProps & { ways: Way[] }) {
  const { name, column, naming, now, put } = props;
  const words = useWords();
  const say = words.lists.filter;
  const [text, setText] = useState("");
  const [composing, setComposing] = useState(false);
  const closed = column.kind.kind === "tags" ? column.kind.options : null;
  const asked = now.find(({ test }) => ways.some((way) => way === test));
  const [way, setWay] = useState<Test>(asked?.test ?? "any");
  const chosen = (asked?.values ?? []).map(String);
  const settled = useSettled(closed ? "" : text.trim(), composing);
  const facet = useFacet(name, besides(props), column.key, settled);
  const worded = closed !== null || column.kind.kind === "text";
  const label = (value: string) => (worded ? naming.optionLabel(column.key, value) : value);
  const found = facet.data?.values ?? [];
  const plain = text.trim().toLowerCase();
  const values = closed
    ? closed
        .filter((value) => `${value} ${label(value)}`.toLowerCase().includes(plain))
        .map((value) => ({ value, count: found.find((one) => one.value === value)?.count ?? 0 }))
    : found;
  // What is chosen stays in sight, whatever is searched for.
  const all = [
    ...chosen.filter((value) => !values.some((one) => one.value === value)).map((value) => ({ value, count: null })),
    ...values,
  ];
  const write = (test: Test, next: string[]) => put(next.length > 0 ? [{ test, values: next }] : []);
  const data = ways.map((value) => ({ value, label: say[value] }));
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={say.match}
        data={data}
        value={way}
        onChange={(next) => {
          setWay(next as Test);
          if (chosen.length > 0) write(next as Test, chosen);
        }}
      />
      <TextInput
        aria-label={say.find}
        placeholder={say.find}
        value={text}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <fieldset className={styles.values}>
        <legend className="unseen">{naming.title(column.key)}</legend>
        {all.map(({ value, count }) => (
          <Tick
            key={value}
            label={label(value)}
            count={count}
            exact={facet.data?.exact ?? true}
            checked={chosen.includes(value)}
            onChange={(on) => write(way, on ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
        ))}
        {all.length === 0 && !facet.isPending ? (
          <p className="quiet">{facet.isError ? say.valuesFailed : say.noValues}</p>
        ) : null}
      </fieldset>
    </>
  );
}

const SCALES: Record<string, number> = { quality: 100, durationMs: 0.001 };

/** Quality is kept from 0 to 1 and said of 100, here as on Home; times are said in seconds. */
export const scaleOf = (column: string) => SCALES[column] ?? 1;

const BOUNDED: Test[] = ["atLeast", "atMost", ...PRESENCE];

/** Of a text, the number of its characters. */
function Bounds({ column, now, put }: PartProps) {
  const words = useWords();
  const say = words.lists.filter;
  const scale = scaleOf(column.key);
  const ofText = column.kind.kind === "text";
  const shown = (test: Test) => {
    const value = firstOf(now, test);
    return typeof value === "number" ? String(Math.round(value * scale * 1000) / 1000) : "";
  };
  const [least, setLeast] = useState(shown("atLeast"));
  const [most, setMost] = useState(shown("atMost"));
  const write = (from: string, to: string) => {
    const bound = (test: Test, text: string): Part[] => {
      const value = Number(text);
      return text.trim() === "" || Number.isNaN(value) ? [] : [{ test, values: [value / scale] }];
    };
    put([...bound("atLeast", from), ...bound("atMost", to), ...others(now, BOUNDED)]);
  };
  const field = (label: string, value: string, onChange: (text: string) => void) => (
    <TextInput
      label={label}
      inputMode="decimal"
      value={value}
      error={value.trim() !== "" && Number.isNaN(Number(value)) ? words.reasons.notANumber : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  return (
    <div className={styles.pair}>
      {field(ofText ? say.charactersAtLeast : say.atLeast, least, (text) => {
        setLeast(text);
        write(text, most);
      })}
      {field(ofText ? say.charactersAtMost : say.atMost, most, (text) => {
        setMost(text);
        write(least, text);
      })}
    </div>
  );
}

const day = (value: unknown) => {
  if (typeof value !== "string") return "";
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return "";
  const two = (number: number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

function Times({ now, put }: PartProps) {
  const words = useWords();
  const say = words.lists.filter;
  const write = (test: "atLeast" | "atMost", text: string) => {
    const at = new Date(`${text}T${test === "atLeast" ? "00:00:00" : "23:59:59.999"}`);
    const bound: Part[] = Number.isNaN(at.getTime()) ? [] : [{ test, values: [at.toISOString()] }];
    put([...others(now, [test, ...PRESENCE]), ...bound]);
  };
  const field = (label: string, test: "atLeast" | "atMost") => (
    <TextInput
      type="date"
      label={label}
      value={day(firstOf(now, test))}
      onChange={(event) => write(test, event.currentTarget.value)}
    />
  );
  return (
    <div className={styles.pair}>
      {field(say.from, "atLeast")}
      {field(say.until, "atMost")}
    </div>
  );
}

function Flag({ now, put }: PartProps) {
  const words = useWords();
  const value = firstOf(now, "any");
  return (
    <SegmentedControl
      fullWidth
      aria-label={words.lists.filter.whether}
      value={typeof value === "boolean" ? String(value) : "either"}
      data={[
        { value: "either", label: words.lists.filter.either },
        { value: "true", label: words.general.yes },
        { value: "false", label: words.general.no },
      ]}
      onChange={(next) => put(next === "either" ? [] : [{ test: "any", values: [next === "true"] }])}
    />
  );
}

function Contains({ now, put }: PartProps) {
  const words = useWords();
  const [text, setText] = useState(String(firstOf(now, "contains") ?? ""));
  const write = (value: string) =>
    put([
      ...(value.trim() === "" ? [] : [{ test: "contains" as const, values: [value.trim()] }]),
      ...others(now, ["contains", ...PRESENCE]),
    ]);
  return (
    <TextInput
      data-autofocus
      label={words.lists.filter.contains}
      value={text}
      onChange={(event) => {
        const value = event.currentTarget.value;
        setText(value);
        // A word that is being composed is not yet a word.
        if ((event.nativeEvent as InputEvent).isComposing !== true) write(value);
      }}
      onCompositionEnd={(event) => write(event.currentTarget.value)}
    />
  );
}

const PATTERN: Test[] = ["matches", "matchesNot"];

/** What the database would not read as a regular expression is not asked: what was asked before stays. */
function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

function Pattern({ now, put }: PartProps) {
  const words = useWords();
  const say = words.lists.filter;
  const asked = now.find(({ test }) => PATTERN.includes(test));
  const [text, setText] = useState(String(asked?.values?.[0] ?? ""));
  const [way, setWay] = useState<Test>(asked?.test ?? "matches");
  const write = (test: Test, value: string) => {
    if (!isPattern(value)) return;
    put([...others(now, [...PATTERN, ...PRESENCE]), ...(value === "" ? [] : [{ test, values: [value] }])]);
  };
  return (
    <div className={styles.pair}>
      <TextInput
        label={say.pattern}
        classNames={{ input: "mono" }}
        value={text}
        error={isPattern(text) ? null : say.patternBroken}
        onChange={(event) => {
          const value = event.currentTarget.value;
          setText(value);
          if ((event.nativeEvent as InputEvent).isComposing !== true) write(way, value);
        }}
        onCompositionEnd={(event) => write(way, event.currentTarget.value)}
      />
      <SegmentedControl
        aria-label={say.pattern}
        value={way}
        data={[
          { value: "matches", label: say.matches },
          { value: "matchesNot", label: say.matchesNot },
        ]}
        onChange={(next) => {
          setWay(next as Test);
          if (text !== "") write(next as Test, text);
        }}
      />
    </div>
  );
}

function Presence({ now, put }: PartProps) {
  const words = useWords();
  const say = words.lists.filter;
  const asked = now.find(({ test }) => PRESENCE.includes(test))?.test;
  const toggle = (test: Test, on: boolean) => put(on ? [{ test }] : others(now, PRESENCE));
  return (
    <fieldset className={styles.presence}>
      <legend className="unseen">{say.whether}</legend>
      {(["empty", "filled"] as const).map((test) => (
        <label key={test} className={styles.tick}>
          <input
            type="checkbox"
            checked={asked === test}
            onChange={(event) => toggle(test, event.currentTarget.checked)}
          />
          {say[test]}
        </label>
      ))}
    </fieldset>
  );
}
