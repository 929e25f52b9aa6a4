// Why a version cannot be written, and what can be done instead.
import { Button } from "@mantine/core";
import { type TemplateVersion, useMayWrite } from "../../backend";
import { Banner } from "../../shared/Banner";
import { useFormat, useNow } from "../../shared/format";
import { useWords } from "../../words/words";
import styles from "./Templates.module.css";

interface Props {
  version: TemplateVersion;
  onNewVersion: () => void;
  onTakeBack: () => void;
}

export function ReadOnlyNote({ version, onNewVersion, onTakeBack }: Props) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  const mayWrite = useMayWrite();
  const say = words.templates.readOnly;
  const { state, publishedBy, publishedAt, submittedBy, submittedAt } = version;
  if (state === "draft" && mayWrite) return null;
  const ago = (at: string | null) => format.ago(at ?? version.updatedAt, now);
  const why =
    state === "published"
      ? say.published(publishedBy, ago(publishedAt))
      : state === "archived"
        ? say.archived
        : state === "review"
          ? say.review(submittedBy, ago(submittedAt))
          : say.connection;
  const note = state === "review" ? version.reviewNote : state === "draft" ? null : version.publishNote;
  return (
    <div className={styles.notices} data-testid="read-only">
      <Banner
        tone="info"
        title={why}
        actions={
          mayWrite ? (
            <>
              {state === "review" ? (
                <Button size="compact-xs" variant="default" onClick={onTakeBack}>
                  {words.templates.actions.takeBack}
                </Button>
              ) : null}
              <Button size="compact-xs" variant="default" onClick={onNewVersion}>
                {words.templates.actions.newVersion}
              </Button>
            </>
          ) : null
        }
      >
        {note ? <span className="data">{say.note(note)}</span> : null}
      </Banner>
    </div>
  );
}
