// What may be spent, as a form. An amount is kept as it was typed: an empty one means no limit, so that one that cannot be
// read must not pass for empty.
import type { Budgets, BudgetsRow } from "../../../backend";
import { DraftForm } from "../../../shared/DraftForm";
import { TextField } from "../../../shared/Inputs";
import type { Opened } from "../../../shared/OpenedForm";
import { useDraftField } from "../../../shared/useDraftField";
import { useWords } from "../../../words/words";
import styles from "../Settings.module.css";
import { Updated } from "../SharedRow";
import { budgets, useTeamDraft } from "../teamRows";

type Name = keyof Budgets;

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
  const draft = useTeamDraft(budgets, {
    opened,
    reopen,
    values: ({ runUsd, dayUsd }): Record<Name, string> => ({ runUsd: written(runUsd), dayUsd: written(dayUsd) }),
    edit: ({ runUsd, dayUsd }) => ({ runUsd: read(runUsd) ?? null, dayUsd: read(dayUsd) ?? null }),
    check: (value) =>
      Object.fromEntries(NAMES.filter((name) => read(value[name]) === undefined).map((name) => [name, say.notMoney])),
  });
  const field = useDraftField(draft, say.names);
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
            {...field(name)}
            hint={say.hints[name]}
            value={draft.value[name]}
            placeholder={say.noLimit}
            onChange={(next) => draft.set(name, next)}
          />
        ))}
      </div>
      <Updated at={opened.updatedAt} />
    </DraftForm>
  );
}
