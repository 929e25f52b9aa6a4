// What a good run is, as a form: what counts as full marks, and what happens to a run that has too few. It owns its draft
// and is mounted anew only for another revision.
import type { QualityCriteria, QualityCriteriaRow } from "../../backend";
import { DraftForm } from "../../shared/DraftForm";
import { useFormat } from "../../shared/format";
import { ChoiceField } from "../../shared/Inputs";
import type { Opened } from "../../shared/OpenedForm";
import { useDraftField } from "../../shared/useDraftField";
import { useWords } from "../../words/words";
import { outside, type Range, RangeField } from "./RangeField";
import styles from "./Settings.module.css";
import { Updated } from "./SharedRow";
import { qualityCriteria, useTeamDraft } from "./teamRows";

type Name = Exclude<keyof QualityCriteria, "whenMissed">;
// A field holds "" while it is empty; the check keeps that from being sent. The score is edited in points of a hundred, as
// it is shown everywhere.
type Draft = Record<Name, number | ""> & { whenMissed: string };

/** Where each may lie, as the database has it. */
const RANGES: Record<Name, Range> = {
  needCut: [0, 1, 0.05],
  minNeeds: [0, 6],
  maxNeeds: [1, 6],
  minParadoxes: [0, 15],
  minTension: [0, 1, 0.05],
  minTokens: [0, 1_000_000],
  maxTokens: [1, 1_000_000],
  minScore: [0, 100, 1],
};
const NAMES = Object.keys(RANGES) as Name[];
const GROUPS: { key: "needs" | "paradoxes" | "prompt"; names: Name[] }[] = [
  { key: "needs", names: ["needCut", "minNeeds", "maxNeeds"] },
  { key: "paradoxes", names: ["minParadoxes", "minTension"] },
  { key: "prompt", names: ["minTokens", "maxTokens"] },
];
const ORDERED: [least: Name, most: Name][] = [
  ["minNeeds", "maxNeeds"],
  ["minTokens", "maxTokens"],
];
const WHEN_MISSED = ["warn", "regenerateOnce", "askPerson"];

const toDraft = (row: QualityCriteriaRow): Draft => ({
  ...(Object.fromEntries(NAMES.map((name) => [name, row[name]])) as Record<Name, number>),
  minScore: Math.round(row.minScore * 10_000) / 100,
  whenMissed: row.whenMissed,
});

const toEdit = (value: Draft): QualityCriteria => ({
  ...(value as QualityCriteria),
  minScore: Math.round(Number(value.minScore) * 100) / 10_000,
});

export function QualityForm({ opened, reopen, changed }: Opened<QualityCriteriaRow>) {
  const say = useWords().agents.quality;
  const format = useFormat();
  const draft = useTeamDraft(qualityCriteria, {
    opened,
    reopen,
    values: toDraft,
    edit: toEdit,
    check: (value) => {
      const wrong = outside(value, RANGES, format, say.between);
      for (const [least, most] of ORDERED)
        if (!wrong[least] && !wrong[most] && Number(value[most]) < Number(value[least])) wrong[most] = say.order;
      return wrong;
    },
  });
  const { value, set } = draft;
  const field = useDraftField(draft, say.names);

  const number = (name: Name) => (
    <RangeField
      key={name}
      {...field(name)}
      hint={say.hints[name]}
      range={RANGES[name]}
      value={value[name]}
      onChange={(next) => set(name, next)}
    />
  );
  return (
    <DraftForm
      draft={draft}
      label={say.title}
      labels={say.names}
      show={(name, shown) => (name === "whenMissed" ? (say.whenMissed[String(shown)] ?? String(shown)) : String(shown))}
      changed={changed}
    >
      {GROUPS.map(({ key, names }) => (
        <fieldset key={key} className={styles.group}>
          <legend>{say.groups[key]}</legend>
          {names.map(number)}
        </fieldset>
      ))}
      <fieldset className={styles.group}>
        <legend>{say.groups.score}</legend>
        {number("minScore")}
        <ChoiceField
          {...field("whenMissed")}
          hint={say.whenMissedHints[value.whenMissed]}
          value={value.whenMissed}
          options={WHEN_MISSED}
          word={(one) => say.whenMissed[one] ?? one}
          onChange={(next) => set("whenMissed", next)}
        />
      </fieldset>
      <Updated at={opened.updatedAt} />
    </DraftForm>
  );
}
