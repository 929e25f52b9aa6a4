// Which archetypes drive towards the same needs: their profiles over each other, and how alike each pair is.
import { Users } from "lucide-react";
import { useMemo, useState } from "react";
import type { NeedVector, TableRow } from "../../../backend";
import { textOf, useArchetypes } from "../../../shared/archetypes";
import { CopyButton } from "../../../shared/CopyButton";
import { toCsv } from "../../../shared/csv";
import { EmptyState } from "../../../shared/EmptyState";
import { useFormat } from "../../../shared/format";
import { cosine, needsOf } from "../../../shared/needs";
import { Unanswered } from "../../../shared/Unanswered";
import { NEEDS } from "../../../shared/valueKind";
import { useWords } from "../../../words/words";
import type { PanelProps } from "../panelProps";
import own from "./OverlapView.module.css";
import styles from "./panels.module.css";

/** From here on two archetypes are hardly to be told apart by their needs. */
export const CLOSE = 0.97;
const LISTED = 12;
const HUES = [140, 265, 25, 200, 330, 80, 300, 170, 0, 230, 50, 110];

interface Profile {
  id: string;
  name: string;
  needs: NeedVector;
  hue: number;
}

interface PairOf {
  first: Profile;
  second: Profile;
  similarity: number;
}

const profileOf = (row: TableRow, place: number): Profile => ({
  id: textOf(row, "id"),
  name: textOf(row, "displayName"),
  needs: needsOf(row.needProfile),
  hue: HUES[place % HUES.length] ?? 140,
});

/** All pairs, the most alike first. */
export function pairsOf(profiles: Profile[]): PairOf[] {
  return profiles
    .flatMap((first, place) =>
      profiles.slice(place + 1).map((second) => ({ first, second, similarity: cosine(first.needs, second.needs) })),
    )
    .sort((one, other) => other.similarity - one.similarity);
}

export function OverlapView({ onOpenRow, selection }: PanelProps) {
  const words = useWords();
  const say = words.poolPanels.overlap;
  const format = useFormat();
  const query = useArchetypes(true);
  const profiles = useMemo(() => (query.data ?? []).map(profileOf), [query.data]);
  const pairs = useMemo(() => pairsOf(profiles), [profiles]);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [all, setAll] = useState(false);

  if (query.isError || !query.data)
    return (
      <div className={styles.panel}>
        <Unanswered query={query} failed={say.failed} lines={8} height={24} />
      </div>
    );
  if (profiles.length < 2)
    return (
      <div className={styles.panel} data-testid="coverage-panel">
        <EmptyState icon={Users} title={say.tooFew} text={say.tooFewText} />
      </div>
    );

  const ticked = selection.filter((id) => profiles.some((one) => one.id === id));
  const shownIds = chosen ?? (ticked.length > 0 ? ticked : profiles.map((one) => one.id));
  const shown = profiles.filter((one) => shownIds.includes(one.id));
  const close = pairs.filter((pair) => pair.similarity >= CLOSE).length;
  const toggle = (id: string) =>
    setChosen(shownIds.includes(id) ? shownIds.filter((one) => one !== id) : [...shownIds, id]);
  const csv = () =>
    toCsv([
      [say.first, say.second, say.similarity],
      ...pairs.map((pair) => [pair.first.name, pair.second.name, Number(pair.similarity.toFixed(4))]),
    ]);

  return (
    <div className={styles.panel} data-testid="coverage-panel">
      <section className={styles.section}>
        <div className={styles.row}>
          <strong>{say.title}</strong>
          <span className={styles.note}>{say.summary(format.count(profiles.length), format.count(close))}</span>
        </div>
        <ProfilesRadar profiles={shown} label={say.title} />
        <ul className={styles.row} aria-label={say.shown}>
          {profiles.map((one) => (
            <li key={one.id}>
              <label className={own.legend}>
                <input type="checkbox" checked={shownIds.includes(one.id)} onChange={() => toggle(one.id)} />
                <span className={own.line} style={{ background: `hsl(${one.hue} 55% 45%)` }} aria-hidden />
                {one.name}
              </label>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section}>
        <div className={styles.row}>
          <h3>{say.pairs}</h3>
          <span className={styles.right}>
            <CopyButton text={csv} label={words.general.copyCsv} small />
          </span>
        </div>
        <table className={`${styles.table} data`} aria-label={say.pairs}>
          <thead>
            <tr>
              <th scope="col">{say.pair}</th>
              <th scope="col" className={styles.number}>
                {say.similarity}
              </th>
            </tr>
          </thead>
          <tbody>
            {(all ? pairs : pairs.slice(0, LISTED)).map((pair) => (
              <tr key={`${pair.first.id}/${pair.second.id}`} data-marked={pair.similarity >= CLOSE || undefined}>
                <td>
                  {[pair.first, pair.second].map((one, place) => (
                    <span key={one.id}>
                      {place === 1 ? " · " : null}
                      <button type="button" className={styles.link} onClick={() => onOpenRow(one.id)}>
                        {one.name}
                      </button>
                    </span>
                  ))}{" "}
                  {pair.similarity >= CLOSE ? (
                    <span className={styles.chip} data-tone="warn">
                      {say.veryClose}
                    </span>
                  ) : null}{" "}
                  <button
                    type="button"
                    className={own.compare}
                    onClick={() => setChosen([pair.first.id, pair.second.id])}
                    aria-label={say.compareBoth(pair.first.name, pair.second.name)}
                  >
                    {say.compare}
                  </button>
                </td>
                <td className={styles.number}>{format.decimal(pair.similarity, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {!all && pairs.length > LISTED ? (
          <button type="button" className={own.compare} onClick={() => setAll(true)}>
            {words.general.moreItems(format.count(pairs.length - LISTED))}
          </button>
        ) : null}
        <p className={styles.note}>{say.hint}</p>
      </section>
    </div>
  );
}

const SIZE = 260;
const RADIUS = 88;
const corner = (index: number, value: number) => {
  const angle = (index / NEEDS.length) * 2 * Math.PI - Math.PI / 2;
  return { x: Math.cos(angle) * RADIUS * value, y: Math.sin(angle) * RADIUS * value };
};
const outline = (needs: NeedVector) =>
  NEEDS.map((need, index) => corner(index, needs[need]))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(" ");

function ProfilesRadar({ profiles, label }: { profiles: Profile[]; label: string }) {
  const words = useWords();
  const format = useFormat();
  const text = profiles.map(
    (one) =>
      `${one.name}: ${NEEDS.map((need) => `${words.needs[need]} ${format.decimal(one.needs[need], 2)}`).join(", ")}`,
  );
  return (
    <svg
      className={own.radar}
      viewBox={`${-SIZE * 0.62} ${-SIZE * 0.44} ${SIZE * 1.24} ${SIZE * 0.88}`}
      role="img"
      aria-label={`${label}. ${text.join(". ")}`}
    >
      {[0.25, 0.5, 0.75, 1].map((ring) => (
        <polygon
          key={ring}
          className={own.ring}
          points={NEEDS.map((_, index) => corner(index, ring))
            .map(({ x, y }) => `${x},${y}`)
            .join(" ")}
        />
      ))}
      {NEEDS.map((need, index) => {
        const place = corner(index, 1.15);
        const anchor = Math.abs(place.x) < 4 ? "middle" : place.x > 0 ? "start" : "end";
        return (
          <text key={need} x={place.x} y={place.y} dy={place.y < -RADIUS ? 0 : "0.35em"} textAnchor={anchor}>
            {words.needs[need]}
          </text>
        );
      })}
      {profiles.map((one) => (
        <polygon
          key={one.id}
          points={outline(one.needs)}
          className={own.shape}
          style={{ stroke: `hsl(${one.hue} 55% 45%)` }}
        >
          <title>{one.name}</title>
        </polygon>
      ))}
    </svg>
  );
}
