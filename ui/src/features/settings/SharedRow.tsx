// A section of Settings that is one row of the whole team's: it is fetched, and its form is mounted with the row as it was
// opened. It owns no draft.
import type { ComponentType } from "react";
import { useFormat, useNow } from "../../shared/format";
import { type Opened, OpenedForm } from "../../shared/OpenedForm";
import { Unanswered } from "../../shared/Unanswered";
import { useWords } from "../../words/words";
import { Section } from "./Section";
import styles from "./Settings.module.css";
import { type TeamRow, useTeamRow } from "./teamRows";

interface Props<R extends { revision: string }, E> {
  title: string;
  text: string;
  testId: string;
  row: TeamRow<R, E>;
  /** Said when it could not be loaded. */
  failed: string;
  /** How many lines it has, roughly. */
  lines: number;
  form: ComponentType<Opened<R>>;
}

export function SharedRow<R extends { revision: string }, E>(props: Props<R, E>) {
  const { title, text, testId, row, failed, lines, form: Form } = props;
  const words = useWords();
  const query = useTeamRow(row);
  return (
    <Section title={title} text={text} testId={testId}>
      {query.data ? (
        <OpenedForm latest={query.data} table={row.table}>
          {(opened) => <Form {...opened} />}
        </OpenedForm>
      ) : (
        <Unanswered query={query} failed={failed} lines={lines} height={28} away={words.settings.teamAway} />
      )}
    </Section>
  );
}

export function Updated({ at }: { at: string }) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  return (
    <p className={styles.hint} role="status">
      {words.settings.updated(format.ago(at, now))}
    </p>
  );
}
