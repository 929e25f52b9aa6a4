// The connection in one sign and one word, always visible.
import { Tooltip } from "@mantine/core";
import { type ConnectionState, useConnection } from "../../backend";
import { useFormat } from "../../shared/format";
import { StatusSign, type StatusTone } from "../../shared/Status";
import { useWords } from "../../words/words";
import styles from "./Frame.module.css";

export const TONES: Record<ConnectionState, StatusTone> = {
  starting: "busy",
  ready: "good",
  lost: "warn",
  stopped: "off",
  behind: "warn",
  failed: "bad",
};

export function ConnectionSign() {
  const words = useWords();
  const format = useFormat();
  const connection = useConnection();
  const state = connection ? words.connection.states[connection.state] : words.connection.unknownState;
  const more = connection
    ? `${connection.profile.name}@${connection.profile.address} · ${words.connection.since(format.dateTime(connection.since))}`
    : "";
  return (
    <Tooltip label={more} disabled={more === ""}>
      <div
        className={styles.connection}
        role="status"
        data-testid="connection-state"
        data-state={connection?.state}
        aria-label={`${words.connection.label}: ${state}`}
      >
        <StatusSign tone={connection ? TONES[connection.state] : "busy"} />
        <span className="cut">{state}</span>
      </div>
    </Tooltip>
  );
}
