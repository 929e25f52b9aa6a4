// What may be spent, for the whole team.
import { useWords } from "../../../words/words";
import { SharedRow } from "../SharedRow";
import { BudgetsForm } from "./BudgetsForm";
import { useBudgets } from "./queries";

export function BudgetsSection() {
  const say = useWords().agents.budgets;
  return (
    <SharedRow
      title={say.title}
      text={say.text}
      testId="settings-budgets"
      table="console.budgets"
      query={useBudgets()}
      failed={say.failed}
      lines={2}
      form={BudgetsForm}
    />
  );
}
