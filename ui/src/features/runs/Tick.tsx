// A choice of yes or no, with its reason in the same line.
import styles from "./Runs.module.css";

interface Props {
  label: string;
  hint?: string;
  on: boolean;
  onTick: (on: boolean) => void;
}

export function Tick({ label, hint, on, onTick }: Props) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" checked={on} onChange={(event) => onTick(event.currentTarget.checked)} />
      <span>
        {label}
        {hint ? <span className="quiet small"> {hint}</span> : null}
      </span>
    </label>
  );
}
