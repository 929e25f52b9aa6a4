// One provider as a form, an unstored one too. It owns its draft and is mounted anew only for another revision. Under it
// are the test and the key, which are saved by nobody: they act at once.
import { type StoredProvider, useMayWrite } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { DraftForm } from "../../../shared/DraftForm";
import { NumberField } from "../../../shared/Field";
import { useFormat } from "../../../shared/format";
import { ChoiceField, TextField } from "../../../shared/Inputs";
import type { Opened } from "../../../shared/OpenedForm";
import { useReasonText } from "../../../shared/reasonText";
import { useDraftField } from "../../../shared/useDraftField";
import { useRowDraft } from "../../../shared/useRowDraft";
import { useWords } from "../../../words/words";
import { ModelField } from "../ModelField";
import styles from "../Settings.module.css";
import { Updated } from "../SharedRow";
import { TickField } from "../TickField";
import { KeyPanel } from "./KeyPanel";
import { keyPlace } from "./keyWords";
import { KINDS, keyVariable, paints, usualAddress, writes } from "./kinds";
import { useFreshProvider, useKeyState, useReport, useSaveProvider } from "./queries";
import { TestPanel } from "./TestPanel";

// "" stands for the usual address, and for a number that is not there.
type Draft = {
  name: string;
  kind: string;
  baseUrl: string;
  model: string;
  imageModel: string;
  concurrency: number | "";
  isEnabled: boolean;
};

export const draftName = (name: string) => `provider:${name}`;
/** No provider can be called that. */
export const NEW = "+";

export const unstored: StoredProvider = {
  revision: "",
  name: "",
  kind: "openAi",
  baseUrl: null,
  model: "",
  imageModel: "",
  concurrency: 4,
  isEnabled: true,
  updatedAt: "",
};

const toDraft = (row: StoredProvider): Draft => ({
  name: row.name,
  kind: row.kind,
  baseUrl: row.baseUrl ?? "",
  model: row.model,
  imageModel: row.imageModel,
  concurrency: row.concurrency,
  isEnabled: row.isEnabled,
});

/** Where calls go: with an empty address, another kind lives elsewhere too. */
const addressOf = ({ baseUrl, kind }: Draft) => baseUrl.trim() || usualAddress(kind);

interface Props extends Opened<StoredProvider> {
  /** The names that are taken. */
  taken: string[];
}

export function ProviderForm({ opened, reopen, changed, taken }: Props) {
  const words = useWords();
  const say = words.agents.providers;
  const format = useFormat();
  const mayWrite = useMayWrite();
  const explain = useReasonText();
  const { mutateAsync: save } = useSaveProvider();
  const known = opened.name !== "";
  const fresh = useFreshProvider(opened.name);

  const nameFault = (name: string) => {
    if (!/^[a-z][a-z0-9_-]{0,39}$/.test(name)) return say.badName;
    if (name === "offline") return say.offlineName;
    return taken.includes(name) ? say.nameTaken : null;
  };
  const draft = useRowDraft<StoredProvider, Draft>({
    name: draftName(known ? opened.name : NEW),
    table: "console.providers",
    opened,
    reopen,
    values: toDraft,
    save: ({ name, baseUrl, concurrency, ...edit }, revision) =>
      save({
        name: known ? opened.name : name.trim(),
        revision: known ? revision : null,
        edit: { ...edit, baseUrl: baseUrl.trim() === "" ? null : baseUrl.trim(), concurrency: Number(concurrency) },
      }),
    fresh,
    check: (value) => {
      const wrong: Partial<Record<keyof Draft, string>> = {};
      const name = known ? null : nameFault(value.name.trim());
      if (name) wrong.name = name;
      const address = value.baseUrl.trim();
      if (address !== "" && !/^https?:\/\/\S+$/.test(address)) wrong.baseUrl = say.badAddress;
      const { concurrency } = value;
      if (concurrency === "" || concurrency < 1 || concurrency > 100)
        wrong.concurrency = say.between(format.number(1), format.number(100));
      return wrong;
    },
    explain,
  });
  const { value, set } = draft;
  const field = useDraftField(draft, say.fields, known);
  const report = useReport(opened.name);

  return (
    <>
      <DraftForm
        draft={draft}
        label={known ? say.form(opened.name) : say.newForm}
        labels={say.fields}
        show={(name, shown) => {
          if (typeof shown === "boolean") return shown ? words.general.yes : words.general.no;
          if (name === "kind") return say.kinds[String(shown)] ?? String(shown);
          if (name === "baseUrl" && shown === "") return say.usual;
          return String(shown);
        }}
        changed={changed}
      >
        <div className={styles.fields}>
          {known ? null : (
            <TextField
              {...field("name")}
              hint={say.hints.name}
              value={value.name}
              mono
              onChange={(next) => set("name", next)}
            />
          )}
          <ChoiceField
            {...field("kind")}
            hint={say.hints.kind}
            value={value.kind}
            options={KINDS}
            word={(kind) => say.kinds[kind] ?? kind}
            onChange={(next) => set("kind", next)}
          />
          <div className={known ? styles.wide : styles.whole}>
            <TextField
              {...field("baseUrl")}
              hint={say.hints.baseUrl(usualAddress(value.kind))}
              value={value.baseUrl}
              placeholder={usualAddress(value.kind)}
              mono
              onChange={(next) => set("baseUrl", next)}
            />
          </div>
          {known && addressOf(value) !== addressOf(toDraft(opened)) ? <AddressNotice name={opened.name} /> : null}
          <ModelField
            {...field("model")}
            disabled={!mayWrite || !writes(value.kind)}
            hint={writes(value.kind) ? say.hints.model : say.hints.noText}
            value={value.model}
            models={report?.models ?? []}
            onChange={(next) => set("model", next)}
          />
          <ModelField
            {...field("imageModel")}
            disabled={!mayWrite || !paints(value.kind)}
            hint={paints(value.kind) ? say.hints.imageModel : say.hints.noPictures}
            value={value.imageModel}
            models={report?.models ?? []}
            onChange={(next) => set("imageModel", next)}
          />
          <NumberField
            {...field("concurrency")}
            hint={say.hints.concurrency}
            value={value.concurrency}
            onChange={(next) => set("concurrency", next)}
          />
          <TickField
            {...field("isEnabled")}
            hint={say.hints.isEnabled}
            value={value.isEnabled}
            onChange={(next) => set("isEnabled", next)}
          />
        </div>
        {known ? <Updated at={opened.updatedAt} /> : null}
      </DraftForm>
      {known ? (
        <>
          <TestPanel
            name={opened.name}
            kind={value.kind}
            address={opened.baseUrl ?? usualAddress(opened.kind)}
            dirty={draft.dirty}
            model={value.model}
            imageModel={value.imageModel}
            onChoose={mayWrite ? set : null}
          />
          <KeyPanel name={opened.name} />
        </>
      ) : null}
    </>
  );
}

/** The address is the whole team's, the keys are each machine's own: whoever changes the one moves the others. */
function AddressNotice({ name }: { name: string }) {
  const say = useWords().agents.providers;
  const { at, variable } = keyPlace(useKeyState(name).data);
  // A provider's own variable counts only at its usual address: its key stays where it is.
  const here = at === "keychain" || variable === keyVariable(name);
  return (
    <div className={styles.whole}>
      <Banner tone={here ? "warn" : "info"} title={say.addressTitle} testId="address-notice">
        {here ? say.addressKept(name) : say.addressOthers(name)}
      </Banner>
    </div>
  );
}
