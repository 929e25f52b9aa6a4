// What may be spent, as a form. An amount is kept as it was typed: an empty one means no limit, so that one that cannot be
// read must not pass for empty.
import { type Budgets, type BudgetsRow, useMayWrite } from "../../../backend";
import { DraftForm } from "../../../shared/DraftForm";
import { TextField } from "../../../shared/Inputs";
import type { Opened } from "../../../shared/OpenedForm";
import { useReasonText } from "../../../shared/reasonText";
import { useRowDraft } from "../../../shared/useRowDraft";
import { useWords } from "../../../words/words";
import styles from "../Settings.module.css";
import { Updated } from "../SharedRow";
import { useFreshBudgets, useSaveBudgets } from "./queries";

type Name = keyof Budgets;
type Draft = Record<Name, string>;

const NAMES: Name[] = ["runUsd", "dayUsd"];

const written = (amount: number | null) => (amount === null ? "" : String(amount));
/** Null for none, undefined for what is no amount. */
const read = (text: string): number | null | undefined => {
  const plain = text
    .trim()
    .replace(/^\$\s*/, "")
    .replace(",", ".");
  if (plain === "") return null;
  return /^(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
};

export function BudgetsForm({ opened, reopen, changed }: Opened<BudgetsRow>) {
  const say = useWords().agents.budgets;
  const mayWrite = useMayWrite();
  const explain = useReasonText();
  const { mutateAsync: save } = useSaveBudgets();
  const fresh = useFreshBudgets();
  const draft = useRowDraft<BudgetsRow, Draft>({
    name: "budgets",
    table: "console.budgets",
    opened,
    reopen,
    values: ({ runUsd, dayUsd }) => ({ runUsd: written(runUsd), dayUsd: written(dayUsd) }),
    save: ({ runUsd, dayUsd }, revision) =>
      save({ revision, edit: { runUsd: read(runUsd) ?? null, dayUsd: read(dayUsd) ?? null } }),
    fresh,
    check: (value) =>
      Object.fromEntries(NAMES.filter((name) => read(value[name]) === undefined).map((name) => [name, say.notMoney])),
    explain,
  });
  return (
    <DraftForm
      draft={draft}
      label={say.title}
      labels={say.names}
      show={(_, shown) => (shown === "" ? say.noLimit : String(shown))}
      changed={changed}
    >
      <div className={styles.fields}>
        {NAMES.map((name) => (
          <TextField
            key={name}
            name={name}
            label={say.names[name]}
            hint={say.hints[name]}
            value={draft.value[name]}
            placeholder={say.noLimit}
            error={draft.errors[name]}
            edited={draft.edited.includes(name)}
            disabled={!mayWrite}
            onChange={(next) => draft.set(name, next)}
          />
        ))}
      </div>
      <Updated at={opened.updatedAt} />
    </DraftForm>
  );
}
