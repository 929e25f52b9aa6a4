// The form of one row of a pool. It owns its draft and is mounted anew only for another revision; which fields it has is
// said by the pool's own file. Only what was changed is saved, at the revision it was opened at.
import { useEffect, useRef } from "react";
import { backend, type Pool, type RowKind, type Table, useMayWrite } from "../../backend";
import { useColumnWord } from "../../shared/columnWord";
import { DraftForm } from "../../shared/DraftForm";
import { useFormat } from "../../shared/format";
import type { Opened } from "../../shared/OpenedForm";
import { useReasonText } from "../../shared/reasonText";
import type { Values } from "../../shared/useDraft";
import { useWriteQuestion } from "../../shared/useProduction";
import { useRowDraft } from "../../shared/useRowDraft";
import { useValueWord } from "../../shared/Value";
import { tellDone } from "../../shared/work";
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

interface Props extends Opened<PoolRow> {
  pool: Pool;
  table: Table;
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

  const draft = useRowDraft<PoolRow, Values>({
    name: `${kindOfPool(pool)}/${opened.id}`,
    table: table.name,
    opened,
    reopen,
    values: (row) => toDraft(table, row),
    save: async (value, revision, base) => {
      const set = changedValues(table, value, toDraft(table, base));
      const { row, changeSet } = await save({ id: opened.id, revision, set });
      // Other rows follow a name: that is more than the form shows, and one step takes all of it back.
      if (table.knownBy && table.knownBy in set) tellDone({ title: words.rowForms.renamed, undo: [changeSet] });
      return row;
    },
    fresh,
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
    <div className={styles.form} data-testid="row-form">
      <DraftForm
        draft={draft}
        label={words.kinds[kindOfPool(pool)]}
        labels={labels}
        show={(_, value) => shownAs(value, valueWord, words.inspector.empty)}
        changed={quiet ? null : changed}
      >
        <Fields {...parts} />
        <ReviewFields {...parts} />
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
