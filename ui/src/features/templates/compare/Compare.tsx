// Two versions beside each other: what is written in them, what they make of every stored context, and their variables.
import { ActionIcon } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { useMemo, useState } from "react";
import type { TemplateVersion } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { SkeletonLines } from "../../../shared/Skeleton";
import { Tabs } from "../../../shared/Tabs";
import { useWords } from "../../../words/words";
import type { CompareProps } from "../parts";
import { versionQuery } from "../queries";
import { StateSign } from "../StateSign";
import { Changes } from "./Changes";
import styles from "./Compare.module.css";
import { INSTRUCTIONS, reordered, textChanges, variableChanges } from "./differences";
import type { Layout } from "./MergeText";
import { renderedQuery } from "./queries";
import { RenderedChanges } from "./RenderedChanges";
import { VariableChanges } from "./VariableChanges";

export function Compare({ before, after, onClose }: CompareProps) {
  const words = useWords();
  const say = words.templateTry.compare;
  const [swapped, setSwapped] = useState(false);
  const [first, second] = swapped ? [after, before] : [before, after];
  const old = useQuery(versionQuery(first));
  const now = useQuery(versionQuery(second));
  const error = old.error ?? now.error;
  return (
    <Dialog opened onClose={onClose} title={say.label} size="min(1400px, 96vw)">
      <div className={styles.compare} data-testid="compare">
        {error ? (
          <ErrorNote
            title={say.failed}
            error={error}
            onRetry={() => void Promise.all([old, now].map((query) => query.refetch()))}
          />
        ) : old.data && now.data ? (
          <>
            <div className={styles.head} data-testid="compared">
              <Version title={say.before} version={old.data} />
              <ActionIcon
                size={26}
                variant="default"
                aria-label={say.swap}
                title={say.swap}
                onClick={() => setSwapped(!swapped)}
              >
                <ArrowLeftRight size={14} aria-hidden />
              </ActionIcon>
              <Version title={say.after} version={now.data} />
            </div>
            <Both before={old.data} after={now.data} />
          </>
        ) : (
          <SkeletonLines lines={8} />
        )}
      </div>
    </Dialog>
  );
}

function Version({ title, version }: { title: string; version: TemplateVersion }) {
  return (
    <div className={styles.version}>
      <span className="quiet small">{title}</span>
      <strong className="data">
        {version.name} {version.version}
      </strong>
      <StateSign state={version.state} isDefault={version.isDefault} />
    </div>
  );
}

type TabName = "source" | "rendered" | "variables";

function Both({ before, after }: { before: TemplateVersion; after: TemplateVersion }) {
  const words = useWords();
  const say = words.templateTry.compare;
  const format = useFormat();
  const [tab, setTab] = useState<TabName>("source");
  const [layout, setLayout] = useState<Layout>("split");
  const [onlyChanged, setOnlyChanged] = useState(true);
  const texts = useMemo(() => textChanges(before, after), [before, after]);
  const changed = texts.filter(({ status }) => status !== "same");
  const variables = useMemo(() => variableChanges(before.variables, after.variables), [before, after]);
  const rendered = useQuery(renderedQuery(before.id, after.id)).data?.filter((one) => one.changed);
  return (
    <Tabs<TabName>
      label={say.tabs}
      at={tab}
      onTab={setTab}
      tabs={[
        {
          key: "source",
          label: say.source,
          count: format.number(changed.length),
          panel: (
            <Changes
              texts={onlyChanged ? changed : texts}
              title={(key) => (key === INSTRUCTIONS ? say.instructions : (words.templates.sections[key] ?? key))}
              layout={layout}
              onLayout={setLayout}
              template
              active={tab === "source"}
            >
              <strong>{say.sections(format.count(changed.length), format.number(texts.length))}</strong>
              {reordered(before, after) ? <span>{say.reordered}</span> : null}
              <label className={styles.only}>
                <input
                  type="checkbox"
                  checked={onlyChanged}
                  onChange={(event) => setOnlyChanged(event.target.checked)}
                />
                {say.onlyChanged}
              </label>
            </Changes>
          ),
        },
        {
          key: "rendered",
          label: say.rendered,
          count: rendered && format.number(rendered.length),
          panel: (
            <RenderedChanges
              before={before.id}
              after={after.id}
              layout={layout}
              onLayout={setLayout}
              active={tab === "rendered"}
            />
          ),
        },
        {
          key: "variables",
          label: say.variables,
          count: format.number(variables.length),
          panel: <VariableChanges changes={variables} />,
        },
      ]}
    />
  );
}
