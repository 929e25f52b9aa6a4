// What a good run is, for the whole team.
import { useWords } from "../../words/words";
import { QualityForm } from "./QualityForm";
import { SharedRow } from "./SharedRow";
import { qualityCriteria } from "./teamRows";

export function QualitySection() {
  const say = useWords().agents.quality;
  return (
    <SharedRow
      title={say.title}
      text={say.text}
      testId="settings-quality"
      row={qualityCriteria}
      failed={say.failed}
      lines={6}
      form={QualityForm}
    />
  );
}
