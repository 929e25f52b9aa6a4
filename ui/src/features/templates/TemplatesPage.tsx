// Templates: the list of versions beside the one that is open. This file knows which is open and what it is tried with;
// the version itself is VersionPane's.
import { ActionIcon, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { PanelLeftOpen, ScrollText } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { type TemplateSummary, useMayWrite, useReady } from "../../backend";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorBoundary } from "../../shared/ErrorBoundary";
import { ErrorNote } from "../../shared/ErrorNote";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import { type PageDialog, PageDialogs } from "./dialogs/PageDialogs";
import { putLayout, useTemplateLayout } from "./layout";
import type { ChosenContext } from "./parts";
import { knownQuery, useAllVersions } from "./queries";
import { TemplateList } from "./TemplateList";
import styles from "./Templates.module.css";
import { usePageCommands } from "./useTemplateCommands";
import { useTemplatePlace } from "./useTemplatePlace";
import { useNewVersion } from "./useVersionActions";
import { VersionPane } from "./VersionPane";

const NONE: TemplateSummary[] = [];

export function TemplatesPage() {
  const words = useWords();
  const say = words.templates;
  const mayWrite = useMayWrite();
  const place = useTemplatePlace();
  const { listHidden } = useTemplateLayout();
  const versions = useAllVersions();
  const all = versions.data ?? NONE;
  const [dialog, setDialog] = useState<PageDialog | null>(null);
  const [context, setContext] = useChosenContext();
  const search = useRef<HTMLInputElement>(null);
  const { open } = place.to;
  const newVersion = useNewVersion((id) => open(id));

  // Nobody said which: the default, or what was written last.
  const first = (all.find((one) => one.isDefault) ?? all[0])?.id;
  useEffect(() => {
    if (place.id === null && first !== undefined) open(first, true);
  }, [place.id, first, open]);

  const find = () => {
    putLayout({ listHidden: false });
    requestAnimationFrame(() => search.current?.focus());
  };
  usePageCommands({ mayWrite, onDialog: setDialog, find });

  return (
    <div className={styles.page} data-testid="templates">
      <h1 className="unseen">{words.pages.templates}</h1>
      {versions.isError && !versions.data ? (
        <div className={styles.notices}>
          <ErrorNote title={say.failed} error={versions.error} onRetry={() => void versions.refetch()} />
        </div>
      ) : versions.data && all.length === 0 ? (
        <EmptyState
          testId="no-templates"
          icon={ScrollText}
          title={say.list.emptyTitle}
          text={say.list.emptyText}
          action={
            mayWrite ? (
              <div className={styles.buttons}>
                <Button onClick={() => setDialog({ kind: "new" })}>{say.list.create}</Button>
                <Button variant="default" onClick={() => setDialog({ kind: "import" })}>
                  {say.list.import}
                </Button>
              </div>
            ) : null
          }
        />
      ) : (
        <div className={styles.body}>
          {listHidden ? (
            <div className={styles.rail}>
              <ActionIcon
                aria-label={say.list.show}
                title={say.list.show}
                onClick={() => putLayout({ listHidden: false })}
              >
                <PanelLeftOpen size={15} aria-hidden />
              </ActionIcon>
            </div>
          ) : (
            <TemplateList
              all={all}
              current={place.id}
              filter={place.list}
              onFilter={place.to.list}
              onOpen={open}
              onDialog={setDialog}
              onNewVersion={newVersion}
              search={search}
            />
          )}
          <ErrorBoundary subject={place.id ?? ""} place={(note) => <div className={styles.notices}>{note}</div>}>
            {place.id === null ? (
              <div className={styles.pane}>
                <SkeletonLines lines={10} />
              </div>
            ) : (
              <VersionPane
                key={place.id}
                id={place.id}
                all={all}
                place={place}
                context={context}
                onContext={setContext}
                onDialog={setDialog}
              />
            )}
          </ErrorBoundary>
        </div>
      )}
      <PageDialogs dialog={dialog} all={all} onOpen={open} onClose={() => setDialog(null)} />
    </div>
  );
}

/** What templates are tried with: everything the product knows, until another context is chosen. It stays from version to version. */
function useChosenContext(): [ChosenContext, (context: ChosenContext) => void] {
  const words = useWords();
  const known = useQuery({ ...knownQuery, enabled: useReady() }).data;
  const [chosen, setChosen] = useState<ChosenContext | null>(null);
  const name = words.templateTry.contexts.sample;
  const sample = useMemo<ChosenContext>(
    () => ({
      origin: "sample",
      id: null,
      name,
      variables: Object.fromEntries((known ?? []).map((one) => [one.name, one.sample])),
    }),
    [known, name],
  );
  return [chosen && chosen.origin !== "sample" ? chosen : sample, setChosen];
}
