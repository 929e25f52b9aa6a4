// The comparison itself: a column for each run, the names of the rows kept in sight at the left and the runs at the top.
import { X } from "lucide-react";
import { type CSSProperties, useState } from "react";
import type { RunDifference } from "../../../backend";
import { useFormat } from "../../../shared/format";
import link from "../../../shared/Link.module.css";
import { useWords } from "../../../words/words";
import { SeriesSign } from "../series";
import { runAddress } from "../useRunsPlace";
import styles from "./Compare.module.css";
import { NeedsPart } from "./NeedsPart";
import { PicturePart } from "./PicturePart";
import { PromptPart } from "./PromptPart";
import { characterRows, factRows, sceneRows, settingsRows } from "./partRows";
import { RestPart, restOf } from "./RestPart";
import { Section } from "./Section";
import type { Column } from "./useCompared";

interface Props {
  columns: Column[];
  differences: RunDifference[];
  only: boolean;
  archetype: (name: string) => string;
  onRemove: (id: string) => void;
}

const NARROWEST = 230;
const PADDING = 28;

export function CompareTable({ columns, differences, only, archetype, onRemove }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.compare;
  const speech = { words, format };
  const [scale, setScale] = useState(1);
  const widest = Math.max(0, ...columns.map(({ made }) => made.picture?.width ?? 0));
  const width = Math.max(NARROWEST, widest * scale + PADDING);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={say.title}>
      <table
        className={styles.table}
        style={{ "--column": `${width}px` } as CSSProperties}
        aria-describedby="compare-summary"
      >
        <thead>
          <tr>
            <td className={styles.corner} />
            {columns.map(({ run }, at) => {
              const name = words.runs.name(format.number(run.number));
              return (
                <th key={run.id} scope="col">
                  <span className={styles.run}>
                    <SeriesSign series={at} />
                    <a className={`${link.link} cut`} href={`#${runAddress(run.id)}`}>
                      {name}
                    </a>
                    <button
                      type="button"
                      aria-label={say.remove(name)}
                      title={say.remove(name)}
                      onClick={() => onRemove(run.id)}
                    >
                      <X size={13} aria-hidden />
                    </button>
                  </span>
                </th>
              );
            })}
          </tr>
        </thead>
        <Section id="settings" title={say.settings} rows={settingsRows(columns, differences, speech)} only={only} />
        <Section id="facts" title={say.facts} rows={factRows(columns, speech)} only={only} />
        <NeedsPart columns={columns} only={only} />
        <Section
          id="character"
          title={words.runs.card.title}
          rows={characterRows(columns, speech, archetype)}
          only={only}
        />
        <PromptPart columns={columns} only={only} />
        <Section id="scene" title={say.scene.title} rows={sceneRows(columns, speech)} only={only} />
        <PicturePart columns={columns} only={only} scale={scale} onScale={setScale} />
        {columns.length > 1 ? <RestPart differences={restOf(differences)} columns={columns.length} /> : null}
      </table>
    </section>
  );
}
