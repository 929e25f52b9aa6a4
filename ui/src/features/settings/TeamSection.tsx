// The loader of the team's settings: fetches them and mounts the form with the row as it was opened. It owns no draft.
import { lastWriter, useReady } from "../../backend";
import { ErrorNote } from "../../shared/ErrorNote";
import { OpenedForm } from "../../shared/OpenedForm";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import { useCoverageTargets } from "./queries";
import { Section } from "./Section";
import { TeamForm } from "./TeamForm";

export function TeamSection() {
  const words = useWords();
  const ready = useReady();
  const query = useCoverageTargets();
  return (
    <Section title={words.settings.team} text={words.settings.teamText} testId="settings-team">
      {query.data ? (
        <OpenedForm latest={query.data}>
          {(opened, reopen) => (
            <TeamForm
              opened={opened}
              reopen={reopen}
              changed={
                query.data.revision === opened.revision
                  ? null
                  : { by: lastWriter("knock.coverage_targets")?.actor ?? null, show: () => reopen(query.data) }
              }
            />
          )}
        </OpenedForm>
      ) : query.isError ? (
        <ErrorNote title={words.settings.teamFailed} error={query.error} onRetry={() => void query.refetch()} />
      ) : ready ? (
        <SkeletonLines lines={4} height={28} />
      ) : (
        <p className="quiet">{words.settings.teamAway}</p>
      )}
    </Section>
  );
}
