// The team's coverage targets as a form. It owns its draft and is mounted anew only for another revision.
import { useEffect, useRef } from "react";
import { type CoverageTargets, type CoverageTargetsEdit, lastWriter, useMayWrite } from "../../backend";
import { DraftNotices } from "../../shared/DraftNotices";
import { focusFirstError, NumberField } from "../../shared/Field";
import { useFormat, useNow } from "../../shared/format";
import { DraftForm, SaveBar } from "../../shared/SaveBar";
import { StaleBar } from "../../shared/StaleBar";
import { type Revised, useDraft } from "../../shared/useDraft";
import { useWriteQuestion } from "../../shared/useProduction";
import { useWords } from "../../words/words";
import { useFreshCoverageTargets, useSaveCoverageTargets } from "./queries";
import styles from "./Settings.module.css";

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

interface Props {
  opened: CoverageTargets;
  reopen: (row: CoverageTargets) => void;
  changed: { by: string | null; show: () => void } | null;
}

export function TeamForm({ opened, reopen, changed }: Props) {
  const words = useWords();
  const say = words.settings;
  const format = useFormat();
  const now = useNow(30);
  const mayWrite = useMayWrite();
  const ask = useWriteQuestion();
  const { mutateAsync: save } = useSaveCoverageTargets();
  const fresh = useFreshCoverageTargets();
  const box = useRef<HTMLDivElement>(null);
  // What the draft sends back and forth is only the values; the whole row behind a revision is kept here.
  const rows = useRef(new Map([[opened.revision, opened]]));
  const revised = (row: CoverageTargets): Revised<Draft> => {
    rows.current.set(row.revision, row);
    return { value: toDraft(row), revision: row.revision };
  };

  // What is left for the database to refuse, once the numbers are in their range.
  const refusals: Record<Target, string> = {
    experiencesPerNeed: say.atLeastOne,
    experiencesPerIntensity: say.threeFit,
    visualsPerNeed: say.atLeastOne,
    visualsPerElement: say.fiveFit,
  };
  const draft = useDraft<Draft>({
    name: "coverage-targets",
    opened: useRef(revised(opened)).current,
    save: async (value, revision) => revised(await save({ revision, edit: value as CoverageTargetsEdit })),
    reload: async () => ({ ...revised(await fresh()), by: lastWriter("knock.coverage_targets")?.actor ?? null }),
    onOpened: ({ revision }) => {
      const row = rows.current.get(revision);
      if (row) reopen(row);
    },
    check: (value) =>
      Object.fromEntries(
        TARGETS.filter((name) => value[name] === "" || value[name] < 0 || value[name] > 10_000).map((name) => [
          name,
          say.notWhole,
        ]),
      ),
    explain: (error) => refusals[error.field as Target] ?? error.message,
    mayWrite: () => ask(),
  });

  const wrong = Object.keys(draft.errors).join();
  useEffect(() => {
    if (wrong !== "") focusFirstError(box.current);
  }, [wrong]);

  const labels: Record<Target, string> = {
    experiencesPerNeed: `${say.experiencesGroup} · ${say.perNeed}`,
    experiencesPerIntensity: `${say.experiencesGroup} · ${say.experiencesPerIntensity}`,
    visualsPerNeed: `${say.visualsGroup} · ${say.perNeed}`,
    visualsPerElement: `${say.visualsGroup} · ${say.visualsPerElement}`,
  };
  const field = (name: Target, label: string, hint: string) => (
    <NumberField
      name={name}
      label={label}
      hint={hint}
      value={draft.value[name]}
      error={draft.errors[name]}
      edited={draft.edited.includes(name)}
      disabled={!mayWrite}
      onChange={(value) => draft.set(name, value)}
    />
  );

  return (
    <div ref={box}>
      <DraftForm draft={draft} label={say.team}>
        <DraftNotices draft={draft} changed={changed} />
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
        <p className={styles.hint} role="status">
          {say.updated(format.ago(opened.updatedAt, now))}
        </p>
        {mayWrite ? (
          <>
            <SaveBar draft={draft} />
            <StaleBar draft={draft} labels={labels} />
          </>
        ) : (
          <p className={styles.hint}>{words.save.readOnly}</p>
        )}
      </DraftForm>
    </div>
  );
}
