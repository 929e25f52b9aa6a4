// Editing the output of a step and going on from there, as a run of its own: the old one stays as it is.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { backend, keys, type Run, type RunStep } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import { agentOf, agentWord } from "../run";
import { ActDialog } from "./ActDialog";
import { EngineField } from "./EngineField";
import { OutputField, pathIn } from "./OutputField";
import { useOutputText } from "./useOutputText";

interface Props {
  run: Run;
  attempt: RunStep;
  onClose: () => void;
  onOpen: (id: string) => void;
}

export function ForkDialog({ run, attempt, onClose, onOpen }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.edit;
  const question = useWriteQuestion();
  const [engine, setEngine] = useState("");
  const edit = useOutputText(`run-fork/${run.id}/${attempt.step}`, attempt.output);
  const agent = agentOf(attempt.step);
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      if (!agent || !edit.value || !(await question(words.runs.bulk.productionStart))) return null;
      return backend.runFork(run.id, agent, edit.value.output, engine || null);
    },
    onSuccess: (started) => {
      if (!started) return;
      edit.done();
      onClose();
      onOpen(started.id);
    },
    meta: { stale: [keys.home, [...keys.runs, "one", run.id]] },
  });
  const large = attempt.output === null;
  return (
    <ActDialog
      title={say.forkTitle(agentWord(words, attempt.step))}
      confirm={words.runs.tabs.fork}
      size={760}
      pending={isPending}
      disabled={large || !edit.value || !edit.changed}
      failure={error && pathIn(error.field) === null ? error : null}
      aside={<Original changed={edit.changed} onReset={edit.reset} />}
      onConfirm={mutate}
      onClose={onClose}
    >
      <p className="quiet">{large ? say.tooLarge(format.bytes(attempt.outputBytes)) : say.forkText}</p>
      {large ? null : <OutputField value={edit.text} onChange={edit.setText} error={error} />}
      <EngineField run={run} value={engine} onChange={setEngine} />
    </ActDialog>
  );
}

/** Takes an edited output back to what the step made. */
export function Original({ changed, onReset }: { changed: boolean; onReset: () => void }) {
  const words = useWords();
  if (!changed) return null;
  return (
    <Button variant="subtle" color="gray" onClick={onReset}>
      {words.runs.edit.reset}
    </Button>
  );
}
