// With what a run is made and how far it goes: template, engine, seed, and folded away what is rarely changed.
import { ActionIcon } from "@mantine/core";
import { Dices } from "lucide-react";
import type { Agent } from "../../../backend";
import { ChoiceField, TextField } from "../../../shared/Inputs";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { AGENTS, engineWord, OFFLINE } from "../run";
import { Tick } from "../Tick";
import { type EngineChoice, enginesFor, templateName, useEngines, usePublishedTemplates } from "../useChoices";
import type { StartForm } from "./lastChoice";
import { ASKED, rollSeed } from "./request";

interface Props {
  form: StartForm;
  change: (part: Partial<StartForm>) => void;
  seedError: string | undefined;
  engineError: string | undefined;
  templateError: string | undefined;
}

export function OptionsPart({ form, change, seedError, engineError, templateError }: Props) {
  const words = useWords();
  const say = words.runs.start;
  const engines = useEngines();
  const templates = usePublishedTemplates();
  const standard = templates.find((one) => one.isDefault);
  const others = templates.filter((one) => !one.isDefault);
  return (
    <>
      <div className={styles.pair}>
        <ChoiceField
          name="template"
          label={say.template}
          error={templateError}
          value={form.templateId}
          none={standard ? say.defaultTemplate(templateName(standard)) : say.defaultTemplateUnknown}
          options={others.map((one) => one.id)}
          word={(id) => {
            const found = others.find((one) => one.id === id);
            return found ? templateName(found) : id;
          }}
          onChange={(templateId) => change({ templateId })}
        />
        <ChoiceField
          name="engine"
          label={say.engine}
          error={engineError}
          value={form.engine}
          none={say.engineDefault}
          options={enginesFor(engines, null).map((one) => one.name)}
          word={(engine) => engineWord(words, engine)}
          onChange={(engine) => change({ engine })}
        />
      </div>
      <div className={styles.pair}>
        <div className={styles.seed}>
          <TextField
            name="seed"
            label={say.seed}
            hint={say.seedHint}
            error={seedError}
            mono
            value={form.seed}
            onChange={(seed) => change({ seed })}
          />
          <ActionIcon
            variant="default"
            aria-label={say.dice}
            title={say.dice}
            onClick={() => change({ seed: String(rollSeed()) })}
          >
            <Dices size={15} aria-hidden />
          </ActionIcon>
        </div>
        <ChoiceField
          name="until"
          label={say.until}
          value={form.until}
          none={say.untilEnd}
          options={AGENTS.slice(0, -1)}
          word={(agent) => say.untilStep(words.runs.agents[agent as Agent])}
          onChange={(until) => change({ until: until as Agent | "" })}
        />
      </div>
      <fieldset className={styles.part}>
        <legend>{say.options}</legend>
        <Tick label={say.dryRun} hint={say.dryRunHint} on={form.dryRun} onTick={(dryRun) => change({ dryRun })} />
        <Tick
          label={say.skipCache}
          hint={say.skipCacheHint}
          on={form.skipCache}
          onTick={(skipCache) => change({ skipCache })}
        />
        <Tick
          label={say.neighbor}
          hint={say.neighborHint}
          on={form.neighbor}
          onTick={(neighbor) => change({ neighbor })}
        />
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{say.gates}</legend>
        <div className={styles.gates}>
          {AGENTS.map((agent) => (
            <Tick
              key={agent}
              label={words.runs.agents[agent]}
              on={form.gates.includes(agent)}
              onTick={(on) =>
                change({ gates: AGENTS.filter((one) => (one === agent ? on : form.gates.includes(one))) })
              }
            />
          ))}
        </div>
      </fieldset>
      <details className={styles.perAgent} open={Object.values(form.agents).some((one) => one?.engine) || undefined}>
        <summary>{say.agents}</summary>
        {ASKED.map((agent) => (
          <AgentPart key={agent} agent={agent} engines={engines} form={form} change={change} />
        ))}
      </details>
    </>
  );
}

function AgentPart({
  agent,
  engines,
  form,
  change,
}: Pick<Props, "form" | "change"> & { agent: Agent; engines: EngineChoice[] }) {
  const words = useWords();
  const say = words.runs.start;
  const choice = form.agents[agent] ?? { engine: "", model: "" };
  const name = words.runs.agents[agent];
  const put = (part: Partial<typeof choice>) => change({ agents: { ...form.agents, [agent]: { ...choice, ...part } } });
  const asks = choice.engine !== "" && choice.engine !== OFFLINE;
  return (
    <div className={styles.pair}>
      <ChoiceField
        name={`${agent}-engine`}
        label={say.agentEngine(name)}
        value={choice.engine}
        none={say.asRun}
        options={enginesFor(engines, agent).map((one) => one.name)}
        word={(engine) => engineWord(words, engine)}
        onChange={(engine) => put({ engine })}
      />
      <TextField
        name={`${agent}-model`}
        label={say.agentModel(name)}
        value={asks ? choice.model : ""}
        disabled={!asks}
        placeholder={engines.find((one) => one.name === choice.engine)?.model ?? say.modelDefault}
        onChange={(model) => put({ model })}
      />
    </div>
  );
}
