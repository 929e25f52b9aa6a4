// Long work where it was started: what is being done, how far it is, and a button that stops it.
import { Button } from "@mantine/core";
import { useWords } from "../words/words";
import { useFormat } from "./format";
import styles from "./TaskProgress.module.css";

interface Props {
  label: string;
  done: number;
  total: number | null;
  onCancel?: () => void;
}

export function TaskProgress({ label, done, total, onCancel }: Props) {
  const words = useWords();
  const format = useFormat();
  const known = total !== null && total > 0;
  return (
    <div className={styles.task} role="status" data-testid="task-progress">
      <div className={styles.line}>
        <span>{label}</span>
        {known ? (
          <span className="quiet">
            {format.number(done)} / {format.number(total)}
          </span>
        ) : null}
        {onCancel ? (
          <Button variant="default" size="compact-xs" onClick={onCancel}>
            {words.general.cancel}
          </Button>
        ) : null}
      </div>
      <progress aria-label={label} {...(known ? { value: Math.min(done, total), max: total } : {})} />
    </div>
  );
}
