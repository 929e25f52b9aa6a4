// A run that asks a person: go on as it is, go on with an edited output, or not at all; each with a reason.
import { Button } from "@mantine/core";
import { PencilLine } from "lucide-react";
import { useState } from "react";
import { type Run, type RunStep, useMayWrite } from "../../../backend";
import { DialogBoundary } from "../../../shared/Dialog";
import { AreaField } from "../../../shared/Inputs";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { agentWord } from "../run";
import { useDecide } from "../useRunActs";
import { ActDialog } from "./ActDialog";
import { Original } from "./ForkDialog";
import { OutputField, pathIn } from "./OutputField";
import { attemptOf } from "./output";
import { useOutputText } from "./useOutputText";

export function Gate({ run, step }: { run: Run; step: number }) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const question = useWriteQuestion();
  const [note, setNote] = useState("");
  const [editing, setEditing] = useState(false);
  const { mutate, isPending } = useDecide(run.id);
  const say = words.runs.page;
  const attempt = step === 0 ? null : attemptOf(run.steps, step);
  const decide = (decision: "approve" | "reject") =>
    void question().then((yes) => yes && mutate({ decision, note: note.trim(), output: null }));
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
            {attempt && attempt.output !== null ? (
              <Button
                variant="default"
                disabled={isPending}
                leftSection={<PencilLine size={13} aria-hidden />}
                onClick={() => setEditing(true)}
              >
                {say.editThenApprove}
              </Button>
            ) : null}
            <Button variant="default" disabled={isPending} onClick={() => decide("reject")}>
              {say.reject}
            </Button>
          </div>
        </>
      ) : null}
      <DialogBoundary subject={`gate ${run.id} ${step}`} onClose={() => setEditing(false)}>
        {editing && attempt ? (
          <EditDialog run={run} attempt={attempt} note={note} onNote={setNote} onClose={() => setEditing(false)} />
        ) : null}
      </DialogBoundary>
    </section>
  );
}

interface EditProps {
  run: Run;
  attempt: RunStep;
  note: string;
  onNote: (note: string) => void;
  onClose: () => void;
}

function EditDialog({ run, attempt, note, onNote, onClose }: EditProps) {
  const words = useWords();
  const say = words.runs.edit;
  const question = useWriteQuestion();
  const edit = useOutputText(`run-gate/${run.id}/${attempt.step}`, attempt.output);
  const { mutate, error, isPending } = useDecide(run.id, true);
  const approve = async () => {
    if (!edit.value || !(await question())) return;
    const ended = () => {
      edit.done();
      onClose();
    };
    mutate({ decision: "approve", note: note.trim(), output: edit.value.output }, { onSuccess: ended });
  };
  return (
    <ActDialog
      title={say.gateTitle(agentWord(words, attempt.step))}
      confirm={say.approveEdited}
      size={760}
      pending={isPending}
      disabled={!edit.value || !edit.changed}
      failure={error && pathIn(error.field) === null ? error : null}
      aside={<Original changed={edit.changed} onReset={edit.reset} />}
      onConfirm={() => void approve()}
      onClose={onClose}
    >
      <p className="quiet">{say.gateText}</p>
      <OutputField value={edit.text} onChange={edit.setText} error={error} />
      <AreaField name="note" label={words.runs.page.note} value={note} rows={1} onChange={onNote} />
    </ActDialog>
  );
}
