// What this program is, where it keeps its things, and whose work it stands on.
import { useQuery } from "@tanstack/react-query";
import { appInfoQuery } from "../../backend";
import { CopyButton } from "../../shared/CopyButton";
import { useWords } from "../../words/words";
import { Section } from "./Section";
import styles from "./Settings.module.css";

export function About() {
  const words = useWords();
  const say = words.settings;
  const info = useQuery(appInfoQuery).data;
  return (
    <Section title={say.about} testId="settings-about">
      {info ? (
        <dl className={styles.about}>
          <Line name={say.version} value={`${words.app} ${info.version}`} />
          <Line name={say.system} value={info.operatingSystem} />
          <Line name={say.actor} value={info.actor} hint={say.actorHint} />
          <Line name={say.dataFolder} value={info.dataDir} path />
          <Line name={say.logFolder} value={info.logDir} path />
        </dl>
      ) : null}
      <p className={styles.licences}>
        <strong>{say.licences}</strong> {say.licencesText}
      </p>
    </Section>
  );
}

function Line({ name, value, hint, path }: { name: string; value: string; hint?: string; path?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="data">
        <span className={path ? "mono" : undefined}>{value}</span>
        {path ? <CopyButton small text={() => value} label={name} /> : null}
        {hint ? <p className={styles.hint}>{hint}</p> : null}
      </dd>
    </div>
  );
}
