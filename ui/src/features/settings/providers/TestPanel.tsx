// Whether a provider answers, and which stage fails where it does not; of the models it has one can be chosen.
import { Button, TextInput } from "@mantine/core";
import { PlugZap } from "lucide-react";
import { useId, useState } from "react";
import type { ProviderReport, Stage } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { useFormat } from "../../../shared/format";
import { StatusSign, type StatusTone } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import { paints, writes } from "./kinds";
import styles from "./Providers.module.css";
import { useReport, useTest } from "./queries";

interface Props {
  name: string;
  kind: string;
  /** The address as it is saved. */
  address: string;
  /** Edits are under way, which no test sees. */
  dirty: boolean;
  model: string;
  imageModel: string;
  /** Puts a model into the form; null where nothing may be written. */
  onChoose: ((field: "model" | "imageModel", model: string) => void) | null;
}

export function TestPanel({ name, kind, address, dirty, model, imageModel, onChoose }: Props) {
  const words = useWords();
  const say = words.agents.providers;
  const id = useId();
  const report = useReport(name);
  const test = useTest(name);
  return (
    <section className={styles.panel} aria-labelledby={`${id}-title`} data-testid="test-panel">
      <h3 id={`${id}-title`}>{say.testTitle}</h3>
      <div className={styles.testLine}>
        <Button
          variant="default"
          leftSection={<PlugZap size={14} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {say.test}
        </Button>
        <p className="quiet small">{dirty ? say.testSaved : say.testText}</p>
      </div>
      <div role="status" aria-live="polite" className={styles.report}>
        {test.isPending ? <span className="unseen">{say.testing}</span> : null}
        {report ? <Outcome report={report} encrypted={address.startsWith("https:")} /> : null}
      </div>
      {test.error ? (
        <Banner tone="bad" title={say.testFailed}>
          <span className="data">{test.error.message}</span>
        </Banner>
      ) : null}
      {report?.authorised ? (
        <Models
          models={report.models}
          chosen={{ model, imageModel }}
          fields={[...(writes(kind) ? (["model"] as const) : []), ...(paints(kind) ? (["imageModel"] as const) : [])]}
          onChoose={onChoose}
        />
      ) : null}
    </section>
  );
}

function Outcome({ report, encrypted }: { report: ProviderReport; encrypted: boolean }) {
  const say = useWords().agents.providers;
  const format = useFormat();
  const { failed } = report;
  const stages: Stage[] = ["address", "tls", "key", "model"];
  const stateOf = (stage: Stage): keyof typeof say.stageStates => {
    if (failed === null) return "passed";
    if (stage === failed) return "failed";
    // Without a key nobody was asked, and nothing is known of what comes before it.
    return stages.indexOf(stage) < stages.indexOf(failed) && report.reachable ? "passed" : "untried";
  };
  const tones: Record<keyof typeof say.stageStates, StatusTone> = { passed: "good", failed: "bad", untried: "off" };
  return (
    <>
      <p className={styles.outcome} data-failed={failed !== null || undefined}>
        {failed === null ? say.answers(format.duration(report.latencyMs)) : say.fails[failed]}
      </p>
      <ul className={styles.stages}>
        {stages
          .filter((stage) => stage !== "tls" || encrypted || failed === "tls")
          .map((stage) => (
            <li key={stage}>
              <StatusSign tone={tones[stateOf(stage)]} />
              <span>{say.stages[stage]}</span>
              <span className="quiet">{say.stageStates[stateOf(stage)]}</span>
            </li>
          ))}
      </ul>
      {failed === null ? null : <p className="data mono quiet">{report.message}</p>}
    </>
  );
}

interface ModelsProps {
  models: string[];
  chosen: Record<"model" | "imageModel", string>;
  fields: ("model" | "imageModel")[];
  onChoose: Props["onChoose"];
}

function Models({ models, chosen, fields, onChoose }: ModelsProps) {
  const say = useWords().agents.providers;
  const format = useFormat();
  const [search, setSearch] = useState("");
  const text = search.trim().toLowerCase();
  const found = models.filter((one) => one.toLowerCase().includes(text));
  if (models.length === 0) return <p className="quiet small">{say.noModels}</p>;
  return (
    <div className={styles.models}>
      <div className={styles.modelsHead}>
        <strong>{say.models(format.count(models.length))}</strong>
        {models.length > 8 ? (
          <TextInput
            value={search}
            placeholder={say.findModel}
            aria-label={say.findModel}
            onChange={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        ) : null}
      </div>
      {found.length === 0 ? <p className="quiet small">{say.noSuchModel}</p> : null}
      <ul>
        {found.map((one) => (
          <li key={one}>
            <span className="mono data">{one}</span>
            {fields.map((field) => {
              const label = field === "model" ? say.chooseModel(one) : say.chooseImageModel(one);
              const mine = chosen[field] === one;
              return onChoose || mine ? (
                <button
                  key={field}
                  type="button"
                  aria-label={label}
                  title={label}
                  aria-pressed={mine}
                  disabled={!onChoose}
                  onClick={() => onChoose?.(field, one)}
                >
                  {field === "model" ? say.forText : say.forPictures}
                </button>
              ) : null;
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
