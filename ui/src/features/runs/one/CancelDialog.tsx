// Before a run is stopped: what each of its steps is doing and since when, and why it is stopped.
import { useState } from "react";
import type { Run } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { TextField } from "../../../shared/Inputs";
import { useWords } from "../../../words/words";
import { agentWord, engineWord } from "../run";
import { useRunActs } from "../useRunActs";
import { useTick } from "../useTick";
import { ActDialog } from "./ActDialog";
import { eventText } from "./eventText";
import type { Log } from "./log";
import own from "./Step.module.css";

interface Props {
  run: Run;
  log: Log;
  onClose: () => void;
}

export function CancelDialog({ run, log, onClose }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.edit;
  const acts = useRunActs();
  const now = useTick(true, 1000);
  const [reason, setReason] = useState("");
  const running = run.steps.filter((one) => one.status === "running");
  const lastOf = (step: number) => {
    const line = log.lines.findLast((one) => one.step === step && one.kind !== "text");
    return line ? eventText(words, format, line) : null;
  };
  return (
    <ActDialog
      title={say.cancelTitle(words.runs.name(format.number(run.number)))}
      confirm={words.runs.page.cancel}
      leave={say.goOn}
      tone="bad"
      pending={false}
      failure={null}
      onConfirm={() => {
        onClose();
        void acts.cancel([run.id], reason.trim());
      }}
      onClose={onClose}
    >
      {running.length === 0 ? (
        <p className="quiet">{say.nothingRuns(words.runs.states[run.status === "waiting" ? "waiting" : "pending"])}</p>
      ) : (
        <ul className={`${own.doing} data`} aria-label={say.doing} data-testid="doing">
          {running.map((one) => (
            <li key={`${one.step} ${one.attempt}`}>
              <strong>{agentWord(words, one.step)}</strong>
              <span>{say.since(format.duration(Math.max(1000, now - Date.parse(one.startedAt))))}</span>
              <span className="quiet">
                {[
                  words.runs.steps.attempt(format.number(one.attempt)),
                  engineWord(words, one.provider ?? one.engine),
                ].join(" · ")}
              </span>
              <span className="quiet">{lastOf(one.step)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="quiet small">{say.cancelText}</p>
      <TextField name="reason" label={say.reason} hint={say.reasonHint} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
