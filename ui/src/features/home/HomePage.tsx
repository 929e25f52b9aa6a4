// Home: is everything well, what is there, how was the day, what is missing, what did the others change.
// On a fresh database it is three steps instead.
import { House } from "lucide-react";
import { useEffect } from "react";
import { backend, type Home, useConnection, useReady } from "../../backend";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { Skeleton, Waiting } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import { Changes } from "./Changes";
import { ContentCounts } from "./ContentCounts";
import { CoverageCard } from "./CoverageCard";
import { DayCard } from "./DayCard";
import { DemoLoaded, FirstRun } from "./FirstRun";
import { Health } from "./Health";
import styles from "./Home.module.css";
import { isFresh, useHome } from "./queries";
import { RunsCard } from "./RunsCard";

export function HomePage() {
  const words = useWords();
  const ready = useReady();
  const query = useHome();
  const home = query.data;
  return (
    <div className={styles.page} data-testid="home" data-ready={home ? true : undefined}>
      <h1 className="unseen">{words.pages.home}</h1>
      {query.isError && ready ? (
        <ErrorNote title={words.home.failedTitle} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {home ? <Loaded home={home} /> : ready && !query.isError ? <Bones /> : null}
      {!home && !ready ? <EmptyState icon={House} title={words.home.away} /> : null}
    </div>
  );
}

function Loaded({ home }: { home: Home }) {
  const connection = useConnection();
  const fresh = isFresh(home.content);
  useEffect(() => {
    // The second animation frame is the first one that was painted.
    requestAnimationFrame(() => requestAnimationFrame(() => void backend.windowReady().catch(() => undefined)));
  }, []);
  return (
    <>
      {fresh ? <FirstRun /> : <DemoLoaded />}
      {connection?.server ? <Health server={connection.server} home={home} /> : null}
      <ContentCounts content={home.content} />
      {fresh ? (
        <div className={styles.row}>
          <DayCard day={home.day} />
          <RunsCard running={home.running} failures={home.failures} />
        </div>
      ) : (
        <div className={styles.columns}>
          <div className={styles.main}>
            <CoverageCard coverage={home.coverage} />
            <Changes changes={home.changes} />
          </div>
          <div className={styles.side}>
            <DayCard day={home.day} />
            <RunsCard running={home.running} failures={home.failures} />
          </div>
        </div>
      )}
    </>
  );
}

function Bones() {
  return (
    <Waiting>
      <div className={styles.bones}>
        <Skeleton height={84} />
        <Skeleton height={72} />
        <Skeleton height={320} />
      </div>
    </Waiting>
  );
}
