// Language, theme and time zone of this window: applied at once, kept on this computer.
import { SegmentedControl } from "@mantine/core";
import { useId } from "react";
import { useFormat, useNow } from "../../shared/format";
import { type Preferences, setPreference, usePreference } from "../../shared/preferences";
import { useWords } from "../../words/words";
import { Section } from "./Section";
import styles from "./Settings.module.css";

export function WindowSection() {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  const say = words.settings;
  return (
    <Section title={say.window} text={say.windowText} testId="settings-window">
      <Choice name="language" label={say.language} options={say.languages} />
      <Choice name="theme" label={say.theme} options={say.themes} />
      <Choice
        name="timeZone"
        label={say.timeZone}
        options={say.timeZones}
        hint={say.timeZoneHint(format.dateTime(new Date(now).toISOString()))}
      />
    </Section>
  );
}

type Chosen = "language" | "theme" | "timeZone";

interface ChoiceProps<K extends Chosen> {
  name: K;
  label: string;
  options: Record<Preferences[K], string>;
  hint?: string;
}

function Choice<K extends Chosen>({ name, label, options, hint }: ChoiceProps<K>) {
  const id = useId();
  const value = usePreference(name);
  return (
    <div className={styles.choice}>
      <span id={id} className={styles.choiceLabel}>
        {label}
      </span>
      <div>
        <SegmentedControl
          aria-labelledby={id}
          value={value}
          onChange={(next) => setPreference(name, next as Preferences[K])}
          data={(Object.keys(options) as Preferences[K][]).map((key) => ({ value: key, label: options[key] }))}
        />
        {hint ? <p className={styles.hint}>{hint}</p> : null}
      </div>
    </div>
  );
}
