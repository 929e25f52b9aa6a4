// What there is, in nine numbers. A pool's big number is its active rows: those are what characters are made of.
import type { Content, Tally } from "../../backend";
import { useFormat } from "../../shared/format";
import { useWords } from "../../words/words";
import styles from "./Home.module.css";

export function ContentCounts({ content }: { content: Content }) {
  const words = useWords();
  const names = words.home.counts;
  return (
    <section className={styles.counts} aria-label={words.home.content}>
      <Count id="experiences" name={names.experiences} count={content.experiences} />
      <Count id="archetypes" name={names.archetypes} count={content.archetypes} />
      <Count id="visuals" name={names.visuals} count={content.visuals} />
      <Count id="trauma-types" name={names.traumaTypes} count={content.traumaTypes} />
      <Count id="templates" name={names.templates} count={content.templates} />
      <Count id="people" name={names.people} count={content.people} />
      <Count id="sample-inputs" name={names.sampleInputs} count={content.sampleInputs} />
      <Count id="characters" name={names.characters} count={content.characters} />
      <Count id="rooms" name={names.rooms} count={content.rooms} />
    </section>
  );
}

function Count({ id, name, count }: { id: string; name: string; count: Tally | number }) {
  const words = useWords();
  const format = useFormat();
  const total = typeof count === "number" ? count : count.total;
  const active = typeof count === "number" ? count : count.active;
  let note = "";
  if (total === 0) note = words.home.empty;
  else if (typeof count !== "number") {
    note = active === total ? words.home.allActive : words.home.activeOf(format.number(active));
  }
  return (
    <div className={styles.count} data-testid={`count-${id}`} data-value={total}>
      <span className={styles.countName}>{name}</span>
      <strong className="data">{format.number(total)}</strong>
      <span className={styles.countNote}>{note}</span>
    </div>
  );
}
