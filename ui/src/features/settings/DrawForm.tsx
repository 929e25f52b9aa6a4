// How the draw weighs, as a form: each factor with what it does. It owns its draft and is mounted anew only for another
// revision.
import type { DrawSettings, DrawSettingsEdit } from "../../backend";
import { DraftForm } from "../../shared/DraftForm";
import { useFormat } from "../../shared/format";
import type { Opened } from "../../shared/OpenedForm";
import { useDraftField } from "../../shared/useDraftField";
import { useWords } from "../../words/words";
import { outside, type Range, RangeField } from "./RangeField";
import styles from "./Settings.module.css";
import { Updated } from "./SharedRow";
import { drawSettings, useTeamDraft } from "./teamRows";

type Name = keyof DrawSettingsEdit;
// A field holds "" while it is empty; the check keeps that from being sent.
type Draft = Record<Name, number | "">;

/** Where each may lie, as the database has it. */
const RANGES: Record<Name, Range> = {
  needsConsidered: [1, 6],
  needCut: [0, 1, 0.05],
  mostOfANeed: [1, 50],
  experienceCount: [3, 5],
  visualCount: [1, 50],
  archetypeShortlist: [1, 50],
  archetypeFactor: [1, 10, 0.05],
  intensityFactor: [1, 10, 0.05],
  keywordFactor: [1, 10, 0.05],
  keywordCap: [0, 10],
};
const NAMES = Object.keys(RANGES) as Name[];
const GROUPS: { key: "needs" | "counts" | "factors"; names: Name[] }[] = [
  { key: "needs", names: ["needsConsidered", "needCut", "mostOfANeed"] },
  { key: "counts", names: ["experienceCount", "visualCount", "archetypeShortlist"] },
  { key: "factors", names: ["archetypeFactor", "intensityFactor", "keywordFactor", "keywordCap"] },
];

const toDraft = (row: DrawSettings): Draft => Object.fromEntries(NAMES.map((name) => [name, row[name]])) as Draft;

export function DrawForm({ opened, reopen, changed }: Opened<DrawSettings>) {
  const say = useWords().rowForms.drawSettings;
  const format = useFormat();
  const draft = useTeamDraft(drawSettings, {
    opened,
    reopen,
    values: toDraft,
    edit: (value) => value as DrawSettingsEdit,
    check: (value) => {
      const wrong = outside(value, RANGES, format, say.between);
      const room = Number(value.needsConsidered) * Number(value.mostOfANeed);
      for (const name of ["experienceCount", "visualCount"] as const) {
        if (!wrong[name] && Number(value[name]) > room) wrong[name] = say.noRoom(format.number(room));
      }
      return wrong;
    },
  });

  const field = useDraftField(draft, say.names);
  return (
    <DraftForm draft={draft} label={say.title} labels={say.names} changed={changed}>
      {GROUPS.map((group) => (
        <fieldset key={group.key} className={styles.group}>
          <legend>{say.groups[group.key]}</legend>
          {group.names.map((name) => (
            <RangeField
              key={name}
              {...field(name)}
              hint={say.hints[name]}
              range={RANGES[name]}
              value={draft.value[name]}
              onChange={(value) => draft.set(name, value)}
            />
          ))}
        </fieldset>
      ))}
      <Updated at={opened.updatedAt} />
    </DraftForm>
  );
}
