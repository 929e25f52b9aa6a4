// Full screens in place of a page: starting, needs migrating, cannot connect. Calm, and always with a next step.
import { Button } from "@mantine/core";
import { Check, DatabaseZap, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Connection, StartStep } from "../../backend";
import { copyText, errors } from "../../errors";
import { CopyButton } from "../../shared/CopyButton";
import { useFormat } from "../../shared/format";
import { useWriteQuestion } from "../../shared/useProduction";
import { useWords } from "../../words/words";
import { useMigrate, useRetry } from "./queries";
import styles from "./screens.module.css";

const EMBEDDED: StartStep[] = ["unpacking", "creating", "starting", "migrating", "connecting"];
const EXTERNAL: StartStep[] = ["connecting"];

export function StartScreen({ connection }: { connection: Connection }) {
  const words = useWords();
  const steps = connection.profile.kind === "embedded" ? EMBEDDED : EXTERNAL;
  const at = connection.step ? steps.indexOf(connection.step) : -1;
  return (
    <Screen testId="starting" title={words.connection.startTitle} icon={<span className={styles.breath} aria-hidden />}>
      <p className={styles.text}>
        {connection.profile.kind === "embedded"
          ? words.connection.startText
          : words.connection.startTextExternal(connection.profile.address)}
      </p>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step} aria-current={index === at ? "step" : undefined} data-done={index < at || undefined}>
            <span className={styles.sign} aria-hidden>
              {index < at ? <Check size={12} strokeWidth={3} /> : null}
            </span>
            {words.connection.steps[step]}
            {index < at ? <span className="unseen">{words.first.done}</span> : null}
          </li>
        ))}
      </ol>
      <p className="unseen" role="status">
        {connection.step ? words.connection.steps[connection.step] : ""}
      </p>
    </Screen>
  );
}

export function BehindScreen({ connection }: { connection: Connection }) {
  const words = useWords();
  const format = useFormat();
  const migrate = useMigrate();
  const mayWrite = useWriteQuestion();
  const pending = connection.server?.schemas.filter((schema) => schema.pending > 0) ?? [];
  return (
    <Screen testId="behind" title={words.connection.behindTitle} icon={<DatabaseZap size={22} aria-hidden />}>
      <p className={styles.text}>{words.connection.behindText(connection.profile.address)}</p>
      <table className={`${styles.table} data`}>
        <thead>
          <tr>
            <th scope="col">{words.connection.behindSystem}</th>
            <th scope="col">{words.connection.behindFrom}</th>
            <th scope="col">{words.connection.behindTo}</th>
            <th scope="col">{words.connection.behindCount}</th>
          </tr>
        </thead>
        <tbody>
          {pending.map((schema) => (
            <tr key={schema.system}>
              <th scope="row">{schema.system}</th>
              <td>{schema.applied ?? words.connection.never}</td>
              <td>{schema.latest}</td>
              <td>{format.number(schema.pending)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {connection.profile.readOnly ? (
        <p className={styles.text}>{words.errors.Forbidden.next}</p>
      ) : (
        <Button
          loading={migrate.isPending}
          onClick={() => void mayWrite(words.connection.migrate).then((yes) => yes && migrate.mutate())}
        >
          {words.connection.migrate}
        </Button>
      )}
    </Screen>
  );
}

export function FailedScreen({ connection }: { connection: Connection }) {
  const words = useWords();
  const retry = useRetry();
  const problem = connection.problem;
  const meaning = errors[problem?.code ?? "Internal"];
  return (
    <Screen
      testId="failed"
      alert
      title={meaning.title(words)}
      icon={<TriangleAlert size={22} aria-hidden style={{ color: "var(--bad)" }} />}
    >
      <dl className={styles.reasons}>
        <dt>{words.connection.why}</dt>
        <dd>{meaning.why(words)}</dd>
        <dt>{words.connection.next_}</dt>
        <dd>{meaning.next(words)}</dd>
      </dl>
      {problem ? (
        <details className={styles.details}>
          <summary>{words.connection.technical}</summary>
          <pre className="data mono">{`${problem.code}: ${problem.message}${problem.details ? `\n\n${problem.details}` : ""}`}</pre>
        </details>
      ) : null}
      <div className={styles.actions}>
        <Button onClick={() => retry.mutate()} loading={retry.isPending}>
          {words.general.retry}
        </Button>
        {problem ? <CopyButton text={() => copyText(problem)} label={words.general.copyDetails} /> : null}
      </div>
    </Screen>
  );
}

interface ScreenProps {
  title: string;
  icon: ReactNode;
  children: ReactNode;
  testId: string;
  alert?: boolean;
}

function Screen({ title, icon, children, testId, alert }: ScreenProps) {
  return (
    <div className={styles.screen} data-testid={testId}>
      <div className={styles.inner} role={alert ? "alert" : undefined}>
        {icon}
        <h1>{title}</h1>
        {children}
      </div>
    </div>
  );
}
