// What can be done with the selected runs. As long as all of them are at hand, each button says how many it concerns.
import { Button, Menu } from "@mantine/core";
import { Archive, ArchiveRestore, Columns2, Flag, RotateCcw, Square, Tag, Trash2, Undo2, X } from "lucide-react";
import type { ReactNode } from "react";
import type { RunSummary, Triage } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { TaskProgress } from "../../../shared/TaskProgress";
import look from "../../../shared/tables/TablePage.module.css";
import { useWords } from "../../../words/words";
import { MOST_COMPARED } from "../compare/useComparePlace";
import { archiving, cancelling, type Deed, deleting, retrying, triaging } from "./deeds";
import type { Shelf } from "./listFilter";
import type { BulkWork } from "./useBulk";

interface Props {
  count: number;
  total: number;
  /** Everything that is listed is selected already. */
  whole: boolean;
  /** The selected runs, if all of them are loaded. */
  runs: RunSummary[] | null;
  shelf: Shelf;
  mayWrite: boolean;
  work: BulkWork | null;
  onStop: () => void;
  onAll: () => void;
  onClear: () => void;
  onDeed: (deed: Deed) => void;
  onTags: () => void;
  onCompare: () => void;
}

const TRIAGE: Triage[] = ["new", "looking", "known", "done"];

export function BulkBar(props: Props) {
  const { count, total, whole, runs, shelf, mayWrite, work } = props;
  const words = useWords();
  const format = useFormat();
  const say = words.runList.bulk;
  const deed = (wanted: Deed, icon: ReactNode) => {
    const concerned = runs?.filter(wanted.may).length;
    const some = concerned !== undefined && concerned < count;
    return (
      <Button
        variant="default"
        leftSection={icon}
        disabled={work !== null || concerned === 0}
        onClick={() => props.onDeed(wanted)}
      >
        {some ? `${wanted.label} (${format.number(concerned)})` : wanted.label}
      </Button>
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a toolbar of many groups is no fieldset
    <div className={look.bulk} role="group" aria-label={words.runs.bulk.label} data-testid="run-bulk">
      {work ? (
        <TaskProgress label={say.doing(work.label)} done={work.done} total={work.total} onCancel={props.onStop} />
      ) : (
        <strong role="status">{words.runs.bulk.selected(format.count(count))}</strong>
      )}
      {!whole && total > count ? (
        <button type="button" className={look.link} onClick={props.onAll}>
          {say.all(words.runList.total(format.count(total)))}
        </button>
      ) : null}
      <span className={look.gap} />
      <Button
        variant="default"
        leftSection={<Columns2 size={13} aria-hidden />}
        disabled={count < 2 || count > MOST_COMPARED || runs === null}
        title={say.compareHint}
        onClick={props.onCompare}
      >
        {say.compare}
      </Button>
      {mayWrite ? (
        <>
          {shelf === "list" ? deed(cancelling(words), <Square size={12} aria-hidden />) : null}
          {deed(retrying(words), <RotateCcw size={13} aria-hidden />)}
          <Button
            variant="default"
            leftSection={<Tag size={13} aria-hidden />}
            disabled={work !== null}
            onClick={props.onTags}
          >
            {say.tags}
          </Button>
          <Menu position="top-end" shadow="md">
            <Menu.Target>
              <Button variant="default" leftSection={<Flag size={13} aria-hidden />} disabled={work !== null}>
                {say.triage}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {TRIAGE.map((state) => (
                <Menu.Item key={state} onClick={() => props.onDeed(triaging(words, state))}>
                  {words.runList.triage[state]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          {shelf === "archive"
            ? deed(archiving(words, false), <ArchiveRestore size={13} aria-hidden />)
            : shelf === "list"
              ? deed(archiving(words, true), <Archive size={13} aria-hidden />)
              : null}
          {shelf === "trash"
            ? deed(deleting(words, false), <Undo2 size={13} aria-hidden />)
            : deed(deleting(words, true), <Trash2 size={13} aria-hidden />)}
        </>
      ) : null}
      <Button variant="subtle" color="gray" aria-label={words.runs.bulk.clear} onClick={props.onClear}>
        <X size={14} aria-hidden />
      </Button>
    </div>
  );
}
