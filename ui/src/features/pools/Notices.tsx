// The quiet lines over the table: edits of an earlier session, rows somebody else saved first, values that are not saved.
import { Button } from "@mantine/core";
import { Banner } from "../../shared/Banner";
import { useFormat } from "../../shared/format";
import { useWords } from "../../words/words";
import styles from "./Pool.module.css";
import type { PoolEdits } from "./usePoolEdits";

interface Props {
  edits: PoolEdits;
  onCompare: (id: string) => void;
  onShow: (id: string) => void;
}

export function Notices({ edits, onCompare, onShow }: Props) {
  const words = useWords();
  const format = useFormat();
  const { found, pending, queue } = edits;
  const of = (state: string) => pending.filter((edit) => edit.state === state);
  const [stale, held, refused] = [of("stale"), of("unsaved"), of("refused")];
  const first = stale[0];
  const wrong = refused[0];
  const say = words.pools;
  return (
    <div className={styles.notices}>
      {found ? (
        <Banner
          tone="info"
          testId="drafts-found"
          title={say.drafts.found(format.count(found.edits.length), format.dateTime(found.savedAt))}
          actions={
            <>
              <Button variant="default" size="compact-xs" onClick={edits.dropFound}>
                {say.drafts.drop}
              </Button>
              <Button size="compact-xs" onClick={edits.takeFound}>
                {say.drafts.restore}
              </Button>
            </>
          }
        >
          {say.drafts.text}
        </Banner>
      ) : null}
      {first ? (
        <Banner
          tone="warn"
          testId="conflict-notice"
          title={say.conflict.notice(format.count(stale.length))}
          actions={
            <Button size="compact-xs" onClick={() => onCompare(first.id)}>
              {say.conflict.compare}
            </Button>
          }
        >
          {say.conflict.noticeText}
        </Banner>
      ) : null}
      {held.length > 0 ? (
        <Banner
          tone="warn"
          testId="held-notice"
          title={say.drafts.unsaved(format.count(held.length))}
          actions={
            <Button size="compact-xs" onClick={() => queue.retry()}>
              {say.drafts.retry}
            </Button>
          }
        />
      ) : null}
      {wrong ? (
        <Banner
          tone="info"
          testId="refused-notice"
          title={say.drafts.refused(format.count(refused.length))}
          actions={
            <Button variant="default" size="compact-xs" onClick={() => onShow(wrong.id)}>
              {say.drafts.show}
            </Button>
          }
        />
      ) : null}
    </div>
  );
}
