// What each part of the comparison shows of the runs, as rows. No part of the page is drawn here but single values.
import type { RunDifference } from "../../../backend";
import type { Format } from "../../../shared/format";
import { Chips, Swatch } from "../../../shared/Value";
import type { Words } from "../../../words/words";
import { DegradedMark, QualityMark, RunStateSign } from "../RunState";
import { engineWord } from "../run";
import styles from "./Compare.module.css";
import { differencesOf } from "./differences";
import { Leaf } from "./Leaf";
import { type RowSpec, rowOf } from "./Section";
import type { Column } from "./useCompared";

interface Speech {
  words: Words;
  format: Format;
}

/** Told by a row with a name of its own, or not a difference anybody chose. */
const NAMED = new Set(["config.engine", "config.templateId"]);

/** What was chosen before the runs began: what differs, then the rest of what has a name. */
export function settingsRows(columns: Column[], differences: RunDifference[], { words }: Speech): RowSpec[] {
  const say = words.runs.facts;
  const named = [
    rowOf(
      columns,
      "template",
      say.template,
      ({ run, made }) => (made.template ? `${made.template.name} ${made.template.version}` : run.template),
      (value) => value,
    ),
    rowOf(
      columns,
      "engine",
      say.engine,
      ({ run }) => run.engine,
      (engine) => engineWord(words, engine),
    ),
    rowOf(
      columns,
      "seed",
      say.seed,
      ({ run }) => run.seed,
      (seed) => <code className="mono">{seed}</code>,
    ),
    rowOf(
      columns,
      "person",
      say.person,
      ({ run }) => run.person || null,
      (person) => person,
    ),
  ];
  const config = differences.filter(({ path }) => path.startsWith("config.") && !NAMED.has(path));
  const settings = differencesOf(columns.map(({ run }) => ({ settings: run.settings }))).differences;
  const others = [...config, ...settings].map(leafRow);
  const all = [...named, ...others];
  return [...all.filter((row) => row.differs), ...all.filter((row) => !row.differs)];
}

export const leafRow = ({ path, values }: RunDifference): RowSpec => ({
  key: path,
  name: <code className={`mono ${styles.path}`}>{path}</code>,
  differs: true,
  // biome-ignore lint/suspicious/noArrayIndexKey: a value is known by its column
  cells: values.map((value, at) => <Leaf key={at} value={value} />),
});

export function factRows(columns: Column[], { words, format }: Speech): RowSpec[] {
  const say = words.compare;
  const best = (of: (column: Column) => number | null, wanted: "most" | "least") => {
    // Whoever stopped half-way was not quicker or cheaper.
    const values = columns.flatMap((column) => (column.run.status === "completed" ? (of(column) ?? []) : []));
    const end = wanted === "most" ? Math.max(...values) : Math.min(...values);
    // With nothing to choose between, nobody is best.
    return values.length > 1 && values.some((value) => value !== end) ? end : null;
  };
  const measure = (
    key: "quality" | "duration" | "tokens" | "cost",
    name: string,
    of: (column: Column) => number | null,
    show: (value: number) => React.ReactNode,
  ) => {
    const end = best(of, key === "quality" ? "most" : "least");
    return rowOf(columns, key, name, of, (value, { run }) => (
      <span className={styles.fact}>
        {value === null ? null : show(value)}
        {value !== null && value === end && run.status === "completed" ? (
          <span className={styles.best}>{say.best[key]}</span>
        ) : null}
      </span>
    ));
  };
  return [
    rowOf(
      columns,
      "state",
      words.runList.columns.status ?? "",
      ({ run }) => [run.status, run.degraded],
      (_, { run }) => (
        <span className={styles.fact}>
          <RunStateSign status={run.status} />
          {run.degraded ? <DegradedMark /> : null}
        </span>
      ),
    ),
    measure(
      "quality",
      words.runList.columns.quality ?? "",
      ({ run }) => run.quality,
      (value) => <QualityMark quality={value} />,
    ),
    rowOf(
      columns,
      "missed",
      words.runs.quality.missedTitle,
      ({ made }) => made.quality?.missed ?? [],
      (missed) => missed.map((one) => words.runs.quality.missed[one] ?? one).join(", "),
    ),
    measure("duration", words.runList.columns.durationMs ?? "", ({ run }) => run.durationMs, format.duration),
    measure("tokens", words.runs.facts.tokens, ({ run }) => run.promptTokens + run.completionTokens, format.number),
    measure("cost", words.runs.facts.cost, ({ run }) => run.costUsd, format.usd),
  ];
}

const COLOURS = ["primary", "secondary", "accent"];

const joined = (items: string[]) => items.join(", ");

export function characterRows(columns: Column[], { words }: Speech, archetype: (name: string) => string): RowSpec[] {
  const say = words.runs.card;
  return [
    rowOf(
      columns,
      "name",
      words.compare.name,
      ({ made }) => made.name,
      (name) => <strong>{name}</strong>,
    ),
    rowOf(
      columns,
      "archetype",
      words.runList.columns.archetype ?? "",
      ({ made }) => made.archetype,
      (name) => archetype(String(name)),
    ),
    rowOf(
      columns,
      "keywords",
      words.compare.keywords,
      ({ made }) => made.keywords,
      (items) => <Chips items={items} />,
    ),
    rowOf(
      columns,
      "fear",
      say.fear,
      ({ made }) => made.fear,
      (fear) => fear,
    ),
    rowOf(columns, "strategies", say.strategies, ({ made }) => made.strategies, joined),
    rowOf(
      columns,
      "phrases",
      say.says,
      ({ made }) => made.phrases,
      (phrases) => phrases.map((phrase) => `“${phrase}”`).join(" "),
    ),
  ];
}

export function sceneRows(columns: Column[], { words, format }: Speech): RowSpec[] {
  const say = words.compare.scene;
  const text = (key: "layout", of: (column: Column) => string | null) =>
    rowOf(columns, key, say[key], of, (value) => value);
  const items = (key: "objects" | "defences" | "mood", of: (column: Column) => string[]) =>
    rowOf(columns, key, say[key], of, joined);
  return [
    rowOf(
      columns,
      "palette",
      words.runs.room.palette,
      ({ made }) => made.pieces.filter(({ part }) => COLOURS.includes(part)),
      (colours) => (
        <ul className={styles.swatches}>
          {colours.map(({ value, label }) => (
            <li key={label + value}>
              {/^#[0-9a-f]{6}$/i.test(value) ? <Swatch colour={value} label={label} /> : value}
            </li>
          ))}
        </ul>
      ),
    ),
    items("objects", ({ scene }) => scene.objects),
    items("defences", ({ scene }) => scene.defences),
    rowOf(
      columns,
      "light",
      say.light,
      ({ scene: { light, night, intensity, warmth } }) => (light === null ? null : [light, night, intensity, warmth]),
      (_, { scene }) =>
        [
          scene.light,
          scene.night === null ? null : scene.night ? say.night : say.day,
          scene.intensity === null ? null : say.brightness(format.percent(scene.intensity)),
          scene.warmth === null ? null : say.warmth(format.percent(scene.warmth)),
        ]
          .filter((part) => part !== null)
          .join(" · "),
    ),
    text("layout", ({ scene }) => scene.layout),
    items("mood", ({ scene }) => scene.mood),
  ];
}
