// Making a run once more: from which step on, by which engine, with which seed and template.
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type Agent, backend, keys, type Run } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { ChoiceField } from "../../../shared/Inputs";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import { AGENTS } from "../run";
import { templateName, usePublishedTemplates } from "../useChoices";
import { ActDialog } from "./ActDialog";
import { EngineField } from "./EngineField";
import own from "./Step.module.css";

interface Props {
  run: Run;
  /** Chosen at first. */
  from: Agent;
  onClose: () => void;
  onOpen: (id: string) => void;
}

/** A step can be begun with when all before it are done. */
export const mayBeginAt = (run: Run, agent: Agent): boolean =>
  AGENTS.slice(0, AGENTS.indexOf(agent)).every((_, at) =>
    run.steps.some((one) => one.step === at + 1 && one.status === "completed"),
  );

/** The step one most likely wants to repeat. */
export function firstChoice(run: Run): Agent {
  const failed = AGENTS[(run.failedStep ?? 1) - 1] ?? "needs";
  return mayBeginAt(run, failed) ? failed : "needs";
}

const newSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

export function RetryDialog({ run, from, onClose, onOpen }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.edit;
  const question = useWriteQuestion();
  const templates = usePublishedTemplates();
  const [begin, setBegin] = useState<string>(from);
  const [engine, setEngine] = useState("");
  const [seed, setSeed] = useState("");
  const [templateId, setTemplateId] = useState("");
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      if (!(await question(words.runs.bulk.productionStart))) return null;
      return backend.runRetry(run.id, {
        from: begin as Agent,
        engine: engine || null,
        seed: seed === "other" ? newSeed() : null,
        templateId: templateId || null,
        toTheEnd: false,
      });
    },
    onSuccess: (started) => {
      if (!started) return;
      onClose();
      onOpen(started.id);
    },
    meta: { stale: [keys.home, [...keys.runs, "one", run.id]] },
  });
  const kept = AGENTS.slice(0, AGENTS.indexOf(begin as Agent)).map((agent) => words.runs.agents[agent]);
  return (
    <ActDialog
      title={say.retryTitle(words.runs.name(format.number(run.number)))}
      confirm={words.runs.page.retry}
      pending={isPending}
      failure={error}
      onConfirm={mutate}
      onClose={onClose}
    >
      <ChoiceField
        name="from"
        label={say.from}
        hint={kept.length > 0 ? say.kept(kept.join(", ")) : say.keptNothing}
        value={begin}
        options={AGENTS.filter((agent) => mayBeginAt(run, agent))}
        word={(agent) => words.runs.agents[agent as Agent]}
        onChange={setBegin}
      />
      <div className={own.pair}>
        <EngineField run={run} value={engine} onChange={setEngine} />
        <ChoiceField
          name="seed"
          label={words.runs.facts.seed}
          value={seed}
          options={["other"]}
          word={() => say.otherSeed}
          none={say.sameSeed(run.seed === null ? "" : String(run.seed))}
          onChange={setSeed}
        />
      </div>
      <ChoiceField
        name="templateId"
        label={words.runs.facts.template}
        value={templateId}
        options={templates.filter(({ id }) => id !== run.templateId).map(({ id }) => id)}
        word={(id) => {
          const template = templates.find((one) => one.id === id);
          return template ? templateName(template) : id;
        }}
        none={say.sameTemplate(run.template ?? "")}
        onChange={setTemplateId}
      />
    </ActDialog>
  );
}
