// The rows of a draw, likeliest first: the exact chance as a bar and a number, what it is made of, and how the trials
// agree. As a list to look at or as a plain table; either way each row says everything in words.
import { ActionIcon, Tooltip } from "@mantine/core";
import { BarChart3, Check, Table2 } from "lucide-react";
import { useState } from "react";
import type { Chance, Draw, Factor, Pool } from "../../../backend";
import { CopyButton } from "../../../shared/CopyButton";
import { toCsv } from "../../../shared/csv";
import { EmptyState } from "../../../shared/EmptyState";
import { useFormat } from "../../../shared/format";
import { useValueWord } from "../../../shared/Value";
import { useWords } from "../../../words/words";
import own from "./DrawPanel.module.css";
import styles from "./panels.module.css";

interface Props {
  pool: Pool;
  draw: Draw;
  /** The same draw with its trials counted, once they are. */
  trials: Draw | undefined;
  trialCount: number;
  waiting: boolean;
  onOpenRow: (id: string) => void;
}

const AT_ONCE = 40;
const ORDER: Factor[] = ["weight", "priority", "need", "archetype", "intensity", "keywords", "similarity"];

interface Line {
  chance: Chance;
  /** In how many of all trials; nothing until they are counted. */
  frequency: number | null;
  picked: boolean;
}

function linesOf({ draw, trials, trialCount }: Pick<Props, "draw" | "trials" | "trialCount">): Line[] {
  const counted = new Map(trials?.probabilities.map((one) => [one.id, one.trials]));
  const picked = new Set(draw.picks.map((pick) => pick.id));
  return draw.probabilities.map((chance) => {
    const count = counted.get(chance.id) ?? null;
    return { chance, frequency: count === null ? null : count / trialCount, picked: picked.has(chance.id) };
  });
}

export function Chances(props: Props) {
  const { draw, waiting, onOpenRow } = props;
  const words = useWords();
  const say = words.poolPanels.draw;
  const format = useFormat();
  const word = useValueWord();
  const [asTable, setAsTable] = useState(false);
  const [all, setAll] = useState(false);
  const lines = linesOf(props);
  const percent = (ratio: number) => format.percent(ratio);
  const kind = (chance: Chance) =>
    [chance.need ? words.needs[chance.need] : null, chance.elementType, chance.intensity]
      .filter((part): part is string => part !== null)
      .map(word)
      .join(" · ");
  const csv = () =>
    toCsv([
      [
        say.row,
        say.kind,
        say.chance,
        say.frequency,
        say.picked,
        say.weight,
        ...ORDER.map((factor) => say.factors[factor]),
      ],
      ...lines.map(({ chance, frequency, picked }) => [
        chance.label,
        kind(chance),
        chance.p,
        frequency ?? "",
        picked ? words.general.yes : words.general.no,
        chance.weight,
        ...ORDER.map((factor) => chance.why[factor] ?? ""),
      ]),
    ]);

  if (lines.length === 0) return <EmptyState title={say.nobody} text={say.nobodyText} />;
  const first = lines[0];
  const shown = all ? lines : lines.slice(0, AT_ONCE);
  return (
    <section className={own.chances} data-waiting={waiting || undefined} aria-label={say.result}>
      <div className={styles.row}>
        <span role="status" className={styles.note}>
          {say.summary(format.count(draw.candidates), format.count(draw.picks.length))}
          {first ? <span className="unseen"> {say.likeliest(first.chance.label, percent(first.chance.p))}</span> : null}
        </span>
        <span className={`${styles.row} ${styles.right}`}>
          <CopyButton text={csv} label={words.general.copyCsv} small />
          <Tooltip label={asTable ? words.general.asChart : words.general.asTable}>
            <ActionIcon
              size={22}
              aria-label={asTable ? words.general.asChart : words.general.asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <BarChart3 size={14} aria-hidden /> : <Table2 size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      {asTable ? (
        <ChanceTable lines={shown} kind={kind} onOpenRow={onOpenRow} />
      ) : (
        <ol className={own.list}>
          {shown.map((line) => (
            <li key={line.chance.id}>
              <ChanceRow line={line} kind={kind(line.chance)} onOpen={() => onOpenRow(line.chance.id)} />
            </li>
          ))}
        </ol>
      )}
      {!all && lines.length > AT_ONCE ? (
        <button type="button" className={styles.link} onClick={() => setAll(true)}>
          {words.general.moreItems(format.count(lines.length - AT_ONCE))}
        </button>
      ) : null}
      {draw.candidates > lines.length ? <p className={styles.note}>{say.cut(format.number(lines.length))}</p> : null}
      <p className={styles.note}>{say.explanation}</p>
    </section>
  );
}

/** "+0.3" in hundredths: how far the trials are from what was said. */
function useDeviation(): (line: Line) => string | null {
  const format = useFormat();
  return ({ chance, frequency }) => {
    if (frequency === null) return null;
    const points = (frequency - chance.p) * 100;
    const shown = format.decimal(Math.abs(points), 1);
    return `${points < 0 ? "−" : "+"}${shown}`;
  };
}

function ChanceRow({ line, kind, onOpen }: { line: Line; kind: string; onOpen: () => void }) {
  const words = useWords();
  const say = words.poolPanels.draw;
  const format = useFormat();
  const deviation = useDeviation();
  const { chance, frequency, picked } = line;
  return (
    <button type="button" className={own.one} data-picked={picked || undefined} onClick={onOpen} data-testid="chance">
      <span className={own.head}>
        <strong>{chance.label}</strong>
        <span className="quiet">{kind}</span>
        {picked ? (
          <span className={styles.chip} data-tone="good">
            <Check size={11} aria-hidden /> {say.picked}
          </span>
        ) : null}
        <span className={own.percent}>{format.percent(chance.p)}</span>
      </span>
      <span className={own.bars} aria-hidden>
        <span className={own.bar}>
          <span style={{ width: `${chance.p * 100}%` }} />
        </span>
        {frequency === null ? null : (
          <span className={`${own.bar} ${own.trial}`}>
            <span style={{ width: `${frequency * 100}%` }} />
          </span>
        )}
      </span>
      <span className={own.why}>
        <Formula chance={chance} />
        <span className={own.trials}>
          {frequency === null ? say.counting : say.trials(format.percent(frequency), deviation(line) ?? "")}
        </span>
      </span>
    </button>
  );
}

/** Weight ×1.20 · Need ×0.85 belonging · … = 0.61; what changes nothing stands in the table only. */
function Formula({ chance }: { chance: Chance }) {
  const words = useWords();
  const say = words.poolPanels.draw;
  const format = useFormat();
  const word = useValueWord();
  const note = (factor: Factor): string => {
    const text = chance.notes[factor] ?? "";
    if (factor === "weight" || factor === "priority" || text === "") return "";
    if (factor === "need") return word(text);
    if (factor === "intensity") return text.split(" ≠ ").map(word).join(" ≠ ");
    return text;
  };
  return (
    <>
      {ORDER.filter((factor) => (chance.why[factor] ?? 1) !== 1).map((factor) => (
        <span key={factor} className={own.factor} title={say.factorHints[factor]}>
          {say.factors[factor]} <b>×{format.decimal(chance.why[factor] ?? 1, 2)}</b> {note(factor)}
        </span>
      ))}
      <span>= {format.decimal(chance.weight, 3)}</span>
    </>
  );
}

function ChanceTable({
  lines,
  kind,
  onOpenRow,
}: {
  lines: Line[];
  kind: (chance: Chance) => string;
  onOpenRow: (id: string) => void;
}) {
  const words = useWords();
  const say = words.poolPanels.draw;
  const format = useFormat();
  const deviation = useDeviation();
  const used = ORDER.filter((factor) => lines.some(({ chance }) => chance.why[factor] !== undefined));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className={styles.scroll} tabIndex={0} aria-label={say.result}>
      <table className={`${styles.table} data`} aria-label={say.result}>
        <thead>
          <tr>
            <th scope="col">{say.row}</th>
            <th scope="col">{say.kind}</th>
            <th scope="col" className={styles.number}>
              {say.chance}
            </th>
            <th scope="col" className={styles.number}>
              {say.frequency}
            </th>
            <th scope="col" className={styles.number}>
              {say.deviation}
            </th>
            {used.map((factor) => (
              <th key={factor} scope="col" className={styles.number}>
                {say.factors[factor]}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {say.weight}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.chance.id} data-marked={line.picked || undefined}>
              <td>
                <button type="button" className={styles.link} onClick={() => onOpenRow(line.chance.id)}>
                  {line.chance.label}
                  {line.picked ? <span className="unseen"> {say.picked}</span> : null}
                </button>
              </td>
              <td>{kind(line.chance)}</td>
              <td className={styles.number}>{format.percent(line.chance.p)}</td>
              <td className={styles.number}>{line.frequency === null ? "…" : format.percent(line.frequency)}</td>
              <td className={styles.number}>{deviation(line) ?? "…"}</td>
              {used.map((factor) => (
                <td key={factor} className={styles.number}>
                  {line.chance.why[factor] === undefined ? "" : format.decimal(line.chance.why[factor] ?? 1, 2)}
                </td>
              ))}
              <td className={styles.number}>{format.decimal(line.chance.weight, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
