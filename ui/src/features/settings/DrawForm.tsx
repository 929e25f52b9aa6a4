// How the draw weighs, as a form: each factor with what it does. It owns its draft and is mounted anew only for another
// revision.
import { type DrawSettings, type DrawSettingsEdit, useMayWrite } from "../../backend";
import { DecimalField } from "../../shared/DecimalField";
import { DraftForm } from "../../shared/DraftForm";
import { NumberField } from "../../shared/Field";
import { useFormat } from "../../shared/format";
import type { Opened } from "../../shared/OpenedForm";
import { useRowDraft } from "../../shared/useRowDraft";
import { useWords } from "../../words/words";
import { useFreshDrawSettings, useSaveDrawSettings } from "./queries";
import styles from "./Settings.module.css";
import { Updated } from "./SharedRow";

type Name = keyof DrawSettingsEdit;
// A field holds "" while it is empty; the check keeps that from being sent.
type Draft = Record<Name, number | "">;

/** Where each may lie, as the database has it. */
const RANGES: Record<Name, [from: number, to: number]> = {
  needsConsidered: [1, 6],
  needCut: [0, 1],
  mostOfANeed: [1, 50],
  experienceCount: [3, 5],
  visualCount: [1, 50],
  archetypeShortlist: [1, 50],
  archetypeFactor: [1, 10],
  intensityFactor: [1, 10],
  keywordFactor: [1, 10],
  keywordCap: [0, 10],
};
const NAMES = Object.keys(RANGES) as Name[];
const DECIMAL = new Set<Name>(["needCut", "archetypeFactor", "intensityFactor", "keywordFactor"]);
const GROUPS: { key: "needs" | "counts" | "factors"; names: Name[] }[] = [
  { key: "needs", names: ["needsConsidered", "needCut", "mostOfANeed"] },
  { key: "counts", names: ["experienceCount", "visualCount", "archetypeShortlist"] },
  { key: "factors", names: ["archetypeFactor", "intensityFactor", "keywordFactor", "keywordCap"] },
];

const toDraft = (row: DrawSettings): Draft => Object.fromEntries(NAMES.map((name) => [name, row[name]])) as Draft;

export function DrawForm({ opened, reopen, changed }: Opened<DrawSettings>) {
  const words = useWords();
  const say = words.rowForms.drawSettings;
  const format = useFormat();
  const mayWrite = useMayWrite();
  const { mutateAsync: save } = useSaveDrawSettings();
  const fresh = useFreshDrawSettings();

  const outside = (value: Draft, name: Name) => {
    const [from, to] = RANGES[name];
    const given = value[name];
    const whole = DECIMAL.has(name) || (given !== "" && Number.isInteger(given));
    return given === "" || given < from || given > to || !whole;
  };
  const draft = useRowDraft<DrawSettings, Draft>({
    name: "draw-settings",
    table: "knock.draw_settings",
    opened,
    reopen,
    values: toDraft,
    save: (value, revision) => save({ revision, edit: value as DrawSettingsEdit }),
    fresh,
    check: (value) => {
      const wrong: Partial<Record<Name, string>> = {};
      for (const name of NAMES) {
        const [from, to] = RANGES[name];
        if (outside(value, name)) wrong[name] = say.between(format.number(from), format.number(to));
      }
      const room = Number(value.needsConsidered) * Number(value.mostOfANeed);
      for (const name of ["experienceCount", "visualCount"] as const) {
        if (!wrong[name] && Number(value[name]) > room) wrong[name] = say.noRoom(format.number(room));
      }
      return wrong;
    },
  });

  const field = (name: Name) => {
    const Control = DECIMAL.has(name) ? DecimalField : NumberField;
    return (
      <Control
        key={name}
        name={name}
        label={say.names[name]}
        hint={say.hints[name]}
        value={draft.value[name]}
        error={draft.errors[name]}
        edited={draft.edited.includes(name)}
        disabled={!mayWrite}
        onChange={(value) => draft.set(name, value)}
      />
    );
  };
  return (
    <DraftForm draft={draft} label={say.title} labels={say.names} changed={changed}>
      {GROUPS.map((group) => (
        <fieldset key={group.key} className={styles.group}>
          <legend>{say.groups[group.key]}</legend>
          {group.names.map(field)}
        </fieldset>
      ))}
      <Updated at={opened.updatedAt} />
    </DraftForm>
  );
}
