// What else a tidy pool has none of: drafts waiting for review, and texts whose length or letters are odd. Each is a
// filter: the database counts its rows, a click shows them in the grid, where they can be edited one by one or together.
import type { Filter } from "../../../backend";
import { useColumnWord } from "../../../shared/columnWord";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import type { PanelProps } from "../panelProps";
import { LONG, odditiesOf, SHORT } from "./oddities";
import styles from "./panels.module.css";
import { useCount } from "./queries";

const DRAFTS: Filter = { text: null, conditions: [{ column: "reviewState", test: "any", values: ["draft"] }] };

export function Hygiene({ pool, onFilter }: PanelProps) {
  const words = useWords();
  const say = words.poolPanels.hygiene;
  const format = useFormat();
  const column = useColumnWord();
  const limits = { short: format.number(SHORT), long: format.number(LONG) };
  return (
    <section className={styles.section} aria-label={say.title} data-testid="hygiene">
      <h3>{say.title}</h3>
      <ul>
        <Finding pool={pool} label={say.drafts} filter={DRAFTS} onFilter={onFilter} />
        {odditiesOf(pool).map((odd) => (
          <Finding
            key={`${odd.oddity} ${odd.column}`}
            pool={pool}
            label={say.oddities[odd.oddity](column(odd.column), limits)}
            filter={odd.filter}
            onFilter={onFilter}
          />
        ))}
      </ul>
    </section>
  );
}

interface FindingProps extends Pick<PanelProps, "pool" | "onFilter"> {
  label: string;
  filter: Filter;
}

function Finding({ pool, label, filter, onFilter }: FindingProps) {
  const words = useWords();
  const format = useFormat();
  const { data, isError } = useCount(pool, filter);
  const say = words.lists.filter;
  return (
    <li>
      <button type="button" className={styles.link} onClick={() => onFilter(filter)} disabled={!data?.value}>
        {label}
      </button>{" "}
      <span className="quiet">
        {data ? (data.exact ? say.counted : say.countedAbout)(format.count(data.value)) : isError ? "–" : "…"}
      </span>
    </li>
  );
}
