// The changes of a version, newest first: who, when, and each section and field word by word.
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { backend, type Change, keys, useMayWrite, useReady } from "../../backend";
import { TextDiff } from "../../shared/Diff";
import { ErrorNote } from "../../shared/ErrorNote";
import { FieldDiff } from "../../shared/FieldDiff";
import { useFormat, useNow } from "../../shared/format";
import { SkeletonLines } from "../../shared/Skeleton";
import { snake } from "../../shared/valueKind";
import { useWords } from "../../words/words";
import type { DraftView, TemplateDraft } from "./draft";
import { same } from "./fields";
import { RestoreState } from "./RestoreState";
import styles from "./Templates.module.css";

const AT_ONCE = 30;

interface Props {
  view: DraftView;
  draft: TemplateDraft;
  onOpen: (id: string) => void;
}

export function HistoryTab(props: Props) {
  const { id, revision } = props.view.version;
  const words = useWords();
  const say = words.templates.history;
  const query = useInfiniteQuery({
    queryKey: [...keys.history, "template", id, revision],
    queryFn: ({ pageParam }) =>
      backend.historyList({ table: "knock.prompt_templates", rowId: id, after: pageParam, limit: AT_ONCE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    enabled: useReady(),
  });
  if (query.isError) return <ErrorNote title={say.failed} error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={4} />;
  const changes = query.data.pages.flatMap((page) => page.items);
  return (
    <>
      {changes.length === 0 ? <p className="quiet">{say.none}</p> : null}
      <ol>
        {changes.map((change) => (
          <Entry key={change.id} {...props} change={change} />
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button
          size="compact-xs"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say.more}
        </Button>
      ) : null}
    </>
  );
}

type Row = Record<string, unknown>;
const rowOf = (value: unknown): Row => (typeof value === "object" && value !== null ? (value as Row) : {});
// Written by the database itself, and said in the head of the entry.
const SILENT = new Set(["updated_at", "is_active"]);

function Entry({ change, view, draft, onOpen }: Props & { change: Change }) {
  const mayWrite = useMayWrite();
  const [open, setOpen] = useState(false);
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  const say = words.templates.history;
  const [old, next] = [rowOf(change.old), rowOf(change.new)];
  const [before, after] = [rowOf(old.sections), rowOf(next.sections)];
  const fields = change.operation === "update" ? change.fields.filter((field) => !SILENT.has(snake(field))) : [];
  const sections = fields.includes("sections")
    ? [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !same(before[key], after[key]))
    : [];
  const others = fields.filter((field) => field !== "sections");
  const sectionName = (key: string) => words.templates.sections[key] ?? key;
  const fieldName = (field: string) => words.columns[snake(field)] ?? words.templates.fields[field] ?? field;
  const names = [...sections.map(sectionName), ...others.map(fieldName)];
  return (
    <li>
      <details className={styles.entry} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <ChevronRight size={12} aria-hidden className={styles.chevron} />
          <strong>{change.actor}</strong> <span>{words.operations[change.operation]}</span>
          <span className="cut">{names.join(", ")}</span>
          <time dateTime={change.at} title={format.dateTime(change.at)}>
            {format.ago(change.at, now)}
          </time>
        </summary>
        {open && mayWrite ? (
          <RestoreState {...{ change, view, draft, onOpen }} when={format.dateTime(change.at)} />
        ) : null}
        {change.operation === "insert" ? <p>{say.created}</p> : null}
        {change.operation === "delete" ? <p>{say.deleted}</p> : null}
        {change.operation === "update" && names.length === 0 ? <p className="quiet">{say.onlyKept}</p> : null}
        {sections.map((key) => (
          <div key={key} className={styles.diff}>
            <strong>{sectionName(key)}</strong>
            <TextDiff old={String(before[key] ?? "")} now={String(after[key] ?? "")} />
          </div>
        ))}
        {others.map((field) => (
          <div key={field} className={styles.diff}>
            <strong>{fieldName(field)}</strong>
            <FieldDiff field={field} before={old[field]} after={next[field]} />
          </div>
        ))}
      </details>
    </li>
  );
}
