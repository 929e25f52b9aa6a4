// How the draw weighs, for the whole team.
import { useWords } from "../../words/words";
import { DrawForm } from "./DrawForm";
import { SharedRow } from "./SharedRow";
import { drawSettings } from "./teamRows";

export function DrawSection() {
  const say = useWords().rowForms.drawSettings;
  return (
    <SharedRow
      title={say.title}
      text={say.text}
      testId="settings-draw"
      row={drawSettings}
      failed={say.failed}
      lines={6}
      form={DrawForm}
    />
  );
}
