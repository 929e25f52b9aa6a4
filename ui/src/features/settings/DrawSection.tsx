// The loader of the draw's settings: fetches them and mounts the form with the row as it was opened. It owns no draft.
import { lastWriter, useReady } from "../../backend";
import { ErrorNote } from "../../shared/ErrorNote";
import { OpenedForm } from "../../shared/OpenedForm";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import { DrawForm } from "./DrawForm";
import { useDrawSettings } from "./queries";
import { Section } from "./Section";

export function DrawSection() {
  const words = useWords();
  const say = words.rowForms.drawSettings;
  const ready = useReady();
  const query = useDrawSettings();
  return (
    <Section title={say.title} text={say.text} testId="settings-draw">
      {query.data ? (
        <OpenedForm latest={query.data}>
          {(opened, reopen) => (
            <DrawForm
              opened={opened}
              reopen={reopen}
              changed={
                query.data.revision === opened.revision
                  ? null
                  : { by: lastWriter("knock.draw_settings")?.actor ?? null, show: () => reopen(query.data) }
              }
            />
          )}
        </OpenedForm>
      ) : query.isError ? (
        <ErrorNote title={say.failed} error={query.error} onRetry={() => void query.refetch()} />
      ) : ready ? (
        <SkeletonLines lines={6} height={28} />
      ) : (
        <p className="quiet">{words.settings.teamAway}</p>
      )}
    </Section>
  );
}
