// What a good run is, for the whole team.
import { useWords } from "../../words/words";
import { QualityForm } from "./QualityForm";
import { useQualityCriteria } from "./queries";
import { SharedRow } from "./SharedRow";

export function QualitySection() {
  const say = useWords().agents.quality;
  return (
    <SharedRow
      title={say.title}
      text={say.text}
      testId="settings-quality"
      table="knock.quality_criteria"
      query={useQualityCriteria()}
      failed={say.failed}
      lines={6}
      form={QualityForm}
    />
  );
}
