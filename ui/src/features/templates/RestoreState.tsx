// A version as it was after one of its changes, brought back: first what that would change, then the button. Into a draft
// it goes like anything else that is written; of a version that no longer changes a new draft is made.
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Change } from "../../backend";
import { TextDiff } from "../../shared/Diff";
import { FieldDiff } from "../../shared/FieldDiff";
import { toast } from "../../shared/toast";
import { snake } from "../../shared/valueKind";
import { useWords } from "../../words/words";
import type { DraftView, TemplateDraft } from "./draft";
import { fieldsAfter, fieldsOf, same, sectionOf } from "./fields";
import styles from "./Templates.module.css";
import { useFieldName } from "./useFieldName";
import { useRescue } from "./useVersionActions";

interface Props {
  change: Change;
  view: DraftView;
  draft: TemplateDraft;
  /** Of the change, for people. */
  when: string;
  onOpen: (id: string) => void;
}

export function RestoreState({ change, view, draft, when, onOpen }: Props) {
  const words = useWords();
  const fieldName = useFieldName();
  const say = words.templates.history;
  const [open, setOpen] = useState(false);
  const { rescue, isPending } = useRescue(onOpen);
  const past = fieldsAfter(change.new ?? change.old, Object.keys(view.fields));
  const differing = Object.keys(past).filter((field) => !same(past[field], view.fields[field]));
  const isDraft = view.version.state === "draft" && !view.gone;

  const restore = () => {
    const before = Object.fromEntries(differing.map((field) => [field, view.fields[field] ?? null]));
    for (const field of differing) draft.set(field, past[field] ?? null);
    setOpen(false);
    void draft.save();
    const undo = () => {
      // What was written since stays.
      for (const field of differing) {
        if (same(draft.snapshot().fields[field], past[field])) draft.set(field, before[field]);
      }
      void draft.save();
    };
    const actions = [{ label: words.tasks.undo, testId: "undo-restore", run: undo }];
    toast({ tone: "good", title: say.restored(when), actions });
  };
  const begin = () => {
    const edited = Object.keys(past).filter((field) => !same(past[field], fieldsOf(view.version)[field]));
    rescue({ ...view, fields: { ...fieldsOf(view.version), ...past }, edited });
  };

  if (!open)
    return (
      <div>
        <Button variant="default" size="compact-xs" onClick={() => setOpen(true)}>
          {say.restore}
        </Button>
      </div>
    );
  return (
    <section className={styles.restore} aria-label={say.restore} data-testid="restore-state">
      <p className="quiet">{differing.length === 0 ? say.sameAsNow : isDraft ? say.restoreText : say.beginText}</p>
      {differing.map((field) => (
        <div key={field} className={styles.diff}>
          <strong>{fieldName(field)}</strong>
          {sectionOf(field) === null ? (
            <FieldDiff field={snake(field)} before={view.fields[field]} after={past[field]} />
          ) : (
            <TextDiff old={String(view.fields[field] ?? "")} now={String(past[field] ?? "")} />
          )}
        </div>
      ))}
      <div className={styles.buttons}>
        <Button variant="default" size="compact-xs" onClick={() => setOpen(false)}>
          {words.general.cancel}
        </Button>
        {isDraft ? (
          <Button size="compact-xs" disabled={differing.length === 0} onClick={restore}>
            {say.restoreNow}
          </Button>
        ) : (
          <Button size="compact-xs" loading={isPending} onClick={begin}>
            {say.begin}
          </Button>
        )}
      </div>
    </section>
  );
}
