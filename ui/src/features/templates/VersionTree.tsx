// The versions as a tree: arrows move and fold, Enter opens, the menu key brings what can be done with a template.
import { ActionIcon, Menu } from "@mantine/core";
import { ChevronRight, Ellipsis, Folder, ScrollText } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { TemplateSummary } from "../../backend";
import { useFormat } from "../../shared/format";
import { isComposing } from "../../shared/keys";
import { useWords } from "../../words/words";
import { StateSign } from "./StateSign";
import styles from "./Templates.module.css";
import type { TreeLine } from "./tree";

interface Props {
  lines: TreeLine[];
  current: string | null;
  onOpen: (version: string) => void;
  /** Folds what is unfolded, and the other way round. */
  onFold: (key: string) => void;
  /** Nothing where nothing may be written. */
  onNewVersion: ((newest: TemplateSummary) => void) | null;
  onFileUnder: ((newest: TemplateSummary) => void) | null;
}

export function VersionTree({ lines, current, onOpen, onFold, onNewVersion, onFileUnder }: Props) {
  const words = useWords();
  const tree = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const [menu, setMenu] = useState<string | null>(null);
  const has = (key: string | null) => lines.some((line) => line.key === key);
  const active = has(at) ? at : has(current) ? current : lines[0]?.key;

  const go = (line: TreeLine | undefined) => {
    if (!line) return;
    setAt(line.key);
    tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(line.key)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, line: TreeLine, place: number) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const parent = lines.slice(0, place).findLast((one) => one.level < line.level);
    const open = line.kind !== "version" && line.open;
    const handled = () => {
      switch (event.key) {
        case "ArrowDown":
          return go(lines[place + 1]);
        case "ArrowUp":
          return go(lines[place - 1]);
        case "Home":
          return go(lines[0]);
        case "End":
          return go(lines.at(-1));
        case "ArrowRight":
          return line.kind === "version" || open ? go(lines[place + 1]) : onFold(line.key);
        case "ArrowLeft":
          return open ? onFold(line.key) : go(parent);
        case "Enter":
        case " ":
          return press(line);
        case "ContextMenu":
        case "F10":
          return setMenu(line.key);
        default:
          return false;
      }
    };
    if (event.shiftKey !== (event.key === "F10") || handled() === false) return;
    event.preventDefault();
  };
  const press = (line: TreeLine) => {
    setAt(line.key);
    if (line.kind === "version") onOpen(line.version.id);
    else onFold(line.key);
  };

  return (
    <div ref={tree} role="tree" aria-label={words.templates.list.label} className={styles.tree}>
      {lines.map((line, place) => (
        <div
          key={line.key}
          role="treeitem"
          aria-level={line.level}
          aria-selected={line.key === current}
          aria-expanded={line.kind === "version" ? undefined : line.open}
          tabIndex={line.key === active ? 0 : -1}
          data-key={line.key}
          data-kind={line.kind}
          className={styles.line}
          style={{ paddingLeft: 6 + (line.level - 1) * 14 }}
          onClick={() => press(line)}
          onKeyDown={(event) => {
            if (event.target === event.currentTarget) onKeyDown(event, line, place);
          }}
          onFocus={(event) => {
            if (event.target === event.currentTarget) setAt(line.key);
          }}
        >
          <LineText line={line} />
          {line.kind === "template" && onNewVersion && onFileUnder ? (
            <Menu
              position="bottom-end"
              shadow="md"
              opened={menu === line.key}
              onChange={(opened) => setMenu(opened ? line.key : null)}
              returnFocus={false}
              onClose={() => go(line)}
            >
              <Menu.Target>
                <ActionIcon
                  size={20}
                  tabIndex={-1}
                  className={styles.lineMenu ?? ""}
                  aria-label={words.templates.list.menu(line.newest.name)}
                  onClick={(event) => event.stopPropagation()}
                >
                  <Ellipsis size={14} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
                <Menu.Item onClick={() => onNewVersion(line.newest)}>{words.templates.list.newVersion}</Menu.Item>
                <Menu.Item onClick={() => onFileUnder(line.newest)}>{words.templates.list.fileUnder}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          ) : null}
        </div>
      ))}
    </div>
  );
}

function LineText({ line }: { line: TreeLine }) {
  const words = useWords();
  const format = useFormat();
  if (line.kind === "version") {
    const { version, state, isDefault, characters, description } = line.version;
    return (
      <span className={styles.version} title={description ?? undefined}>
        <span className={styles.number}>{version}</span>
        <StateSign state={state} isDefault={isDefault} />
        {characters > 0 ? <span className={styles.used}>{words.templates.made(format.count(characters))}</span> : null}
      </span>
    );
  }
  const Icon = line.kind === "folder" ? Folder : ScrollText;
  return (
    <>
      <ChevronRight size={12} aria-hidden className={styles.chevron} data-open={line.open || undefined} />
      <Icon size={13} aria-hidden className={styles.icon} />
      <span className={`${styles.name} cut`}>{line.kind === "folder" ? line.name : line.newest.name}</span>
      {line.kind === "template" && !line.open ? (
        <span className={styles.used}>{words.templates.list.count(format.count(line.versions))}</span>
      ) : null}
    </>
  );
}
