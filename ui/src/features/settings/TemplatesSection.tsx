// How long a prompt should be, and who may make a version the default, for the whole team.
import { useWords } from "../../words/words";
import { useTemplateSettings } from "./queries";
import { SharedRow } from "./SharedRow";
import { TemplatesForm } from "./TemplatesForm";

export function TemplatesSection() {
  const say = useWords().templates.settings;
  return (
    <SharedRow
      title={say.title}
      text={say.text}
      testId="settings-templates"
      table="knock.template_settings"
      query={useTemplateSettings()}
      failed={say.failed}
      lines={3}
      form={TemplatesForm}
    />
  );
}
