// One person: what they told, their building, their characters, and what was done with their data. Messages and browsing
// data are counted, never shown.
import { useQuery } from "@tanstack/react-query";
import { backend, keys, type Person, useReady } from "../../backend";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import { BuildingCard } from "./BuildingCard";
import { CharactersCard } from "./CharactersCard";
import { FactsCard } from "./FactsCard";
import { OnboardingCard } from "./OnboardingCard";
import styles from "./People.module.css";
import { PersonHead } from "./PersonHead";
import { PrivacyCard } from "./PrivacyCard";
import { RawDataNote } from "./RawDataNote";

export function PersonPage({ id }: { id: string }) {
  const words = useWords();
  const ready = useReady();
  const query = useQuery({
    queryKey: [...keys.people, "one", id],
    queryFn: () => backend.personGet(id),
    enabled: ready,
  });
  if (query.data) return <Loaded person={query.data} />;
  if (query.isError)
    return <ErrorNote title={words.people.failed} error={query.error} onRetry={() => void query.refetch()} />;
  return ready ? (
    <div className={styles.bones}>
      <SkeletonLines lines={10} />
    </div>
  ) : (
    <EmptyState title={words.inspector.away} />
  );
}

function Loaded({ person }: { person: Person }) {
  return (
    <div className={styles.person} data-testid="person">
      <PersonHead person={person} />
      <RawDataNote person={person} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <BuildingCard rooms={person.building} />
          <CharactersCard characters={person.characters} />
        </div>
        <div className={styles.side}>
          <OnboardingCard told={person.onboarding} />
          <FactsCard person={person} />
          <PrivacyCard id={person.id} />
        </div>
      </div>
    </div>
  );
}
