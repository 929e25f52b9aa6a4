// Who a person is, and how much there is of what is not shown.
import type { ReactNode } from "react";
import type { Person } from "../../backend";
import { Card } from "../../shared/Card";
import { useFormat } from "../../shared/format";
import { useWords } from "../../words/words";
import styles from "./People.module.css";

export function FactsCard({ person }: { person: Person }) {
  const words = useWords();
  const format = useFormat();
  const say = words.people.facts;
  const when = (at: string | null) => (at ? format.dateTime(at) : null);
  const facts: [string, ReactNode][] = [
    [say.email, person.email],
    [say.username, person.username],
    [say.since, when(person.createdAt)],
    [say.lastSeen, when(person.lastLoginAt)],
    [say.onboarded, when(person.onboardingCompletedAt)],
    [say.runs, format.number(person.runs)],
    [say.messages, person.messages === 0 ? format.number(0) : say.masked(format.count(person.messages))],
  ];
  return (
    <Card title={say.title} testId="person-facts">
      <dl className={`${styles.facts} data`}>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Card>
  );
}
