// A web of needs with a line for each run; lines differ by dashes and markers before they differ by colour.
import { useFormat } from "../../../shared/format";
import { classOf, dashOf, Marker, SeriesSign } from "../series";
import styles from "./Compare.module.css";

interface Line {
  series: number;
  name: string;
  values: number[];
}

const RINGS = [0.25, 0.5, 0.75, 1];
const RADIUS = 92;

export function NeedsWeb({ label, spokes, lines }: { label: string; spokes: string[]; lines: Line[] }) {
  const format = useFormat();
  const at = (spoke: number, value: number) => {
    const angle = (spoke / spokes.length) * 2 * Math.PI - Math.PI / 2;
    const far = RADIUS * Math.min(1, Math.max(0, value));
    return { x: Math.cos(angle) * far, y: Math.sin(angle) * far };
  };
  const outline = (values: number[]) =>
    values
      .map((value, spoke) => at(spoke, value))
      .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(" ");
  const told = lines.map(
    ({ name, values }) =>
      `${name}: ${spokes.map((spoke, index) => `${spoke} ${format.decimal(values[index] ?? 0, 2)}`).join(", ")}`,
  );
  return (
    <figure className={styles.webFigure}>
      <svg width={330} height={246} viewBox="-165 -123 330 246" role="img" aria-label={`${label}. ${told.join(". ")}`}>
        {RINGS.map((ring) => (
          <polygon key={ring} points={outline(spokes.map(() => ring))} className={styles.ring} />
        ))}
        {spokes.map((spoke, index) => {
          const end = at(index, 1);
          const anchor = Math.abs(end.x) < 4 ? "middle" : end.x > 0 ? "start" : "end";
          return (
            <g key={spoke}>
              <line x1={0} y1={0} x2={end.x} y2={end.y} className={styles.ring} />
              <text x={end.x * 1.1} y={end.y * 1.12} dy="0.35em" textAnchor={anchor}>
                {spoke}
              </text>
            </g>
          );
        })}
        {lines.map(({ series, values }) => (
          <g key={series} className={classOf(series)}>
            <polygon points={outline(values)} className={styles.webLine} strokeDasharray={dashOf(series)} />
            {values.map((value, spoke) => (
              <Marker key={spokes[spoke]} series={series} {...at(spoke, value)} />
            ))}
          </g>
        ))}
      </svg>
      <figcaption>
        <ul className={styles.legend}>
          {lines.map(({ series, name }) => (
            <li key={series}>
              <SeriesSign series={series} /> {name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
