// What one agent is told, as a form. It owns its draft and is mounted anew only for another revision. Whoever asks no model
// is not asked which one.
import type { Agent, AgentSettingsRow, StoredProvider } from "../../../backend";
import { DecimalField } from "../../../shared/DecimalField";
import { DraftForm } from "../../../shared/DraftForm";
import { NumberField } from "../../../shared/Field";
import { useFormat } from "../../../shared/format";
import { ChoiceField } from "../../../shared/Inputs";
import type { Opened } from "../../../shared/OpenedForm";
import { useReasonText } from "../../../shared/reasonText";
import { useDraftField } from "../../../shared/useDraftField";
import { useRowDraft } from "../../../shared/useRowDraft";
import { useWords } from "../../../words/words";
import { ModelField } from "../ModelField";
import { useReport } from "../providers/queries";
import styles from "../Settings.module.css";
import { Updated } from "../SharedRow";
import { TickField } from "../TickField";
import { agentName, asksModels, mayBeOff } from "./agentWords";
import { useFreshAgent, useSaveAgent } from "./queries";

// A number holds "" while its field is empty; the check keeps that from being sent. An engine or a model that is not named
// is "" too.
type Measure = "temperature" | "maxTokens" | "timeoutMs" | "attempts";
type Draft = Record<Measure, number | ""> & { isEnabled: boolean; engine: string; model: string; onFailure: string };

export const draftName = (agent: string) => `agent-settings:${agent}`;

/** Where each may lie, as the database has it. */
const RANGES: Record<Measure, [from: number, to: number]> = {
  temperature: [0, 2],
  maxTokens: [1, 200_000],
  timeoutMs: [100, 3_600_000],
  attempts: [1, 20],
};
const MEASURES = Object.keys(RANGES) as Measure[];

const toDraft = (row: AgentSettingsRow): Draft => ({
  isEnabled: row.isEnabled,
  engine: row.engine ?? "",
  model: row.model ?? "",
  temperature: row.temperature,
  maxTokens: row.maxTokens,
  timeoutMs: row.timeoutMs,
  attempts: row.attempts,
  onFailure: row.onFailure,
});

interface Props extends Opened<AgentSettingsRow> {
  providers: StoredProvider[];
}

export function AgentForm({ opened, reopen, changed, providers }: Props) {
  const words = useWords();
  const say = words.agents;
  const format = useFormat();
  const explain = useReasonText();
  const { agent } = opened;
  const { mutateAsync: save } = useSaveAgent();
  const fresh = useFreshAgent(agent);

  const draft = useRowDraft<AgentSettingsRow, Draft>({
    name: draftName(agent),
    table: "knock.agent_settings",
    opened,
    reopen,
    values: toDraft,
    save: ({ engine, model, temperature, maxTokens, timeoutMs, attempts, isEnabled, onFailure }, revision) =>
      save({
        agent: agent as Agent,
        revision,
        edit: {
          isEnabled,
          engine: engine === "" ? null : engine,
          model: model.trim() === "" ? null : model.trim(),
          temperature: Number(temperature),
          maxTokens: Number(maxTokens),
          timeoutMs: Number(timeoutMs),
          attempts: Number(attempts),
          onFailure,
        },
      }),
    fresh,
    check: (value) => {
      const wrong: Partial<Record<Measure, string>> = {};
      for (const name of MEASURES) {
        const [from, to] = RANGES[name];
        const given = value[name];
        const seconds = (bound: number) => format.number(name === "timeoutMs" ? bound / 1000 : bound);
        if (given === "" || given < from || given > to) wrong[name] = say.between(seconds(from), seconds(to));
      }
      return wrong;
    },
    explain,
  });
  const { value, set } = draft;
  const field = useDraftField(draft, say.fields);

  const provider = providers.find((one) => one.name === value.engine);
  const report = useReport(value.engine);
  const engineWord = (engine: string) => {
    if (engine === "offline") return say.offline;
    const known = providers.find((one) => one.name === engine);
    return known?.isEnabled === false ? say.providerOff(engine) : engine;
  };
  const asks = asksModels(agent);
  const paints = agent === "picture";
  const usual = (paints ? provider?.imageModel : provider?.model) ?? "";

  return (
    <DraftForm
      draft={draft}
      label={say.form(agentName(words, agent))}
      labels={say.fields}
      show={(name, shown) => {
        if (typeof shown === "boolean") return shown ? words.general.yes : words.general.no;
        if (name === "engine") return shown === "" ? say.asRun : engineWord(String(shown));
        if (name === "onFailure") return say.onFailure[String(shown)] ?? String(shown);
        if (name === "timeoutMs" && shown !== "") return format.number(Number(shown) / 1000);
        return String(shown);
      }}
      changed={changed}
    >
      {asks ? null : <p className={styles.note}>{say.ownText}</p>}
      <div className={styles.fields}>
        {mayBeOff(agent) ? (
          <TickField
            {...field("isEnabled")}
            hint={paints ? say.hints.isEnabledPicture : say.hints.isEnabled}
            value={value.isEnabled}
            onChange={(next) => set("isEnabled", next)}
          />
        ) : null}
        {asks ? (
          <>
            <ChoiceField
              {...field("engine")}
              hint={say.hints.engine}
              value={value.engine}
              none={say.asRun}
              options={["offline", ...providers.map(({ name }) => name)]}
              word={engineWord}
              onChange={(next) => set("engine", next)}
            />
            <ModelField
              {...field("model")}
              hint={say.hints.model}
              value={value.model}
              placeholder={usual}
              models={report?.models ?? []}
              onChange={(next) => set("model", next)}
            />
            {paints ? null : (
              <>
                <DecimalField
                  {...field("temperature")}
                  hint={say.hints.temperature}
                  value={value.temperature}
                  onChange={(next) => set("temperature", next)}
                />
                <NumberField
                  {...field("maxTokens")}
                  hint={say.hints.maxTokens}
                  value={value.maxTokens}
                  onChange={(next) => set("maxTokens", next)}
                />
              </>
            )}
          </>
        ) : null}
        <DecimalField
          {...field("timeoutMs")}
          hint={say.hints.timeoutMs}
          step={1}
          value={value.timeoutMs === "" ? "" : value.timeoutMs / 1000}
          onChange={(next) => set("timeoutMs", next === "" ? "" : Math.round(next * 1000))}
        />
        <NumberField
          {...field("attempts")}
          hint={say.hints.attempts}
          value={value.attempts}
          onChange={(next) => set("attempts", next)}
        />
        <ChoiceField
          {...field("onFailure")}
          hint={say.onFailureHints[value.onFailure]}
          value={value.onFailure}
          options={["fallback", "abort"]}
          word={(one) => say.onFailure[one] ?? one}
          onChange={(next) => set("onFailure", next)}
        />
      </div>
      <Updated at={opened.updatedAt} />
    </DraftForm>
  );
}
