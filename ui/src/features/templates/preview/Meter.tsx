// How long a text is against the budget of prompts: a bar, and the same in words; a sign and a word say whether it fits.
import { ArrowDown, Check, TriangleAlert } from "lucide-react";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./Preview.module.css";

export interface Budget {
  min: number;
  max: number;
}

export type Level = "below" | "within" | "above";

export const levelOf = (tokens: number, { min, max }: Budget): Level =>
  tokens < min ? "below" : tokens > max ? "above" : "within";

const SIGNS = { below: ArrowDown, within: Check, above: TriangleAlert };

interface Length {
  tokens: number;
  characters: number;
  budget: Budget | null;
}

function Figures({ tokens, characters }: Omit<Length, "budget">) {
  const say = useWords().templateTry.preview;
  const format = useFormat();
  return (
    <span className={styles.figures}>
      <span>{say.characters(format.count(characters))}</span>
      <span title={say.counted}>≈ {say.tokens(format.count(tokens))}</span>
    </span>
  );
}

/** Of the whole prompt. */
export function PromptMeter({ tokens, characters, budget }: Length) {
  const say = useWords().templateTry.preview;
  const format = useFormat();
  if (!budget) return <Figures tokens={tokens} characters={characters} />;
  const level = levelOf(tokens, budget);
  const Sign = SIGNS[level];
  // The most stands at four fifths, so that there is room to show what is over.
  const scale = budget.max / 0.8;
  const place = (value: number) => `${Math.min(100, (value / scale) * 100)}%`;
  return (
    <div className={styles.meter} data-level={level}>
      {/* biome-ignore lint/a11y/useSemanticElements: the meter element cannot show where the budget begins and ends */}
      <div
        role="meter"
        aria-label={say.budget}
        aria-valuenow={tokens}
        aria-valuemin={0}
        aria-valuemax={Math.max(budget.max, tokens)}
        aria-valuetext={`${say.tokens(format.count(tokens))}, ${say.level[level]}`}
        className={styles.bar}
      >
        <span className={styles.wanted} style={{ left: place(budget.min), right: "20%" }} />
        <span className={styles.fill} style={{ width: place(tokens) }} />
      </div>
      <div className={styles.meterText}>
        <Figures tokens={tokens} characters={characters} />
        <span className={styles.level}>
          <Sign size={12} aria-hidden /> {say.level[level]}
        </span>
        <span className="quiet">{say.budgetOf(format.number(budget.min), format.number(budget.max))}</span>
      </div>
    </div>
  );
}

/** Of one section: how much of the most it takes. */
export function SectionMeter({ tokens, characters, budget, name }: Length & { name: string }) {
  const say = useWords().templateTry.preview;
  const format = useFormat();
  const share = budget ? tokens / budget.max : 0;
  return (
    <span className={styles.sectionMeter} data-level={share > 1 ? "above" : "within"}>
      <Figures tokens={tokens} characters={characters} />
      {budget ? (
        <>
          {share > 1 ? (
            <span className={styles.level}>
              <TriangleAlert size={11} aria-hidden /> {say.level.above}
            </span>
          ) : null}
          {/* biome-ignore lint/a11y/useSemanticElements: it looks like the one of the whole prompt */}
          <span
            role="meter"
            aria-label={say.sectionLength(name)}
            aria-valuenow={tokens}
            aria-valuemin={0}
            aria-valuemax={Math.max(budget.max, tokens)}
            aria-valuetext={`${say.tokens(format.count(tokens))}, ${say.share(format.percent(share))}`}
            title={say.share(format.percent(share))}
            className={styles.bar}
          >
            <span className={styles.fill} style={{ width: `${Math.min(100, share * 100)}%` }} />
          </span>
        </>
      ) : null}
    </span>
  );
}
