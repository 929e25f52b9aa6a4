// A fresh database: three steps, each one click. It leaves as soon as there is content; what was loaded is told after it.
import { Button, Progress } from "@mantine/core";
import { useIsMutating } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useConnection, useMayWrite } from "../../backend";
import { addressOf } from "../../routes";
import { Banner } from "../../shared/Banner";
import { openPalette } from "../../shared/commands";
import { useFormat } from "../../shared/format";
import { go } from "../../shared/navigation";
import { useStartSample } from "../../shared/startSample";
import { useWriteQuestion } from "../../shared/useProduction";
import { useLanguage, useWords } from "../../words/words";
import { setDemoReport, useDemoReport } from "./demoReport";
import styles from "./Home.module.css";
import { LOAD_DEMO, useDemo, useLoadDemo } from "./queries";

export function FirstRun() {
  const words = useWords();
  const language = useLanguage();
  const format = useFormat();
  const connection = useConnection();
  const mayWrite = useMayWrite();
  const ask = useWriteQuestion();
  const { demo, isPending } = useDemo();
  const load = useLoadDemo();
  const loading = useIsMutating({ mutationKey: LOAD_DEMO }) > 0;

  const start = async () => {
    if (!demo || !(await ask(words.production.loadTitle))) return;
    load.mutate(demo.name);
  };
  const version = connection?.server?.version ?? "";
  const embedded = connection?.profile.kind === "embedded";
  const later = useId();
  return (
    <section className={styles.first} aria-label={words.first.title} data-testid="first-run">
      <header>
        <h2>{words.first.title}</h2>
        <p>{words.first.text}</p>
      </header>
      <ol>
        <Step number={1} done title={words.first.ready}>
          <p>
            {embedded
              ? words.first.readyText(version)
              : words.first.readyTextExternal(connection?.profile.address ?? "")}
          </p>
        </Step>
        <Step number={2} current title={words.first.load}>
          <p>
            {demo
              ? words.first.loadText(demo.title[language], format.count(demo.rows))
              : isPending
                ? ""
                : words.first.loadNone}
          </p>
          {loading ? (
            <div role="status" className={styles.loading}>
              <Progress value={100} animated size="sm" aria-label={words.first.loading} />
              <span className="quiet">
                {words.first.loading} {words.first.loadingText}
              </span>
            </div>
          ) : mayWrite ? (
            <Button onClick={() => void start()} disabled={!demo} data-testid="load-demo">
              {words.first.loadButton}
            </Button>
          ) : (
            <p>{words.save.readOnly}</p>
          )}
        </Step>
        <Step number={3} title={words.runs.home.step}>
          <p>{words.runs.home.stepText}</p>
          {mayWrite ? (
            <>
              <Button variant="default" disabled aria-describedby={later}>
                {words.runs.home.button}
              </Button>
              <p id={later} className="small">
                {words.runs.home.stepLater}
              </p>
            </>
          ) : null}
        </Step>
      </ol>
    </section>
  );
}

interface StepProps {
  number: number;
  title: string;
  done?: boolean;
  current?: boolean;
  children: ReactNode;
}

function Step({ number, title, done, current, children }: StepProps) {
  const words = useWords();
  return (
    <li data-done={done || undefined} aria-current={current ? "step" : undefined}>
      <span className={styles.number}>
        {done ? <Check size={13} strokeWidth={3} aria-hidden /> : <span aria-hidden>{number}</span>}
        <span className="unseen">
          {done ? `${words.first.step(number)}: ${words.first.done}` : words.first.step(number)}
        </span>
      </span>
      <div className={styles.step}>
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  );
}

/** What the load brought, once the card has gone. */
export function DemoLoaded() {
  const words = useWords();
  const format = useFormat();
  const report = useDemoReport();
  const mayWrite = useMayWrite();
  const { start, isPending } = useStartSample((id) => {
    setDemoReport(null);
    go(addressOf({ page: "runs", section: id }));
  });
  if (!report) return null;
  const look = () => {
    setDemoReport(null);
    openPalette(words.first.example);
  };
  return (
    <Banner
      tone="good"
      testId="demo-loaded"
      title={words.first.loadedTitle(format.count(report.inserted))}
      actions={
        <>
          {mayWrite ? (
            <Button size="compact-xs" loading={isPending} onClick={() => void start()} data-testid="run-sample">
              {words.runs.home.button}
            </Button>
          ) : null}
          <Button size="compact-xs" variant="default" onClick={look}>
            {words.first.lookNow(words.first.example)}
          </Button>
        </>
      }
      onClose={() => setDemoReport(null)}
    >
      {report.unchanged > 0 ? words.first.loadedUnchanged(format.count(report.unchanged)) : null}
      <details>
        <summary>{words.first.tables}</summary>
        <ul className="data">
          {report.tables.map((table) => (
            <li key={table.table}>
              {format.number(table.inserted)} {words.tables[table.table]?.(table.inserted) ?? table.table}
            </li>
          ))}
        </ul>
      </details>
    </Banner>
  );
}
