// A radar of any number of spokes with values from 0 to 1, its numbers beside the words, and all of it as a sentence
// for screen readers. Two profiles can lie over each other (observed and hidden, mine and theirs).
import styles from "./Radar.module.css";

export interface Spoke {
  label: string;
  value: number;
  /** A second profile, drawn dashed. */
  other?: number;
}

interface Props {
  spokes: Spoke[];
  /** What the radar shows, e.g. "Need profile". */
  label: string;
  size?: number;
  format: (value: number) => string;
}

const RINGS = [0.25, 0.5, 0.75, 1];

/** The radar in words: "Need profile: Safety 0.80, Belonging 0.35". */
export function radarText({ spokes, label, format }: Omit<Props, "size">): string {
  return `${label}: ${spokes.map((spoke) => `${spoke.label} ${format(spoke.value)}`).join(", ")}`;
}

export function Radar({ spokes, label, size = 220, format }: Props) {
  const radius = size * 0.31;
  const at = (index: number, value: number) => {
    const angle = (index / spokes.length) * 2 * Math.PI - Math.PI / 2;
    return { x: Math.cos(angle) * radius * value, y: Math.sin(angle) * radius * value };
  };
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const outline = (values: number[]) =>
    values
      .map((value, index) => at(index, clamp(value)))
      .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(" ");
  const second = spokes.some((spoke) => spoke.other !== undefined);

  return (
    <svg
      className={`${styles.web} ${styles.fitting}`}
      width={size * 1.25}
      height={size * 0.86}
      viewBox={`${-size * 0.625} ${-size * 0.43} ${size * 1.25} ${size * 0.86}`}
      role="img"
      aria-label={radarText({ spokes, label, format })}
    >
      {RINGS.map((ring) => (
        <polygon key={ring} points={outline(spokes.map(() => ring))} className={styles.ring} />
      ))}
      {spokes.map((spoke, index) => {
        const end = at(index, 1);
        return <line key={spoke.label} x1={0} y1={0} x2={end.x} y2={end.y} className={styles.ring} />;
      })}
      {second ? <polygon points={outline(spokes.map((spoke) => spoke.other ?? 0))} className={styles.other} /> : null}
      <polygon points={outline(spokes.map((spoke) => spoke.value))} className={styles.shape} />
      {spokes.map((spoke, index) => {
        const dot = at(index, clamp(spoke.value));
        const place = at(index, 1.16);
        const anchor = Math.abs(place.x) < 4 ? "middle" : place.x > 0 ? "start" : "end";
        return (
          <g key={spoke.label}>
            <circle cx={dot.x} cy={dot.y} r={2.5} className={styles.dot} />
            <text x={place.x} y={place.y} dy={place.y < -radius ? "-0.1em" : "0.35em"} textAnchor={anchor}>
              <tspan>{spoke.label}</tspan> <tspan className={styles.number}>{format(spoke.value)}</tspan>
            </text>
          </g>
        );
      })}
    </svg>
  );
}
