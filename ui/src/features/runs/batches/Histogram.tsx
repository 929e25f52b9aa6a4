// One histogram of qualities: bars of five points, each with its count, and a line at the mean.
import { useFormat } from "../../../shared/format";
import { classOf } from "../series";
import styles from "./Batches.module.css";
import { BARS } from "./numbers";

interface Props {
  series: number;
  bars: number[];
  /** The first and the last bar to be drawn, the same for all beside each other. */
  range: [number, number];
  tallest: number;
  mean: number;
  barName: (bar: number) => string;
  label: string;
}

const WIDTH = 560;
const HEIGHT = 74;
const FOOT = 16;
const HEAD = 12;

export function Histogram({ series, bars, range: [first, last], tallest, mean, barName, label }: Props) {
  const format = useFormat();
  const wide = WIDTH / (last - first + 1);
  const room = HEIGHT - FOOT - HEAD;
  const at = Math.min(WIDTH, Math.max(0, (mean * BARS - first) * wide));
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={`${styles.histogram} ${classOf(series)}`}
      role="img"
      aria-label={label}
    >
      {bars.slice(first, last + 1).map((count, place) => {
        const tall = (count / tallest) * room;
        const top = HEIGHT - FOOT - tall;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          <g key={place}>
            <title>{`${barName(first + place)}: ${format.number(count)}`}</title>
            <rect x={place * wide + 1} y={top} width={wide - 2} height={tall} />
            <text x={place * wide} y={HEIGHT - 3} textAnchor={place === 0 ? "start" : "middle"}>
              {format.number(((first + place) * 100) / BARS)}
            </text>
          </g>
        );
      })}
      <line x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className={styles.axis} />
      <line x1={at} x2={at} y1={HEAD - 4} y2={HEIGHT - FOOT} className={styles.mean} />
      {bars.slice(first, last + 1).map((count, place) =>
        count > 0 ? (
          <text
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={place}
            className={styles.barCount}
            x={(place + 0.5) * wide}
            y={HEIGHT - FOOT - (count / tallest) * room - 2}
            textAnchor="middle"
          >
            {format.number(count)}
          </text>
        ) : null,
      )}
    </svg>
  );
}
