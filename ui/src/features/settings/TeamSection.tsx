// The coverage targets of the team.
import { useWords } from "../../words/words";
import { useCoverageTargets } from "./queries";
import { SharedRow } from "./SharedRow";
import { TeamForm } from "./TeamForm";

export function TeamSection() {
  const say = useWords().settings;
  return (
    <SharedRow
      title={say.team}
      text={say.teamText}
      testId="settings-team"
      table="knock.coverage_targets"
      query={useCoverageTargets()}
      failed={say.teamFailed}
      lines={4}
      form={TeamForm}
    />
  );
}
