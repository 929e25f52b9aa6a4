// The left column: what there is, found by words, state and tag. It opens versions and asks for dialogs; it changes nothing.
import { ActionIcon, Button, Menu } from "@mantine/core";
import { PanelLeftClose, Plus, ScrollText } from "lucide-react";
import { type RefObject, useMemo } from "react";
import { type TemplateState, type TemplateSummary, useMayWrite } from "../../backend";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { SearchField } from "../../shared/SearchField";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import type { PageDialog } from "./dialogs/PageDialogs";
import { Edge } from "./Edge";
import { putLayout, useTemplateLayout } from "./layout";
import { useVersions } from "./queries";
import styles from "./Templates.module.css";
import { treeOf } from "./tree";
import type { ListFilter } from "./useTemplatePlace";
import { VersionTree } from "./VersionTree";

interface Props {
  all: TemplateSummary[];
  current: string | null;
  filter: ListFilter;
  onFilter: (filter: ListFilter) => void;
  onOpen: (version: string) => void;
  onDialog: (dialog: PageDialog) => void;
  onNewVersion: (from: string) => void;
  search: RefObject<HTMLInputElement | null>;
}

const STATES: TemplateState[] = ["draft", "review", "published", "archived"];
// Of more templates than this only the open one shows its versions, until somebody unfolds others.
const FEW = 60;

export function TemplateList({ all, current, filter, onFilter, onOpen, onDialog, onNewVersion, search }: Props) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const { folded, listWidth } = useTemplateLayout();
  const say = words.templates.list;
  const { text, state, tag } = filter;
  const filtered = text !== "" || state !== null || tag !== null;
  const found = useVersions({
    ...(text === "" ? {} : { text }),
    ...(state ? { states: [state] } : {}),
    ...(tag ? { tags: [tag] } : {}),
  });
  const tags = useMemo(() => [...new Set(all.flatMap((one) => one.tags))].sort(), [all]);

  const lines = useMemo(() => {
    const versions = found.data ?? [];
    const mine = versions.find((one) => one.id === current);
    const many = versions.length > FEW;
    const turned = new Set(folded);
    return treeOf(versions, (key) => {
      // What somebody looks for is not hidden in a folder.
      if (filtered) return true;
      const open = !many || !key.startsWith("template:") || key === `template:${mine?.folder}/${mine?.name}`;
      return turned.has(key) ? !open : open;
    });
  }, [found.data, folded, filtered, current]);
  const fold = (key: string) =>
    putLayout({ folded: folded.includes(key) ? folded.filter((one) => one !== key) : [...folded, key] });

  return (
    <aside className={styles.list} style={{ width: listWidth }} aria-label={say.label} data-testid="template-list">
      <div className={styles.listHead}>
        <SearchField
          label={say.search}
          testId="template-search"
          asked={text}
          onAsk={(asked) => onFilter({ ...filter, text: asked })}
          field={search}
        />
        <div className={styles.filters}>
          <select
            aria-label={say.state}
            value={state ?? ""}
            onChange={(event) =>
              onFilter({ ...filter, state: (event.currentTarget.value || null) as ListFilter["state"] })
            }
          >
            <option value="">{say.allStates}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {words.templates.states[one]}
              </option>
            ))}
          </select>
          <select
            aria-label={say.tag}
            value={tag ?? ""}
            onChange={(event) => onFilter({ ...filter, tag: event.currentTarget.value || null })}
          >
            <option value="">{say.allTags}</option>
            {(tag === null || tags.includes(tag) ? tags : [tag, ...tags]).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div className={styles.listBody}>
        {found.isError ? (
          <ErrorNote title={words.templates.failed} error={found.error} onRetry={() => void found.refetch()} />
        ) : !found.data ? (
          <SkeletonLines lines={8} />
        ) : lines.length === 0 && filtered ? (
          <EmptyState
            icon={ScrollText}
            testId="no-match"
            title={say.noMatch}
            text={say.noMatchText}
            action={
              <Button variant="default" onClick={() => onFilter({ text: "", state: null, tag: null })}>
                {say.clear}
              </Button>
            }
          />
        ) : (
          <VersionTree
            lines={lines}
            current={current}
            onOpen={onOpen}
            onFold={fold}
            onNewVersion={mayWrite ? (newest) => onNewVersion(newest.id) : null}
            onFileUnder={mayWrite ? (newest) => onDialog({ kind: "fileUnder", of: newest }) : null}
          />
        )}
      </div>
      <div className={styles.listFoot}>
        <span className={styles.count} role="status" data-testid="version-count">
          {found.data ? say.count(format.count(found.data.length)) : ""}
        </span>
        <Menu position="top-end" shadow="md">
          <Menu.Target>
            <Button variant="default" size="compact-sm" leftSection={<Plus size={13} aria-hidden />}>
              {say.add}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {mayWrite ? (
              <>
                <Menu.Item onClick={() => onDialog({ kind: "new" })}>{say.newTemplate}</Menu.Item>
                <Menu.Item onClick={() => onDialog({ kind: "import" })}>{say.import}</Menu.Item>
              </>
            ) : null}
            <Menu.Item onClick={() => onDialog({ kind: "parts" })}>{say.parts}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <ActionIcon aria-label={say.hide} title={say.hide} onClick={() => putLayout({ listHidden: true })}>
          <PanelLeftClose size={15} aria-hidden />
        </ActionIcon>
      </div>
      <Edge sets="listWidth" side="right" label={say.width} least={180} most={480} />
    </aside>
  );
}
