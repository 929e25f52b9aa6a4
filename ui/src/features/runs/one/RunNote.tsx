// What is the matter with a run, across the page: it failed, it was cancelled, or it asks a person.
import type { Run } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { useWords } from "../../../words/words";
import { agentWord, kindWord } from "../run";
import { Gate } from "./Gate";
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
