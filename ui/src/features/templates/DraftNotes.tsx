// What stands between a draft and being saved: text from before a crash, what somebody else changed too, a value that is
// refused, a version that is no draft any more. Each waits for a person; nothing is decided here.
import { Button } from "@mantine/core";
import { useState } from "react";
import { lastWriter, useMayWrite } from "../../backend";
import { Banner } from "../../shared/Banner";
import { TextDiff } from "../../shared/Diff";
import { ErrorNote } from "../../shared/ErrorNote";
import { useFormat } from "../../shared/format";
import { refusalText } from "../../shared/reasons";
import { useWords } from "../../words/words";
import type { DraftView, TemplateDraft } from "./draft";
import { fieldsOf } from "./fields";
import styles from "./Templates.module.css";
import { useFieldName } from "./useFieldName";
import { useRescue } from "./useVersionActions";

interface Props {
  view: DraftView;
  draft: TemplateDraft;
  onOpen: (id: string) => void;
}

const asText = (value: unknown) =>
  typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value, null, 1);

export function DraftNotes({ view, draft, onOpen }: Props) {
  const words = useWords();
  const format = useFormat();
  const fieldName = useFieldName();
  const say = words.templates;
  const { conflicts, refused, failure, found, state } = view;
  return (
    <div className={styles.notices}>
      {found ? <Found view={view} draft={draft} /> : null}
      {state === "closed" ? <Closed view={view} draft={draft} onOpen={onOpen} /> : null}
      {state === "closed"
        ? null
        : Object.entries(conflicts).map(([field, theirs]) => (
            <Conflict key={field} field={field} mine={view.fields[field]} theirs={theirs} draft={draft} />
          ))}
      {refused ? (
        <Banner tone="bad" testId="refused" title={say.save.refusedTitle(fieldName(refused.field))}>
          {refusalText(words, format, refused.error)}
        </Banner>
      ) : null}
      {failure && state === "failed" ? (
        <ErrorNote title={say.save.failedTitle} error={failure} onRetry={() => void draft.save()} />
      ) : null}
    </div>
  );
}

function Found({ view, draft }: Omit<Props, "onOpen">) {
  const words = useWords();
  const format = useFormat();
  const fieldName = useFieldName();
  const mayWrite = useMayWrite();
  const [open, setOpen] = useState(false);
  const say = words.templates.recovery;
  if (!view.found) return null;
  const now = fieldsOf(view.version);
  const fields = Object.entries(view.found.fields);
  return (
    <div data-testid="found">
      <Banner
        tone="info"
        title={say.title(format.dateTime(view.found.savedAt))}
        actions={
          <>
            <Button size="compact-xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? say.hide : say.compare}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => draft.dropFound()}>
              {say.drop}
            </Button>
            {mayWrite ? (
              <Button size="compact-xs" onClick={() => draft.takeUpFound()}>
                {say.take}
              </Button>
            ) : null}
          </>
        }
      >
        {say.text(fields.map(([field]) => fieldName(field)).join(", "))}
      </Banner>
      {open
        ? fields.map(([field, { value }]) => (
            <div key={field} className={styles.diff}>
              <strong>{fieldName(field)}</strong>
              <TextDiff old={asText(now[field])} now={asText(value)} />
            </div>
          ))
        : null}
    </div>
  );
}

interface ConflictProps {
  field: string;
  mine: unknown;
  theirs: unknown;
  draft: TemplateDraft;
}

function Conflict({ field, mine, theirs, draft }: ConflictProps) {
  const words = useWords();
  const fieldName = useFieldName();
  const [open, setOpen] = useState(false);
  const say = words.templates.conflict;
  return (
    <div data-testid="conflict">
      <Banner
        tone="warn"
        title={say.title(fieldName(field), lastWriter("knock.prompt_templates")?.actor ?? null)}
        actions={
          <>
            <Button size="compact-xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? say.hide : say.compare}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => draft.takeTheirs(field)}>
              {say.theirs}
            </Button>
            <Button size="compact-xs" onClick={() => draft.keepMine(field)}>
              {say.mine}
            </Button>
          </>
        }
      >
        {say.text}
      </Banner>
      {open ? (
        <div className={styles.diff}>
          <span className="quiet">{say.direction}</span>
          <TextDiff old={asText(theirs)} now={asText(mine)} />
        </div>
      ) : null}
    </div>
  );
}

function Closed({ view, draft, onOpen }: Props) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const say = words.templates.closed;
  const { rescue, isPending } = useRescue((id) => {
    draft.discard();
    onOpen(id);
  });
  return (
    <Banner
      tone="warn"
      testId="closed"
      title={say.title}
      actions={
        <>
          <Button size="compact-xs" variant="default" onClick={() => draft.discard()}>
            {say.drop}
          </Button>
          {mayWrite ? (
            <Button size="compact-xs" loading={isPending} onClick={() => rescue(view)}>
              {say.rescue}
            </Button>
          ) : null}
        </>
      }
    >
      {view.gone ? say.gone : view.version.state === "review" ? say.review : say.published}
    </Banner>
  );
}
