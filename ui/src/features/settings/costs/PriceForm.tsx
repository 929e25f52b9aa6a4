// One price as a form, an unstored one too. It owns its draft and is mounted anew only for another revision.
import type { ModelPrice, StoredProvider } from "../../../backend";
import { DecimalField } from "../../../shared/DecimalField";
import { DraftForm } from "../../../shared/DraftForm";
import { ChoiceField } from "../../../shared/Inputs";
import type { Opened } from "../../../shared/OpenedForm";
import { useReasonText } from "../../../shared/reasonText";
import { useDraftField } from "../../../shared/useDraftField";
import { useRowDraft } from "../../../shared/useRowDraft";
import { useWords } from "../../../words/words";
import { ModelField } from "../ModelField";
import { useReport } from "../providers/queries";
import styles from "../Settings.module.css";
import { useFreshPrice, useSavePrice } from "./queries";

// A field holds "" while it is empty; the check keeps that from being sent.
type Amount = "inputPerMillion" | "outputPerMillion" | "perImage";
type Draft = Record<Amount, number | ""> & { provider: string; model: string };

const AMOUNTS: Amount[] = ["inputPerMillion", "outputPerMillion", "perImage"];

export const draftName = (id: string) => `model-price:${id}`;
/** No id looks like that. */
export const NEW = "+";

export const unstored = (provider: string): ModelPrice => ({
  id: "",
  revision: "",
  provider,
  model: "",
  inputPerMillion: 0,
  outputPerMillion: 0,
  perImage: 0,
});

const toDraft = ({ provider, model, inputPerMillion, outputPerMillion, perImage }: ModelPrice): Draft => ({
  provider,
  model,
  inputPerMillion,
  outputPerMillion,
  perImage,
});

interface Props extends Opened<ModelPrice> {
  providers: StoredProvider[];
  prices: ModelPrice[];
}

export function PriceForm({ opened, reopen, changed, providers, prices }: Props) {
  const words = useWords();
  const say = words.agents.prices;
  const explain = useReasonText();
  const { mutateAsync: save } = useSavePrice();
  const known = opened.id !== "";
  const fresh = useFreshPrice(opened.id);

  const draft = useRowDraft<ModelPrice, Draft>({
    name: draftName(known ? opened.id : NEW),
    table: "console.model_prices",
    opened,
    reopen,
    values: toDraft,
    save: (value, revision) =>
      save({
        id: known ? opened.id : null,
        revision: known ? revision : null,
        edit: {
          provider: value.provider,
          model: value.model.trim(),
          inputPerMillion: Number(value.inputPerMillion),
          outputPerMillion: Number(value.outputPerMillion),
          perImage: Number(value.perImage),
        },
      }),
    fresh,
    check: (value) => {
      const wrong: Partial<Record<keyof Draft, string>> = {};
      if (value.provider === "") wrong.provider = say.required;
      const model = value.model.trim();
      if (model === "") wrong.model = say.required;
      else if (prices.some((one) => one.id !== opened.id && one.provider === value.provider && one.model === model))
        wrong.model = say.taken;
      for (const name of AMOUNTS) if (value[name] === "") wrong[name] = say.tooSmall;
      return wrong;
    },
    explain,
  });
  const { value, set } = draft;
  const field = useDraftField(draft, say.fields, known);
  const report = useReport(value.provider);

  return (
    <DraftForm draft={draft} label={known ? say.form(opened.model) : say.newForm} labels={say.fields} changed={changed}>
      <div className={styles.fields}>
        <ChoiceField
          {...field("provider")}
          value={value.provider}
          options={providers.map(({ name }) => name)}
          word={(name) => name}
          onChange={(next) => set("provider", next)}
        />
        <div className={styles.wide}>
          <ModelField
            {...field("model")}
            hint={say.hints.model}
            value={value.model}
            models={report?.models ?? []}
            onChange={(next) => set("model", next)}
          />
        </div>
        {AMOUNTS.map((name) => (
          <DecimalField
            key={name}
            {...field(name)}
            hint={say.hints.money}
            value={value[name]}
            onChange={(next) => set(name, next)}
          />
        ))}
      </div>
    </DraftForm>
  );
}
