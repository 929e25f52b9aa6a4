// What can be done with the selected runs. Each button says how many it would concern.
import { Button } from "@mantine/core";
import { Archive, ArchiveRestore, RotateCcw, Square, X } from "lucide-react";
import type { RunSummary } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { mayArchive, mayCancel, mayRetry, useRunActs } from "../useRunActs";

interface Props {
  runs: RunSummary[];
  archived: boolean;
  mayWrite: boolean;
  onClear: () => void;
}

export function BulkBar({ runs, archived, mayWrite, onClear }: Props) {
  const words = useWords();
  const format = useFormat();
  const acts = useRunActs();
  const say = words.runs.bulk;
  const ids = (may: (run: RunSummary) => boolean) => runs.filter(may).map((run) => run.id);
  const [running, over, stored] = [ids(mayCancel), ids(mayRetry), ids(mayArchive)];
  const Box = archived ? ArchiveRestore : Archive;
  const label = (text: string, count: number) => (count === runs.length ? text : `${text} (${format.number(count)})`);
  return (
    <section className={styles.bulk} aria-label={say.label} data-testid="run-bulk">
      <strong role="status">{say.selected(format.count(runs.length))}</strong>
      {mayWrite ? (
        <>
          <Button
            variant="default"
            disabled={running.length === 0}
            leftSection={<Square size={12} aria-hidden />}
            onClick={() => void acts.cancel(running)}
          >
            {label(say.cancel, running.length)}
          </Button>
          <Button
            variant="default"
            disabled={over.length === 0}
            leftSection={<RotateCcw size={13} aria-hidden />}
            onClick={() => void acts.retry(over)}
          >
            {label(say.retry, over.length)}
          </Button>
          <Button
            variant="default"
            disabled={stored.length === 0}
            leftSection={<Box size={13} aria-hidden />}
            onClick={() => void acts.archive(stored, !archived).then(onClear)}
          >
            {label(archived ? say.unarchive : say.archive, stored.length)}
          </Button>
        </>
      ) : null}
      <Button variant="subtle" color="gray" leftSection={<X size={13} aria-hidden />} onClick={onClear}>
        {say.clear}
      </Button>
    </section>
  );
}
