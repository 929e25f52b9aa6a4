// What may be spent, for the whole team.
import { useWords } from "../../../words/words";
import { SharedRow } from "../SharedRow";
import { budgets } from "../teamRows";
import { BudgetsForm } from "./BudgetsForm";

export function BudgetsSection() {
  const say = useWords().agents.budgets;
  return (
    <SharedRow
      title={say.title}
      text={say.text}
      testId="settings-budgets"
      row={budgets}
      failed={say.failed}
      lines={2}
      form={BudgetsForm}
    />
  );
}
