// How an archetype talks. What the form does not know stays as it is.
import { ChoiceField, ListField, TextField } from "../../shared/Inputs";
import { useValueWord } from "../../shared/Value";
import { useWords } from "../../words/words";
import styles from "./RowForm.module.css";
import { type FormParts, list, object, text } from "./rowFields";

const CHOICES = {
  length: ["short", "medium", "long"],
  speed: ["fast", "medium", "slow"],
  formality: ["low", "medium", "high"],
} as const;
const TONES = ["light", "neutral", "serious"];

export function StyleFields({ draft, mayWrite, label }: FormParts) {
  const words = useWords();
  const say = words.rowForms;
  const word = useValueWord();
  const style = object(draft.value.conversationStyle);
  const put = (key: string, value: unknown) => {
    const { [key]: _old, ...rest } = style;
    const next = value === "" || (Array.isArray(value) && value.length === 0) ? rest : { ...style, [key]: value };
    draft.set("conversationStyle", Object.keys(next).length === 0 ? null : next);
  };
  const disabled = !mayWrite;
  return (
    <fieldset className={styles.group} data-edited={draft.edited.includes("conversationStyle") || undefined}>
      <legend>{label("conversationStyle")}</legend>
      {draft.errors.conversationStyle ? <p className={styles.error}>{draft.errors.conversationStyle}</p> : null}
      <div className={styles.columns}>
        {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((key) => (
          <ChoiceField
            key={key}
            name={`style-${key}`}
            label={label(key)}
            value={text(style[key])}
            options={[...CHOICES[key]]}
            none={words.general.none}
            word={word}
            disabled={disabled}
            onChange={(value) => put(key, value)}
          />
        ))}
        <TextField
          name="style-tone"
          label={label("tone")}
          hint={say.toneHint(TONES.map(word).join(", "))}
          value={text(style.tone)}
          disabled={disabled}
          onChange={(value) => put("tone", value)}
        />
        <TextField
          name="style-humor"
          label={label("humor")}
          value={text(style.humor)}
          disabled={disabled}
          onChange={(value) => put("humor", value)}
        />
      </div>
      <ListField
        name="style-characteristics"
        label={label("characteristics")}
        value={list(style.characteristics)}
        add={say.addCharacteristic}
        disabled={disabled}
        onChange={(value) => put("characteristics", value)}
      />
    </fieldset>
  );
}
