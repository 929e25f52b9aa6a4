// The rooms side by side, every pixel the same whole number of pixels in all of them.
import { useQuery } from "@tanstack/react-query";
import { backend, keys } from "../../../backend";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./Compare.module.css";
import { rowOf, Section } from "./Section";
import type { Column } from "./useCompared";

export const SCALES = [1, 2, 3];

interface Props {
  columns: Column[];
  only: boolean;
  scale: number;
  onScale: (scale: number) => void;
}

export function PicturePart({ columns, only, scale, onScale }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.room;
  const rows = [
    rowOf(
      columns,
      "picture",
      words.compare.picture,
      ({ made }) => made.picture?.digest ?? null,
      (_, column) => <Room column={column} scale={scale} />,
    ),
    rowOf(
      columns,
      "drawn",
      words.compare.drawn,
      ({ made: { picture } }) =>
        picture ? [picture.width, picture.height, picture.colors, picture.generationMethod] : null,
      (_, { made: { picture } }) =>
        picture
          ? `${say.facts(format.number(picture.width), format.number(picture.height), format.number(picture.colors))} · ${
              say.methods[picture.generationMethod] ?? picture.generationMethod
            }`
          : null,
    ),
  ];
  return (
    <Section
      id="pictures"
      title={say.title}
      rows={rows}
      only={only}
      aside={
        <label className={styles.pick}>
          <span>{words.compare.scale}</span>
          <select value={scale} onChange={(event) => onScale(Number(event.currentTarget.value))}>
            {SCALES.map((one) => (
              <option key={one} value={one}>
                {format.number(one)}×
              </option>
            ))}
          </select>
        </label>
      }
    />
  );
}

function Room({ column: { run, made }, scale }: { column: Column; scale: number }) {
  const words = useWords();
  const say = words.runs.room;
  const { picture } = made;
  const image = useQuery({
    queryKey: [...keys.runs, "picture", run.id, picture?.digest],
    queryFn: () => backend.runPicture(run.id),
    enabled: run.output !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!picture) return null;
  if (image.isError) return <ErrorNote title={say.failed} error={image.error} onRetry={() => void image.refetch()} />;
  const size = { width: picture.width * scale, height: picture.height * scale };
  return image.data ? (
    <img
      src={`data:image/png;base64,${image.data}`}
      alt={made.name ? say.alt(made.name) : say.altNobody}
      {...size}
      className={styles.picture}
    />
  ) : (
    <div style={size} aria-hidden />
  );
}
