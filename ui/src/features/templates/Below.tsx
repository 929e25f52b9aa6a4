// Under the text: what is wrong with it, its variables, what it is tried with, and what there is to know about the version.
import { ActionIcon } from "@mantine/core";
import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import type { AppError, Finding, TemplateSource } from "../../backend";
import { ErrorBoundary } from "../../shared/ErrorBoundary";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { SkeletonLines } from "../../shared/Skeleton";
import { type Tab, Tabs } from "../../shared/Tabs";
import { useWords } from "../../words/words";
import { DetailsTab } from "./DetailsTab";
import type { DraftView, TemplateDraft } from "./draft";
import { Edge } from "./Edge";
import { HistoryTab } from "./HistoryTab";
import { putLayout, useTemplateLayout } from "./layout";
import { Contexts, Preview, Problems, Variables } from "./lazyParts";
import type { ChosenContext, SourcePlace } from "./parts";
import styles from "./Templates.module.css";
import { UsageTab } from "./UsageTab";
import { TABS, type TabName } from "./useTemplatePlace";

interface Props {
  view: DraftView;
  draft: TemplateDraft;
  source: TemplateSource;
  findings: Finding[];
  failure: AppError | null;
  readOnly: boolean;
  context: ChosenContext;
  onContext: (context: ChosenContext) => void;
  onGo: (place: SourcePlace) => void;
  onFix: (finding: Finding) => void;
  onRename: (variable: string) => void;
  /** Opens another version. */
  onOpen: (id: string) => void;
  /** The preview has no place of its own. */
  narrow: boolean;
  tab: TabName;
  onTab: (tab: TabName) => void;
}

export function Below(props: Props) {
  const { view, draft, source, findings, failure, readOnly, context, onContext, onGo, onFix, narrow, onTab } = props;
  const words = useWords();
  const format = useFormat();
  const { belowHeight, belowHidden } = useTemplateLayout();
  const say = words.templates;
  const tab = props.tab === "preview" && !narrow ? "problems" : props.tab;
  // A panel is fetched and asks its questions when it is first looked at, and stays from then on.
  const [seen, setSeen] = useState(() => new Set<TabName>([tab]));
  if (!seen.has(tab)) setSeen(new Set([...seen, tab]));

  const worst = findings.some(({ severity }) => severity === "error")
    ? "bad"
    : findings.some(({ severity }) => severity === "warning")
      ? "warn"
      : undefined;
  const { id } = view.version;
  const panels: Record<TabName, () => ReactNode> = {
    problems: () => (
      <>
        {failure ? <ErrorNote title={say.publish.checkFailed} error={failure} /> : null}
        <Problems findings={findings} onGo={onGo} onFix={readOnly ? null : onFix} />
      </>
    ),
    variables: () => (
      <Variables
        source={source}
        findings={findings}
        readOnly={readOnly}
        onVariables={(variables) => draft.set("variables", variables)}
        onGo={onGo}
        onRename={props.onRename}
      />
    ),
    contexts: () => <Contexts source={source} chosen={context} onChoose={onContext} />,
    details: () => <DetailsTab view={view} draft={draft} readOnly={readOnly} />,
    usage: () => <UsageTab id={id} />,
    history: () => <HistoryTab view={view} draft={draft} onOpen={props.onOpen} />,
    preview: () => <Preview source={source} context={context} onPlace={onGo} />,
  };
  const tabs: Tab<TabName>[] = TABS.filter((name) => name !== "preview" || narrow).map((name) => ({
    key: name,
    label: say.tabs[name],
    ...(name === "problems" && findings.length > 0 ? { count: format.number(findings.length), tone: worst } : {}),
    panel: seen.has(name) ? (
      <ErrorBoundary subject={id}>
        <Suspense fallback={<SkeletonLines lines={4} />}>{panels[name]()}</Suspense>
      </ErrorBoundary>
    ) : null,
  }));
  const Toggle = belowHidden ? ChevronUp : ChevronDown;
  const toggle = belowHidden ? say.layout.showBelow : say.layout.hideBelow;

  return (
    <section
      className={styles.below}
      aria-label={say.tabs.label}
      data-hidden={belowHidden || undefined}
      style={belowHidden ? undefined : { height: belowHeight }}
    >
      {belowHidden ? null : <Edge sets="belowHeight" side="top" label={say.layout.below} least={120} most={700} />}
      <Tabs
        label={say.tabs.label}
        tabs={tabs}
        at={tab}
        onTab={(name) => {
          putLayout({ belowHidden: false });
          onTab(name);
        }}
        aside={
          <ActionIcon
            className={styles.fold ?? ""}
            size={24}
            aria-label={toggle}
            title={toggle}
            aria-expanded={!belowHidden}
            onClick={() => putLayout({ belowHidden: !belowHidden })}
          >
            <Toggle size={14} aria-hidden />
          </ActionIcon>
        }
      />
    </section>
  );
}
