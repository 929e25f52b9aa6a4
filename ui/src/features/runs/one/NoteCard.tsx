// What people say of a run: how far somebody has looked into it, a note, tags.
import { SegmentedControl } from "@mantine/core";
import { type Run, type Triage, useMayWrite } from "../../../backend";
import { Card } from "../../../shared/Card";
import { ErrorNote } from "../../../shared/ErrorNote";
import { AreaField } from "../../../shared/Inputs";
import { TagsField } from "../../../shared/TagsField";
import { useWords } from "../../../words/words";
import own from "./Step.module.css";
import { useMark, useNote } from "./useMarks";

const TRIAGES: Triage[] = ["new", "looking", "known", "done"];

export function NoteCard({ run }: { run: Run }) {
  const words = useWords();
  const say = words.runs.notes;
  const mayWrite = useMayWrite();
  const mark = useMark(run);
  const note = useNote(run);
  const tag = (tags: string[]) => {
    const addTags = tags.filter((one) => !run.tags.includes(one));
    const removeTags = run.tags.filter((one) => !tags.includes(one));
    void mark({ addTags, removeTags }, { tags });
  };
  // Only what went wrong has to be looked into; whoever has begun with another run sees how far.
  const looked = run.status === "failed" || run.triage !== null;
  return (
    <Card
      title={say.title}
      testId="notes"
      aside={
        <span role="status" data-testid="note-state">
          {note.state === "saved" ? (note.text === "" ? "" : say.saved) : note.state === "failed" ? "" : say.saving}
        </span>
      }
    >
      <div className={own.notes}>
        {looked ? (
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={say.triage}
            disabled={!mayWrite}
            value={run.triage ?? "new"}
            onChange={(triage) => void mark({ triage: triage as Triage }, { triage: triage as Triage })}
            data={TRIAGES.map((value) => ({ value, label: say.triages[value] }))}
          />
        ) : null}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears that the field inside was left */}
        <div onBlur={note.save}>
          <AreaField
            name="note"
            label={say.note}
            rows={2}
            value={note.text}
            placeholder={say.placeholder}
            disabled={!mayWrite}
            onChange={note.set}
          />
        </div>
        {note.error ? <ErrorNote title={say.failed} error={note.error} onRetry={note.save} /> : null}
        <TagsField name="tags" label={say.tags} value={run.tags} onChange={tag} disabled={!mayWrite} />
      </div>
    </Card>
  );
}
