// The characters that were made for a person, each with the run that made it.
import type { PersonCharacter } from "../../backend";
import { addressOf } from "../../routes";
import { useArchetypes } from "../../shared/archetypes";
import { Card } from "../../shared/Card";
import { useFormat } from "../../shared/format";
import link from "../../shared/Link.module.css";
import table from "../../shared/ReadingTable.module.css";
import { useWords } from "../../words/words";
import styles from "./People.module.css";

export function CharactersCard({ characters }: { characters: PersonCharacter[] }) {
  const words = useWords();
  const format = useFormat();
  const archetypes = useArchetypes(false).data;
  const say = words.people.characters;
  const archetype = (name: string | null) =>
    name === null ? "–" : String(archetypes?.find((one) => one.name === name)?.displayName ?? name);
  const heads = [say.name, say.kind, say.archetype, say.template, say.quality, say.talks, say.run];
  return (
    <Card title={say.title} flush testId="person-characters">
      {characters.length === 0 ? (
        <p className={`${styles.empty} quiet`}>{say.none}</p>
      ) : (
        <table className={`${table.table} ${styles.characters} data`} aria-label={say.title}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {characters.map((made) => (
              <tr key={made.id}>
                <th scope="row">
                  {made.name} {made.isActive ? null : <span className="quiet">{say.inactive}</span>}
                </th>
                <td>{say.kinds[made.kind] ?? made.kind}</td>
                <td>{archetype(made.archetype)}</td>
                <td>{made.template ?? "–"}</td>
                <td>{made.quality === null ? "–" : format.number(Math.round(made.quality * 100))}</td>
                <td>{format.number(made.interactionCount)}</td>
                <td>
                  {made.runId && made.run !== null ? (
                    <a className={link.link} href={`#${addressOf({ page: "runs", section: made.runId })}`}>
                      {words.runs.name(format.number(made.run))}
                    </a>
                  ) : (
                    "–"
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
