// The form of one row of a pool. It owns its draft and is mounted anew only for another revision; which fields it has is
// said by the pool's own file. Only what was changed is saved, at the revision it was opened at.
import { useEffect, useRef } from "react";
import { backend, lastWriter, type Pool, type RowKind, type Table, useMayWrite } from "../../backend";
import { useColumnWord } from "../../shared/columnWord";
import { DraftNotices } from "../../shared/DraftNotices";
import { focusFirstError } from "../../shared/Field";
import { useFormat } from "../../shared/format";
import { useReasonText } from "../../shared/reasonText";
import { DraftForm, SaveBar } from "../../shared/SaveBar";
import { StaleBar } from "../../shared/StaleBar";
import { type Revised, useDraft, type Values } from "../../shared/useDraft";
import { useWriteQuestion } from "../../shared/useProduction";
import { useValueWord } from "../../shared/Value";
import { useWords } from "../../words/words";
import { ArchetypeFields } from "./ArchetypeFields";
import { ExperienceFields } from "./ExperienceFields";
import { useImpactQuestion } from "./ImpactQuestion";
import {
  changedValues,
  formColumns,
  kindOfPool,
  type PoolRow,
  problemsOf,
  toDraft,
  useFreshPoolRow,
  useSavePoolRow,
} from "./poolRow";
import { ReviewFields } from "./ReviewFields";
import styles from "./RowForm.module.css";
import type { FormParts } from "./rowFields";
import { VisualFields } from "./VisualFields";

interface Props {
  pool: Pool;
  table: Table;
  opened: PoolRow;
  reopen: (row: PoolRow) => void;
  changed: { by: string | null; show: () => void } | null;
  onOpen: (kind: RowKind, id: string) => void;
}

const FIELDS = { experiences: ExperienceFields, archetypes: ArchetypeFields, visuals: VisualFields };

export function RowForm({ pool, table, opened, reopen, changed, onOpen }: Props) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const ask = useWriteQuestion();
  const impact = useImpactQuestion(pool);
  const reasonText = useReasonText();
  const column = useColumnWord();
  const valueWord = useValueWord();
  const { mutateAsync: save } = useSavePoolRow(pool);
  const fresh = useFreshPoolRow(pool, opened.id);
  const box = useRef<HTMLDivElement>(null);
  // A draft holds only the values; the whole row behind a revision is kept here.
  const rows = useRef(new Map([[opened.revision, opened]]));
  const revised = (row: PoolRow): Revised<Values> => {
    rows.current.set(row.revision, row);
    return { value: toDraft(table, row), revision: row.revision };
  };

  const draft = useDraft<Values>({
    name: `${kindOfPool(pool)}/${opened.id}`,
    opened: useRef(revised(opened)).current,
    save: async (value, revision) => {
      const base = toDraft(table, rows.current.get(revision) ?? opened);
      return revised(await save({ id: opened.id, revision, set: changedValues(table, value, base) }));
    },
    reload: async () => ({ ...revised(await fresh()), by: lastWriter(table.name)?.actor ?? null }),
    onOpened: ({ revision }) => {
      const row = rows.current.get(revision);
      if (row) reopen(row);
    },
    check: (value) => problemsOf(table, value, words, format),
    explain: reasonText,
    mayWrite: async (value) => {
      const leaves = opened.reviewState === "active" && value.reviewState !== "active";
      return (!leaves || (await impact.ask(opened.id, "deactivate"))) && (await ask());
    },
  });

  // While it is merely looked at it is always what is saved, whoever saved it.
  const quiet = !draft.dirty && !draft.saving && !draft.stale;
  const show = useRef(changed?.show);
  useEffect(() => {
    show.current = changed?.show;
  });
  const behind = changed !== null;
  useEffect(() => {
    if (behind && quiet) show.current?.();
  }, [behind, quiet]);

  const wrong = Object.keys(draft.errors).join();
  useEffect(() => {
    if (wrong !== "") focusFirstError(box.current);
  }, [wrong]);

  const parts: FormParts = {
    pool,
    table,
    row: opened,
    draft,
    mayWrite,
    onOpen,
    label: column,
    suggest: (key) => async (text) => (await backend.tableFacet(pool, {}, key, text === "" ? null : text)).values,
  };
  const Fields = FIELDS[pool];
  const labels = Object.fromEntries(formColumns(table).map(({ key }) => [key, column(key)]));
  return (
    <div ref={box} className={styles.form} data-testid="row-form">
      <DraftForm draft={draft} label={words.kinds[kindOfPool(pool)]}>
        <DraftNotices draft={draft} changed={quiet ? null : changed} />
        <Fields {...parts} />
        <ReviewFields {...parts} />
        {mayWrite ? (
          <>
            <SaveBar draft={draft} />
            <StaleBar
              draft={draft}
              labels={labels}
              show={(_, value) => shownAs(value, valueWord, words.inspector.empty)}
            />
          </>
        ) : (
          <p className={styles.hint}>{words.save.readOnly}</p>
        )}
      </DraftForm>
      {impact.question}
    </div>
  );
}

function shownAs(value: unknown, word: (value: string) => string, empty: string): string {
  if (value === null || value === undefined || value === "") return empty;
  if (typeof value === "string") return word(value);
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) {
    return value.length === 0 ? empty : value.map(word).join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
