// Between the frame and a page: shows the page, or the screen that explains why there is none yet. A page that was once
// shown stays mounted under such a screen, because it may hold a form with unsaved edits.

import { PlugZap } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useConnection } from "../../backend";
import { type Command, useCommands } from "../../shared/commands";
import { useWords } from "../../words/words";
import { ConnectionBanner } from "./ConnectionBanner";
import { useRetry } from "./queries";
import { BehindScreen, FailedScreen, StartScreen } from "./screens";

interface Props {
  /** False for pages that have something to show without a database. */
  needsDatabase: boolean;
  children: ReactNode;
}

export function ConnectionGate({ needsDatabase, children }: Props) {
  const words = useWords();
  const connection = useConnection();
  const { mutate: retry } = useRetry();
  const state = connection?.state;
  const [wasReady, setWasReady] = useState(false);
  if (state === "ready" && !wasReady) setWasReady(true);

  const commands = useMemo<Command[]>(() => {
    if (state === undefined || state === "ready" || state === "starting") return [];
    const title = state === "stopped" ? words.palette.commands.start : words.palette.commands.retry;
    return [{ id: "connection-retry", title, icon: PlugZap, scope: "app", run: () => retry() }];
  }, [state, words, retry]);
  useCommands(commands);

  let screen: ReactNode = null;
  if (connection && needsDatabase) {
    if (state === "starting" && !wasReady) screen = <StartScreen connection={connection} />;
    if (state === "behind") screen = <BehindScreen connection={connection} />;
    if (state === "failed") screen = <FailedScreen connection={connection} />;
  }
  const mounted = !needsDatabase || wasReady || (connection !== undefined && screen === null);
  return (
    <>
      <ConnectionBanner covered={screen !== null} />
      {screen}
      {mounted ? (
        <div hidden={screen !== null} style={screen === null ? { display: "contents" } : undefined}>
          {children}
        </div>
      ) : null}
    </>
  );
}
