// Up to eight things in one chart, told apart by the shape of their marker and the dashes of their line before their colour.
import styles from "./Series.module.css";

const DASHES = ["", "6 3", "2 3", "8 3 2 3", "", "6 3", "2 3", "8 3 2 3"];
export const MOST_SERIES = DASHES.length;

export const dashOf = (series: number) => DASHES[series % MOST_SERIES] || undefined;
export const classOf = (series: number) => `${styles.series} ${styles[`series${series % MOST_SERIES}`]}`;

/** The marker of a series around a point; markers of the second four are hollow. */
export function Marker({
  series,
  x = 0,
  y = 0,
  size = 3.2,
}: {
  series: number;
  x?: number;
  y?: number;
  size?: number;
}) {
  const shape = series % 4;
  const look = { className: series % MOST_SERIES < 4 ? styles.full : styles.hollow };
  if (shape === 0) return <circle {...look} cx={x} cy={y} r={size} />;
  if (shape === 1) return <rect {...look} x={x - size} y={y - size} width={2 * size} height={2 * size} />;
  const far = size * 1.35;
  const points =
    shape === 2
      ? `${x},${y - far} ${x + far},${y + size} ${x - far},${y + size}`
      : `${x},${y - far} ${x + far},${y} ${x},${y + far} ${x - far},${y}`;
  return <polygon {...look} points={points} />;
}

/** How a series is drawn, beside its name. */
export function SeriesSign({ series }: { series: number }) {
  return (
    <svg width={26} height={12} viewBox="-13 -6 26 12" className={classOf(series)} aria-hidden style={{ flex: "none" }}>
      <line x1={-13} x2={13} y1={0} y2={0} className={styles.line} strokeDasharray={dashOf(series)} />
      <Marker series={series} />
    </svg>
  );
}
