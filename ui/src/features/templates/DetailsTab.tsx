// What a version is called and what is said about it. Part of the draft, and saved with it.
import { useFormat } from "../../shared/format";
import { AreaField, TextField } from "../../shared/Inputs";
import { refusalText } from "../../shared/reasons";
import { useWords } from "../../words/words";
import type { DraftView, TemplateDraft } from "./draft";
import styles from "./Templates.module.css";

interface Props {
  view: DraftView;
  draft: TemplateDraft;
  readOnly: boolean;
}

export function DetailsTab({ view, draft, readOnly }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.templates.fields;
  const { fields, edited, refused } = view;
  const field = (name: string) => ({
    name: `template-${name}`,
    label: say[name] ?? name,
    value: typeof fields[name] === "string" ? fields[name] : "",
    edited: edited.includes(name),
    disabled: readOnly,
    error: refused?.field === name ? refusalText(words, format, refused.error) : undefined,
  });
  const put = (name: string) => (text: string) => draft.set(name, text === "" ? null : text);
  return (
    <div className={styles.details}>
      <TextField {...field("name")} longest={255} onChange={(text) => draft.set("name", text)} />
      <TextField {...field("version")} longest={20} onChange={(text) => draft.set("version", text)} />
      <AreaField {...field("description")} rows={2} onChange={put("description")} />
      <AreaField {...field("agentInstructions")} rows={3} onChange={put("agentInstructions")} />
    </div>
  );
}
