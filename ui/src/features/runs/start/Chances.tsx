// Who or what may be drawn, likeliest first, each with its chance as a number and as a bar.
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./Start.module.css";

export interface Chance {
  id: string;
  label: string;
  note?: string;
  /** From 0 to 1. */
  chance: number;
}

const MOST = 6;

export function Chances({ title, chances }: { title: string; chances: Chance[] }) {
  const words = useWords();
  const format = useFormat();
  const say = words.newRun.preview;
  const likeliest = chances.toSorted((a, b) => b.chance - a.chance).slice(0, MOST);
  return (
    <section>
      <h4>{title}</h4>
      {likeliest.length === 0 ? <p className="quiet">{say.none}</p> : null}
      <ul className={styles.chances} aria-label={title}>
        {likeliest.map(({ id, label, note, chance }) => (
          <li key={id}>
            <span className="cut data" title={label}>
              {label}
              {note ? <span className="quiet small"> {note}</span> : null}
            </span>
            <span className={styles.percent}>
              <span aria-hidden>{format.percent(chance)}</span>
              <span className="unseen">{say.chance(format.percent(chance))}</span>
            </span>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${Math.min(1, Math.max(0, chance)) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
