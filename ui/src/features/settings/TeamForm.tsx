// The team's coverage targets as a form. It owns its draft and is mounted anew only for another revision.
import type { CoverageTargets, CoverageTargetsEdit } from "../../backend";
import { DraftForm } from "../../shared/DraftForm";
import { NumberField } from "../../shared/Field";
import type { Opened } from "../../shared/OpenedForm";
import { useDraftField } from "../../shared/useDraftField";
import { useWords } from "../../words/words";
import styles from "./Settings.module.css";
import { Updated } from "./SharedRow";
import { coverageTargets, useTeamDraft } from "./teamRows";

// A field holds "" while it is empty; the check keeps that from being sent.
type Target = keyof CoverageTargetsEdit;
type Draft = Record<Target, number | "">;

const TARGETS: Target[] = ["experiencesPerNeed", "experiencesPerIntensity", "visualsPerNeed", "visualsPerElement"];

const toDraft = (row: CoverageTargets): Draft => ({
  experiencesPerNeed: row.experiencesPerNeed,
  experiencesPerIntensity: row.experiencesPerIntensity,
  visualsPerNeed: row.visualsPerNeed,
  visualsPerElement: row.visualsPerElement,
});

export function TeamForm({ opened, reopen, changed }: Opened<CoverageTargets>) {
  const say = useWords().settings;

  // What is left for the database to refuse, once the numbers are in their range.
  const refusals: Record<Target, string> = {
    experiencesPerNeed: say.atLeastOne,
    experiencesPerIntensity: say.threeFit,
    visualsPerNeed: say.atLeastOne,
    visualsPerElement: say.fiveFit,
  };
  const draft = useTeamDraft(coverageTargets, {
    opened,
    reopen,
    values: toDraft,
    edit: (value) => value as CoverageTargetsEdit,
    check: (value) =>
      Object.fromEntries(
        TARGETS.filter((name) => value[name] === "" || value[name] < 0 || value[name] > 10_000).map((name) => [
          name,
          say.notWhole,
        ]),
      ),
    explain: (error) => refusals[error.field as Target] ?? error.message,
  });

  const labels: Record<Target, string> = {
    experiencesPerNeed: `${say.experiencesGroup} · ${say.perNeed}`,
    experiencesPerIntensity: `${say.experiencesGroup} · ${say.experiencesPerIntensity}`,
    visualsPerNeed: `${say.visualsGroup} · ${say.perNeed}`,
    visualsPerElement: `${say.visualsGroup} · ${say.visualsPerElement}`,
  };
  const common = useDraftField(draft, labels);
  // Under its group a field needs only the rest of its name.
  const field = (name: Target, label: string, hint: string) => (
    <NumberField
      {...common(name)}
      label={label}
      hint={hint}
      value={draft.value[name]}
      onChange={(value) => draft.set(name, value)}
    />
  );

  return (
    <DraftForm draft={draft} label={say.team} labels={labels} changed={changed}>
      <fieldset className={styles.group}>
        <legend>{say.experiencesGroup}</legend>
        {field("experiencesPerNeed", say.perNeed, say.perNeedHint)}
        {field("experiencesPerIntensity", say.experiencesPerIntensity, say.perIntensityHint)}
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{say.visualsGroup}</legend>
        {field("visualsPerNeed", say.perNeed, say.perNeedVisualHint)}
        {field("visualsPerElement", say.visualsPerElement, say.perElementHint)}
      </fieldset>
      <Updated at={opened.updatedAt} />
    </DraftForm>
  );
}
