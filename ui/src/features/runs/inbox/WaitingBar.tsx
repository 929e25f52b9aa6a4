// Over the list of runs: that some of them wait for a person, and the way to them.
import { Inbox } from "lucide-react";
import { useFormat } from "../../../shared/format";
import { useWaitingRuns } from "../../../shared/waiting";
import { useWords } from "../../../words/words";
import { inboxAddress } from "../useRunsPlace";
import styles from "./Inbox.module.css";

export function WaitingBar() {
  const words = useWords();
  const format = useFormat();
  const waiting = useWaitingRuns().data?.total ?? 0;
  if (waiting === 0) return null;
  return (
    <p className={styles.bar} data-testid="waiting-bar">
      <Inbox size={13} aria-hidden /> {words.inbox.banner(format.count(waiting))}{" "}
      <a href={`#${inboxAddress}`}>{words.inbox.decide}</a>
    </p>
  );
}
