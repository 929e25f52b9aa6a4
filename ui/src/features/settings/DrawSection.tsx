// How the draw weighs, for the whole team.
import { useWords } from "../../words/words";
import { DrawForm } from "./DrawForm";
import { useDrawSettings } from "./queries";
import { SharedRow } from "./SharedRow";

export function DrawSection() {
  const say = useWords().rowForms.drawSettings;
  return (
    <SharedRow
      title={say.title}
      text={say.text}
      testId="settings-draw"
      table="knock.draw_settings"
      query={useDrawSettings()}
      failed={say.failed}
      lines={6}
      form={DrawForm}
    />
  );
}
