// Who may be asked: each provider a row that unfolds into its form, its test and its key.
import { Server } from "lucide-react";
import { useState } from "react";
import { type StoredProvider, useMayWrite } from "../../../backend";
import { AddButton } from "../../../shared/AddButton";
import { EmptyState } from "../../../shared/EmptyState";
import { OpenedForm } from "../../../shared/OpenedForm";
import { Unanswered } from "../../../shared/Unanswered";
import { useWords } from "../../../words/words";
import { DeleteButton } from "../DeleteButton";
import { type Cell, FoldList, FoldRow, useFolds } from "../Folds";
import { NewRow } from "../NewRow";
import { Section } from "../Section";
import styles from "../Settings.module.css";
import { KeySign } from "./KeySign";
import { paints, writes } from "./kinds";
import { draftName, NEW, ProviderForm, unstored } from "./ProviderForm";
import { useProviders } from "./queries";
import { useDeleteProvider } from "./useDeleteProvider";

export function ProvidersSection() {
  const words = useWords();
  const say = words.agents.providers;
  const mayWrite = useMayWrite();
  const providers = useProviders();
  const folds = useFolds(draftName(""));
  const [adding, setAdding] = useState(false);
  const remove = useDeleteProvider();
  const isNew = adding || folds.isOpen(draftName(NEW));
  const endNew = () => {
    setAdding(false);
    folds.fold(draftName(NEW));
  };

  const rows = providers.data;
  const names = rows?.map(({ name }) => name) ?? [];
  const { name, address, models, key } = say.heads;
  return (
    <Section title={say.title} text={say.text} testId="settings-providers">
      {rows && rows.length > 0 ? (
        <FoldList
          label={say.title}
          heads={[name, address, models, key]}
          columns="minmax(0, 1.1fr) minmax(0, 1.5fr) minmax(0, 1.5fr) minmax(0, 1.2fr)"
        >
          {rows.map((row) => (
            <FoldRow
              key={row.name}
              name={<ProviderName row={row} />}
              cells={cellsOf(row, say)}
              draft={draftName(row.name)}
              open={folds.isOpen(draftName(row.name))}
              onToggle={() => folds.toggle(draftName(row.name))}
              testId={`provider-${row.name}`}
            >
              <OpenedForm latest={row} table="console.providers">
                {(opened) => <ProviderForm {...opened} taken={names} />}
              </OpenedForm>
              <DeleteButton label={say.delete(row.name)} onDelete={() => remove(row)} />
            </FoldRow>
          ))}
        </FoldList>
      ) : null}
      {rows?.length === 0 && !isNew ? <EmptyState icon={Server} title={say.none} text={say.noneText} /> : null}
      {rows ? null : (
        <Unanswered query={providers} failed={say.failed} lines={4} height={36} away={words.settings.teamAway} />
      )}
      {rows && mayWrite && isNew ? (
        <NewRow title={say.newForm} draft={draftName(NEW)} focus={adding} onClose={endNew}>
          <ProviderForm
            opened={unstored}
            changed={null}
            taken={names}
            reopen={(saved) => {
              endNew();
              folds.unfold(draftName(saved.name));
            }}
          />
        </NewRow>
      ) : null}
      {rows && mayWrite && !isNew ? (
        <div>
          <AddButton onClick={() => setAdding(true)}>{say.add}</AddButton>
        </div>
      ) : null}
    </Section>
  );
}

function ProviderName({ row }: { row: StoredProvider }) {
  const say = useWords().agents.providers;
  return (
    <>
      <span className="mono">{row.name}</span>
      {row.isEnabled ? null : <em className={styles.off}> {say.off}</em>}
      <span className={styles.under}>{say.kinds[row.kind] ?? row.kind}</span>
    </>
  );
}

function cellsOf(row: StoredProvider, say: ReturnType<typeof useWords>["agents"]["providers"]): Cell[] {
  const models = [writes(row.kind) ? row.model : "", paints(row.kind) ? row.imageModel : ""].filter(
    (model) => model !== "",
  );
  return [
    {
      label: say.heads.address,
      text: row.baseUrl ? <span className="mono">{row.baseUrl}</span> : <span className="quiet">{say.usual}</span>,
    },
    {
      label: say.heads.models,
      text:
        models.length === 0
          ? "–"
          : models.map((model) => (
              <span key={model} className={`mono ${styles.line}`}>
                {model}
              </span>
            )),
    },
    { label: say.heads.key, text: <KeySign name={row.name} /> },
  ];
}
