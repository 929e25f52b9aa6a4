// The input of a run by hand: what onboarding asks, as fields over the same JSON. What the form cannot show is named, and
// what it cannot mend is left to the JSON.
import { Button } from "@mantine/core";
import { useFormat } from "../../../shared/format";
import { ChoiceField, TextField } from "../../../shared/Inputs";
import { TagsField } from "../../../shared/TagsField";
import { useWords } from "../../../words/words";
import runs from "../Runs.module.css";
import {
  CHOICES,
  faultsIn,
  fieldAt,
  type HandForm,
  isUnfinished,
  LANGUAGES,
  LISTS,
  type ListName,
  MOST,
  OPTIONS,
  readForm,
  writeField,
} from "./handForm";
import { faultText } from "./inputText";
import styles from "./Start.module.css";

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** Somebody wanted to start: what is still missing is said, too. */
  tried: boolean;
  /** What the backend refuses, and where. */
  refused: { path: string; text: string } | null;
  onJson: () => void;
}

export function HandPart({ value, onChange, tried, refused, onJson }: Props) {
  const words = useWords();
  const say = words.newRun.form;
  const form = readForm(value);
  if (!form)
    return (
      <div className={styles.onlyJson}>
        <p>{say.onlyJson}</p>
        <Button variant="default" onClick={onJson}>
          {say.toJson}
        </Button>
      </div>
    );
  const found = faultsIn(value)
    .filter((fault) => tried || !isUnfinished(fault))
    .map((fault) => ({ path: fault.path, text: faultText(words.runs.start.faults, fault) }));
  const faults = found.length === 0 && refused ? [refused] : found;
  const elsewhere = faults.filter(({ path }) => fieldAt(path) === null);
  const put = (part: Parameters<typeof writeField>[1], name: string) => (next: string | string[]) =>
    onChange(writeField(value, part, name, next));
  const error = (name: string) => {
    const fault = faults.find(({ path }) => fieldAt(path)?.field === name);
    if (!fault) return undefined;
    const at = fieldAt(fault.path)?.at ?? null;
    const word = at === null ? undefined : form.lists[name as ListName]?.[at];
    return word === undefined ? fault.text : say.word(word, fault.text);
  };
  return (
    <fieldset className={runs.part}>
      <legend className="unseen">{say.label}</legend>
      <div className={runs.pair}>
        <TextField
          name="userName"
          autoFocus
          label={say.name}
          hint={say.nameHint}
          error={error("userName")}
          value={form.userName}
          onChange={put("meta", "userName")}
        />
        <ChoiceField
          name="language"
          label={say.language}
          error={error("language")}
          value={form.language}
          options={LANGUAGES}
          word={(language) => say.languages[language] ?? language}
          onChange={put("meta", "language")}
        />
      </div>
      {LISTS.map((name) => (
        <Words key={name} name={name} form={form} error={error(name)} onChange={put("userData", name)} />
      ))}
      <div className={runs.pair}>
        {CHOICES.map((name) => (
          <ChoiceField
            key={name}
            name={name}
            label={say[name]}
            error={error(name)}
            value={form.choices[name]}
            none={say.noChoice}
            options={OPTIONS[name]}
            word={(option) => say.options[option] ?? option}
            onChange={put("preferences", name)}
          />
        ))}
      </div>
      {form.more.length > 0 ? <p className="quiet small">{say.more(form.more.join(", "))}</p> : null}
      {elsewhere.map(({ path, text }) => (
        <p key={path} className={runs.problem} role="status">
          {words.runs.start.at(path, text)}
          <Button variant="default" size="compact-xs" onClick={onJson}>
            {say.toJson}
          </Button>
        </p>
      ))}
    </fieldset>
  );
}

interface WordsProps {
  name: ListName;
  form: HandForm;
  error: string | undefined;
  onChange: (words: string[]) => void;
}

function Words({ name, form, error, onChange }: WordsProps) {
  const say = useWords().newRun.form;
  const format = useFormat();
  const value = form.lists[name];
  return (
    <TagsField
      name={name}
      label={say.lists[name]}
      hint={say.used(format.number(value.length), format.number(MOST[name]))}
      placeholder={say.examples[name]}
      error={error}
      value={value}
      onChange={onChange}
    />
  );
}
