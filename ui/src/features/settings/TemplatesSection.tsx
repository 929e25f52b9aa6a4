// How long a prompt should be, and who may make a version the default, for the whole team.
import { useWords } from "../../words/words";
import { SharedRow } from "./SharedRow";
import { TemplatesForm } from "./TemplatesForm";
import { templateSettings } from "./teamRows";

export function TemplatesSection() {
  const say = useWords().templates.settings;
  return (
    <SharedRow
      title={say.title}
      text={say.text}
      testId="settings-templates"
      row={templateSettings}
      failed={say.failed}
      lines={3}
      form={TemplatesForm}
    />
  );
}
