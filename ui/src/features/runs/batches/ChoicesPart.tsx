// With what each input is run: templates, engines, how often, from which seed on, under which name.
import { NumberField } from "../../../shared/Field";
import { TextField } from "../../../shared/Inputs";
import { useWords } from "../../../words/words";
import runsStyles from "../Runs.module.css";
import { engineWord } from "../run";
import { Tick } from "../Tick";
import { enginesFor, templateName, useEngines, usePublishedTemplates } from "../useChoices";
import styles from "./Batches.module.css";
import type { BatchForm, FormFault } from "./batchForm";

interface Props {
  form: BatchForm;
  faults: FormFault[];
  change: (part: Partial<BatchForm>) => void;
}

export function ChoicesPart({ form, faults, change }: Props) {
  const words = useWords();
  const say = words.batches.start;
  const engines = enginesFor(useEngines(), null);
  const templates = usePublishedTemplates();
  const fault = (name: FormFault) => (faults.includes(name) ? say.faults[name] : undefined);
  const standard = templates.find((one) => one.isDefault);
  return (
    <>
      <div className={runsStyles.pair}>
        <Ticks
          legend={words.runs.start.template}
          hint={standard ? say.templatesHint(templateName(standard)) : say.templatesHintPlain}
          options={templates.map((one) => ({ id: one.id, name: templateName(one) }))}
          chosen={form.templates}
          onChange={(templates) => change({ templates })}
        />
        <Ticks
          legend={words.runs.start.engine}
          error={fault("engines")}
          options={engines.map(({ name, model }) => ({
            id: name,
            name: engineWord(words, name) + (model ? ` · ${model}` : ""),
          }))}
          chosen={form.engines}
          onChange={(engines) => change({ engines })}
        />
      </div>
      <div className={styles.three}>
        <NumberField
          name="repeats"
          label={say.repeats}
          hint={say.repeatsHint}
          error={fault("repeats")}
          value={form.repeats}
          onChange={(repeats) => change({ repeats })}
        />
        <TextField
          name="seed"
          label={words.runs.start.seed}
          hint={say.seedHint}
          error={fault("seed")}
          mono
          value={form.seed}
          onChange={(seed) => change({ seed })}
        />
        <TextField
          name="priority"
          label={say.priority}
          hint={say.priorityHint}
          error={fault("priority")}
          value={form.priority}
          onChange={(priority) => change({ priority })}
        />
      </div>
      <Tick
        label={words.runs.start.skipCache}
        hint={words.runs.start.skipCacheHint}
        on={form.skipCache}
        onTick={(skipCache) => change({ skipCache })}
      />
      <TextField
        name="label"
        label={say.label}
        hint={say.labelHint}
        longest={255}
        value={form.label}
        onChange={(label) => change({ label })}
      />
    </>
  );
}

interface TicksProps {
  legend: string;
  hint?: string | undefined;
  error?: string | undefined;
  options: { id: string; name: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

function Ticks({ legend, hint, error, options, chosen, onChange }: TicksProps) {
  return (
    <fieldset className={runsStyles.part}>
      <legend>{legend}</legend>
      <div className={styles.options}>
        {options.map(({ id, name }) => (
          <label key={id} className={runsStyles.tick}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              aria-invalid={error ? true : undefined}
              onChange={(event) =>
                // In the order in which they are offered, whatever the order of ticking.
                onChange(
                  options
                    .map((one) => one.id)
                    .filter((one) => (one === id ? event.currentTarget.checked : chosen.includes(one))),
                )
              }
            />
            <span className="data">{name}</span>
          </label>
        ))}
      </div>
      {error || hint ? <p className={error ? styles.wrong : "quiet small"}>{error ?? hint}</p> : null}
    </fieldset>
  );
}
