// What models cost: each price a row that unfolds into its form.
import { Coins } from "lucide-react";
import { useState } from "react";
import { backend, keys, type ModelPrice, useMayWrite } from "../../../backend";
import { AddButton } from "../../../shared/AddButton";
import { EmptyState } from "../../../shared/EmptyState";
import { OpenedForm } from "../../../shared/OpenedForm";
import { Unanswered } from "../../../shared/Unanswered";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useLanguage, useWords } from "../../../words/words";
import { DeleteButton } from "../DeleteButton";
import { FoldList, FoldRow, useFolds } from "../Folds";
import { NewRow } from "../NewRow";
import { useProviders } from "../providers/queries";
import { Section } from "../Section";
import { useDeleteRow } from "../useDeleteRow";
import { draftName, NEW, PriceForm, unstored } from "./PriceForm";
import { usePrices } from "./queries";

export function PricesSection() {
  const words = useWords();
  const say = words.agents.prices;
  const mayWrite = useMayWrite();
  const prices = usePrices();
  const providers = useProviders().data ?? [];
  const folds = useFolds(draftName(""));
  const [adding, setAdding] = useState(false);
  const question = useWriteQuestion();
  const remove = useDeleteRow([keys.prices]);
  const money = useMoney();
  const isNew = adding || folds.isOpen(draftName(NEW));
  const endNew = () => {
    setAdding(false);
    folds.fold(draftName(NEW));
  };
  const take = async ({ id, model }: ModelPrice) => {
    if (await question())
      await remove({
        draft: draftName(id),
        work: () => backend.priceDelete(id),
        failed: say.deleteFailed,
        done: say.deleted(model),
        back: say.back(model),
      });
  };

  const rows = prices.data;
  const { heads } = say;
  return (
    <Section title={say.title} text={say.text} testId="settings-prices">
      {rows && rows.length > 0 ? (
        <FoldList
          label={say.title}
          heads={[heads.model, heads.provider, heads.input, heads.output, heads.image]}
          columns="minmax(0, 2fr) minmax(0, 1.2fr) 64px 64px 64px"
        >
          {rows.map((row) => (
            <FoldRow
              key={row.id}
              name={<span className="mono">{row.model}</span>}
              cells={[
                { label: heads.provider, text: row.provider },
                { label: heads.input, text: money(row, row.inputPerMillion) },
                { label: heads.output, text: money(row, row.outputPerMillion) },
                { label: heads.image, text: money(row, row.perImage) },
              ]}
              draft={draftName(row.id)}
              open={folds.isOpen(draftName(row.id))}
              onToggle={() => folds.toggle(draftName(row.id))}
              testId={`price-${row.id}`}
            >
              <OpenedForm latest={row} table="console.model_prices">
                {(opened) => <PriceForm {...opened} providers={providers} prices={rows} />}
              </OpenedForm>
              <DeleteButton label={say.delete(row.model)} onDelete={() => void take(row)} />
            </FoldRow>
          ))}
        </FoldList>
      ) : null}
      {rows?.length === 0 && !isNew ? (
        <EmptyState icon={Coins} title={say.none} text={providers.length === 0 ? say.needsProvider : say.noneText} />
      ) : null}
      {rows ? null : (
        <Unanswered query={prices} failed={say.failed} lines={4} height={36} away={words.settings.teamAway} />
      )}
      {rows && mayWrite && isNew ? (
        <NewRow title={say.newForm} draft={draftName(NEW)} focus={adding} onClose={endNew}>
          <PriceForm opened={unstored("")} changed={null} providers={providers} prices={rows} reopen={endNew} />
        </NewRow>
      ) : null}
      {rows && mayWrite && !isNew && providers.length > 0 ? (
        <div>
          <AddButton onClick={() => setAdding(true)}>{say.add}</AddButton>
        </div>
      ) : null}
    </Section>
  );
}

/** Prices are also fractions of a cent. Nothing is free where nothing of the model costs anything. */
function useMoney(): (row: ModelPrice, amount: number) => string {
  const say = useWords().agents.prices;
  const locale = useLanguage() === "ko" ? "ko-KR" : "en-GB";
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    maximumFractionDigits: 6,
  });
  return ({ inputPerMillion, outputPerMillion, perImage }, amount) => {
    if (amount !== 0) return format.format(amount);
    return inputPerMillion + outputPerMillion + perImage === 0 ? say.free : "–";
  };
}
