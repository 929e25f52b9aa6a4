// Who may be asked: each provider a row that unfolds into its form, its test and its key.
import { Button } from "@mantine/core";
import { Server, Trash2 } from "lucide-react";
import { useState } from "react";
import { type StoredProvider, useMayWrite, useReady } from "../../../backend";
import { AddButton } from "../../../shared/AddButton";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { OpenedForm } from "../../../shared/OpenedForm";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
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
  const ready = useReady();
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
              {mayWrite ? (
                <div className={styles.foot}>
                  <Button
                    variant="default"
                    color="red"
                    leftSection={<Trash2 size={14} aria-hidden />}
                    onClick={() => remove(row)}
                  >
                    {say.delete(row.name)}
                  </Button>
                </div>
              ) : null}
            </FoldRow>
          ))}
        </FoldList>
      ) : null}
      {rows?.length === 0 && !isNew ? <EmptyState icon={Server} title={say.none} text={say.noneText} /> : null}
      {rows || !providers.error ? null : (
        <ErrorNote title={say.failed} error={providers.error} onRetry={() => void providers.refetch()} />
      )}
      {rows || providers.error ? null : ready ? (
        <SkeletonLines lines={4} height={36} />
      ) : (
        <p className="quiet">{words.settings.teamAway}</p>
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
