// Who came of the run: name, archetype, keywords, what they need (observed and hidden), and what pulls them apart.
import type { Run } from "../../../backend";
import { useArchetypes } from "../../../shared/archetypes";
import { Card } from "../../../shared/Card";
import { useFormat } from "../../../shared/format";
import { Radar } from "../../../shared/Radar";
import { Chips } from "../../../shared/Value";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { isOver } from "../run";
import { GapBars } from "./GapBars";
import type { Made } from "./output";

export function CharacterCard({ run, made }: { run: Run; made: Made }) {
  const words = useWords();
  const say = words.runs.card;
  const archetypes = useArchetypes(false).data;
  const archetype = archetypes?.find((one) => one.name === made.archetype)?.displayName ?? made.archetype;
  return (
    <Card title={say.title} testId="character">
      {made.name ? (
        <div className={styles.who}>
          <p className="data">
            <strong className={styles.name}>{made.name}</strong>{" "}
            <span className="quiet">{archetype ? String(archetype) : null}</span>
          </p>
          <Chips items={made.keywords} />
        </div>
      ) : (
        <p className="quiet">{isOver(run) ? say.noneOver : say.none}</p>
      )}
      {made.needs.length > 0 ? <Needs made={made} /> : null}
      <dl className={`${styles.traits} data`}>
        {made.fear ? (
          <div>
            <dt>{say.fear}</dt>
            <dd>{made.fear}</dd>
          </div>
        ) : null}
        {made.strategies.length > 0 ? (
          <div>
            <dt>{say.strategies}</dt>
            <dd>{made.strategies.join(", ")}</dd>
          </div>
        ) : null}
        {made.phrases.length > 0 ? (
          <div>
            <dt>{say.says}</dt>
            <dd>{made.phrases.map((phrase) => `“${phrase}”`).join(" ")}</dd>
          </div>
        ) : null}
      </dl>
    </Card>
  );
}

function Needs({ made }: { made: Made }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.card;
  const two = (value: number) => format.decimal(value, 2);
  return (
    <>
      <Radar
        label={say.needs}
        size={210}
        spokes={made.needs.map((one) => ({ label: words.needs[one.need], value: one.observed, other: one.hidden }))}
        format={two}
      />
      <p className={styles.legend}>
        <span data-line="solid">{say.observed}</span>
        <span data-line="dashed">{say.hidden}</span>
      </p>
      <GapBars needs={made.needs} />
      <details>
        <summary>{say.table}</summary>
        <table className={`${styles.needs} data`}>
          <thead>
            <tr>
              {[say.need, say.observed, say.hidden, say.gap, say.state].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {made.needs.map((one) => (
              <tr key={one.need}>
                <th scope="row">{words.needs[one.need]}</th>
                <td>{two(one.observed)}</td>
                <td>{two(one.hidden)}</td>
                <td>{two(one.gap)}</td>
                <td>{say.needStates[one.state] ?? one.state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {made.paradoxes.length > 0 ? (
        <section className={styles.paradoxes}>
          <h3>{say.paradoxes}</h3>
          <ul className="data">
            {made.paradoxes.map((one) => (
              <li key={`${one.needA} ${one.needB}`}>
                <strong>
                  {words.needs[one.needA]} ↔ {words.needs[one.needB]}
                </strong>{" "}
                <span className="quiet">{say.tension(two(one.tension))}</span>
                <br />
                {one.description}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
