// What is the matter with a run, across the page: it failed, it was cancelled, or it asks a person.
import { Button } from "@mantine/core";
import { useState } from "react";
import { type Run, useMayWrite } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { AreaField } from "../../../shared/Inputs";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { agentWord, kindWord } from "../run";
import { useDecide } from "../useRunActs";
import { gateOf } from "./standing";

export function RunNote({ run }: { run: Run }) {
  const words = useWords();
  const say = words.runs.page;
  const gate = gateOf(run);
  if (gate !== null) return <Gate run={run} step={gate} />;
  if (run.status === "failed") {
    const kind = kindWord(words, run.errorKind);
    const title = run.failedStep ? say.failedTitle(agentWord(words, run.failedStep), kind) : say.failedPlain(kind);
    return (
      <Banner tone="bad" title={title} testId="run-failed">
        <p className="data">{run.error}</p>
      </Banner>
    );
  }
  if (run.status === "cancelled")
    return (
      <Banner tone="info" title={say.cancelledTitle} testId="run-cancelled">
        {run.error ? <p className="data">{run.error}</p> : null}
      </Banner>
    );
  return null;
}

function Gate({ run, step }: { run: Run; step: number }) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const question = useWriteQuestion();
  const [note, setNote] = useState("");
  const { mutate, isPending } = useDecide(run.id);
  const say = words.runs.page;
  const decide = (decision: "approve" | "reject") =>
    void question().then((yes) => yes && mutate({ decision, note: note.trim() }));
  return (
    <section className={styles.gate} aria-label={words.runs.states.waiting} data-testid="gate">
      <div>
        <h3>{step === 0 ? say.waitingQuality : say.waitingTitle(agentWord(words, step))}</h3>
        <p className="quiet">{say.waitingText}</p>
      </div>
      {mayWrite ? (
        <>
          <AreaField name="note" label={say.note} value={note} rows={1} onChange={setNote} />
          <div className={styles.tools}>
            <Button loading={isPending} onClick={() => decide("approve")}>
              {say.approve}
            </Button>
            <Button variant="default" disabled={isPending} onClick={() => decide("reject")}>
              {say.reject}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
