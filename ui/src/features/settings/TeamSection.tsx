// The coverage targets of the team.
import { useWords } from "../../words/words";
import { SharedRow } from "./SharedRow";
import { TeamForm } from "./TeamForm";
import { coverageTargets } from "./teamRows";

export function TeamSection() {
  const say = useWords().settings;
  return (
    <SharedRow
      title={say.team}
      text={say.teamText}
      testId="settings-team"
      row={coverageTargets}
      failed={say.teamFailed}
      lines={4}
      form={TeamForm}
    />
  );
}
