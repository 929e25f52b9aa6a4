// A section of Settings that is one row of the whole team's: it is fetched, and its form is mounted with the row as it was
// opened. It owns no draft.
import type { ComponentType } from "react";
import { type AppError, useReady } from "../../backend";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat, useNow } from "../../shared/format";
import { type Opened, OpenedForm } from "../../shared/OpenedForm";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import { Section } from "./Section";
import styles from "./Settings.module.css";

interface Props<R extends { revision: string }> {
  title: string;
  text: string;
  testId: string;
  table: string;
  query: { data: R | undefined; error: AppError | null; refetch: () => Promise<unknown> };
  /** Said when it could not be loaded. */
  failed: string;
  /** How many lines it has, roughly. */
  lines: number;
  form: ComponentType<Opened<R>>;
}

export function SharedRow<R extends { revision: string }>(props: Props<R>) {
  const { title, text, testId, table, query, failed, lines, form: Form } = props;
  const words = useWords();
  const ready = useReady();
  return (
    <Section title={title} text={text} testId={testId}>
      {query.data ? (
        <OpenedForm latest={query.data} table={table}>
          {(opened) => <Form {...opened} />}
        </OpenedForm>
      ) : query.error ? (
        <ErrorNote title={failed} error={query.error} onRetry={() => void query.refetch()} />
      ) : ready ? (
        <SkeletonLines lines={lines} height={28} />
      ) : (
        <p className="quiet">{words.settings.teamAway}</p>
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
