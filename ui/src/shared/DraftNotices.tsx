// The quiet lines over a form: a draft from before a crash is offered, and a change underneath is told, never applied.
import { Button } from "@mantine/core";
import { useWords } from "../words/words";
import { Banner } from "./Banner";
import styles from "./DraftNotices.module.css";
import { ErrorNote } from "./ErrorNote";
import { useFormat } from "./format";
import type { DraftState, Values } from "./useDraft";

interface Props<T extends Values> {
  draft: DraftState<T>;
  /** Set when the row is newer than the one that was opened. */
  changed: { by: string | null; show: () => void } | null;
}

export function DraftNotices<T extends Values>({ draft, changed }: Props<T>) {
  const words = useWords();
  const format = useFormat();
  return (
    <div className={styles.notices}>
      {draft.found ? (
        <Banner
          tone="info"
          testId="draft-found"
          title={words.draft.found(format.dateTime(draft.found.savedAt))}
          actions={
            <>
              <Button variant="default" size="compact-xs" onClick={draft.dropFound}>
                {words.draft.drop}
              </Button>
              <Button size="compact-xs" onClick={draft.restoreFound}>
                {words.draft.restore}
              </Button>
            </>
          }
        >
          {draft.found.older ? words.draft.older : words.draft.foundText}
        </Banner>
      ) : null}
      {changed && !draft.stale && !draft.saving ? (
        <Banner
          tone="info"
          testId="changed-notice"
          title={words.changed.title(changed.by)}
          actions={
            draft.dirty ? null : (
              <Button variant="default" size="compact-xs" onClick={changed.show}>
                {words.changed.show}
              </Button>
            )
          }
        >
          {words.changed.text}
        </Banner>
      ) : null}
      {draft.failure ? <ErrorNote title={words.save.failed} error={draft.failure} /> : null}
    </div>
  );
}
