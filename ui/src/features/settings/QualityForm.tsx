// What a good run is, as a form: what counts as full marks, and what happens to a run that has too few. It owns its draft
// and is mounted anew only for another revision.
import { type QualityCriteria, type QualityCriteriaRow, useMayWrite } from "../../backend";
import { DecimalField } from "../../shared/DecimalField";
import { DraftForm } from "../../shared/DraftForm";
import { NumberField } from "../../shared/Field";
import { useFormat } from "../../shared/format";
import { ChoiceField } from "../../shared/Inputs";
import type { Opened } from "../../shared/OpenedForm";
import { useReasonText } from "../../shared/reasonText";
import { useRowDraft } from "../../shared/useRowDraft";
import { useWords } from "../../words/words";
import { useFreshQualityCriteria, useSaveQualityCriteria } from "./queries";
import styles from "./Settings.module.css";
import { Updated } from "./SharedRow";

type Name = Exclude<keyof QualityCriteria, "whenMissed">;
// A field holds "" while it is empty; the check keeps that from being sent. The score is edited in points of a hundred, as
// it is shown everywhere.
type Draft = Record<Name, number | ""> & { whenMissed: string };

/** Where each may lie, as the database has it. */
const RANGES: Record<Name, [from: number, to: number]> = {
  needCut: [0, 1],
  minNeeds: [0, 6],
  maxNeeds: [1, 6],
  minParadoxes: [0, 15],
  minTension: [0, 1],
  minTokens: [0, 1_000_000],
  maxTokens: [1, 1_000_000],
  minScore: [0, 100],
};
const NAMES = Object.keys(RANGES) as Name[];
const DECIMAL = new Set<Name>(["needCut", "minTension", "minScore"]);
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
  const mayWrite = useMayWrite();
  const explain = useReasonText();
  const { mutateAsync: save } = useSaveQualityCriteria();
  const fresh = useFreshQualityCriteria();

  const draft = useRowDraft<QualityCriteriaRow, Draft>({
    name: "quality-criteria",
    table: "knock.quality_criteria",
    opened,
    reopen,
    values: toDraft,
    save: (value, revision) => save({ revision, edit: toEdit(value) }),
    fresh,
    check: (value) => {
      const wrong: Partial<Record<Name, string>> = {};
      for (const name of NAMES) {
        const [from, to] = RANGES[name];
        const given = value[name];
        const whole = DECIMAL.has(name) || (given !== "" && Number.isInteger(given));
        if (given === "" || given < from || given > to || !whole)
          wrong[name] = say.between(format.number(from), format.number(to));
      }
      for (const [least, most] of ORDERED)
        if (!wrong[least] && !wrong[most] && Number(value[most]) < Number(value[least])) wrong[most] = say.order;
      return wrong;
    },
    explain,
  });
  const { value, set, errors, edited } = draft;

  const field = (name: Name) => {
    const Control = DECIMAL.has(name) ? DecimalField : NumberField;
    return (
      <Control
        key={name}
        name={name}
        label={say.names[name]}
        hint={say.hints[name]}
        value={value[name]}
        error={errors[name]}
        edited={edited.includes(name)}
        disabled={!mayWrite}
        onChange={(next) => set(name, next)}
        {...(name === "minScore" ? { step: 1 } : {})}
      />
    );
  };
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
          {names.map(field)}
        </fieldset>
      ))}
      <fieldset className={styles.group}>
        <legend>{say.groups.score}</legend>
        {field("minScore")}
        <ChoiceField
          name="whenMissed"
          label={say.names.whenMissed}
          hint={say.whenMissedHints[value.whenMissed]}
          value={value.whenMissed}
          options={WHEN_MISSED}
          word={(one) => say.whenMissed[one] ?? one}
          error={errors.whenMissed}
          edited={edited.includes("whenMissed")}
          disabled={!mayWrite}
          onChange={(next) => set("whenMissed", next)}
        />
      </fieldset>
      <Updated at={opened.updatedAt} />
    </DraftForm>
  );
}
