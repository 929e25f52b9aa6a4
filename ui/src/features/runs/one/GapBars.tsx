// Between what shows of a need and what is hidden: a filled dot, a hollow one, and how far they are apart.
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import own from "./Cards.module.css";
import type { CompleteNeed } from "./output";

export function GapBars({ needs }: { needs: CompleteNeed[] }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.card;
  const two = (value: number) => format.decimal(value, 2);
  const at = (value: number) => `${Math.min(1, Math.max(0, value)) * 100}%`;
  return (
    <ul className={own.gaps} aria-label={say.gaps}>
      {needs.map(({ need, observed, hidden, gap }) => (
        <li key={need}>
          <span className="cut">{words.needs[need]}</span>
          <span
            className={own.gapTrack}
            role="img"
            aria-label={say.gapText(two(observed), two(hidden), two(gap))}
            title={say.gapText(two(observed), two(hidden), two(gap))}
          >
            <span
              className={own.gapSpan}
              style={{ left: at(Math.min(observed, hidden)), right: `calc(100% - ${at(Math.max(observed, hidden))})` }}
            />
            <span className={own.dot} style={{ left: at(observed) }} />
            <span className={own.dot} data-hollow style={{ left: at(hidden) }} />
          </span>
          <span className="data">{two(gap)}</span>
        </li>
      ))}
    </ul>
  );
}
