// The one banner about the connection, over whatever page is open. Pages and forms stay as they are under it.
import { Button } from "@mantine/core";
import { type Connection, useConnection } from "../../backend";
import { errors } from "../../errors";
import { Banner } from "../../shared/Banner";
import { useFormat, useNow } from "../../shared/format";
import { useWords } from "../../words/words";
import { useMigrate, useRetry } from "./queries";

/** `covered` says that a full screen already explains the state. */
export function ConnectionBanner({ covered }: { covered: boolean }) {
  const words = useWords();
  const connection = useConnection();
  const retry = useRetry();
  const migrate = useMigrate();
  if (!connection || connection.state === "ready" || covered) return null;

  const again = (
    <Button variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
      {connection.state === "stopped" ? words.connection.start : words.general.retry}
    </Button>
  );
  switch (connection.state) {
    case "starting":
      return (
        <Banner wide tone="info" testId="banner" title={words.connection.states.starting}>
          {connection.step ? words.connection.steps[connection.step] : null}
        </Banner>
      );
    case "lost":
      return (
        <Banner wide tone="warn" testId="banner" title={words.connection.lostTitle} actions={again}>
          {words.connection.lostText} <NextAttempt connection={connection} />
        </Banner>
      );
    case "stopped":
      return (
        <Banner wide tone="warn" testId="banner" title={words.connection.stoppedTitle} actions={again}>
          {words.connection.stoppedText}
        </Banner>
      );
    case "behind":
      return (
        <Banner
          wide
          tone="warn"
          testId="banner"
          title={words.connection.behindTitle}
          actions={
            <Button onClick={() => migrate.mutate()} loading={migrate.isPending}>
              {words.connection.migrate}
            </Button>
          }
        />
      );
    case "failed": {
      const meaning = connection.problem ? errors[connection.problem.code] : null;
      return (
        <Banner
          wide
          tone="bad"
          testId="banner"
          title={meaning?.title(words) ?? words.connection.states.failed}
          actions={again}
        >
          {meaning?.next(words)}
        </Banner>
      );
    }
  }
}

// Its own component: only this text redraws each second. It is not read out each second either.
function NextAttempt({ connection }: { connection: Connection }) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(1);
  if (!connection.nextAttempt) return null;
  const due = new Date(connection.nextAttempt).getTime() > now;
  return (
    <span aria-live="off">
      {due ? words.connection.next(format.ago(connection.nextAttempt, now)) : words.connection.trying}
    </span>
  );
}
