// What a person told when they came.
import type { Onboarding } from "../../backend";
import { Card } from "../../shared/Card";
import { useFormat } from "../../shared/format";
import { useWords } from "../../words/words";
import styles from "./People.module.css";

export function OnboardingCard({ told }: { told: Onboarding | null }) {
  const words = useWords();
  const format = useFormat();
  const say = words.people.onboarding;
  const option = (value: string | null) => (value ? (words.newRun.form.options[value] ?? value) : null);
  const lists: [string, string[]][] = told
    ? [
        [say.interests, told.interests],
        [say.keywords, told.keywords],
        [say.categories, told.categories],
        [say.domains, told.domains],
        [say.avoidTopics, told.avoidTopics],
      ]
    : [];
  return (
    <Card title={say.title} testId="onboarding">
      {told ? null : <p className="quiet">{say.none}</p>}
      {lists.map(([name, values]) =>
        values.length === 0 ? null : (
          <section key={name} className={styles.told}>
            <h3>{name}</h3>
            <ul className={`${styles.words} data`}>
              {values.map((value) => (
                <li key={value}>{value}</li>
              ))}
            </ul>
          </section>
        ),
      )}
      {told ? (
        <dl className={`${styles.facts} data`}>
          {option(told.conversationStyle) ? (
            <div>
              <dt>{say.style}</dt>
              <dd>{option(told.conversationStyle)}</dd>
            </div>
          ) : null}
          {option(told.responseLength) ? (
            <div>
              <dt>{say.length}</dt>
              <dd>{option(told.responseLength)}</dd>
            </div>
          ) : null}
          <div>
            <dt>{say.updated}</dt>
            <dd>{format.dateTime(told.updatedAt)}</dd>
          </div>
        </dl>
      ) : null}
    </Card>
  );
}
