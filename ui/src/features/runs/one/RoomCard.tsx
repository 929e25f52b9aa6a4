// The room as it is drawn: every pixel a whole number of pixels, its colours and why it looks as it does.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Maximize2 } from "lucide-react";
import { useState } from "react";
import { backend, keys, type Run } from "../../../backend";
import { Card } from "../../../shared/Card";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { Skeleton } from "../../../shared/Skeleton";
import { Swatch } from "../../../shared/Value";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { isOver } from "../run";
import own from "./Cards.module.css";
import type { Made } from "./output";
import { RowLink } from "./PoolRows";
import type { Piece } from "./sources";

export function RoomCard({ run, made }: { run: Run; made: Made }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.room;
  const { picture } = made;
  const [large, setLarge] = useState(false);
  const digest = picture?.digest;
  const image = useQuery({
    queryKey: [...keys.runs, "picture", run.id, digest],
    queryFn: () => backend.runPicture(run.id),
    // The picture belongs to the run's output: before its end there is only the step's.
    enabled: picture !== null && run.output !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const alt = made.name ? say.alt(made.name) : say.altNobody;
  const show = (scale: number) =>
    picture && image.data ? (
      <img
        src={`data:image/png;base64,${image.data}`}
        alt={alt}
        width={picture.width * scale}
        height={picture.height * scale}
        className={styles.picture}
      />
    ) : null;
  return (
    <Card
      title={say.title}
      testId="room"
      aside={
        image.data ? (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<Maximize2 size={12} aria-hidden />}
            onClick={() => setLarge(true)}
          >
            {say.larger}
          </Button>
        ) : null
      }
    >
      {picture ? null : <p className="quiet">{isOver(run) ? say.noneOver : say.none}</p>}
      {image.isError ? <ErrorNote title={say.failed} error={image.error} onRetry={() => void image.refetch()} /> : null}
      {image.isLoading ? <Skeleton height={512} /> : null}
      {show(1)}
      {picture ? (
        <p className="quiet small data">
          {say.facts(format.number(picture.width), format.number(picture.height), format.number(picture.colors))}
          {" · "}
          {say.methods[picture.generationMethod] ?? picture.generationMethod}
        </p>
      ) : null}
      {made.pieces.length > 0 ? <Pieces pieces={made.pieces} /> : null}
      {made.reasoning ? (
        <details>
          <summary>{say.reasoning}</summary>
          <p className="data">{made.reasoning}</p>
        </details>
      ) : null}
      <Dialog opened={large} onClose={() => setLarge(false)} title={alt} size="auto" centered>
        {large && picture ? show(largest(picture.width, picture.height)) : null}
      </Dialog>
    </Card>
  );
}

/** What the room is put together from: its palette first, each with the row of the pools it came from. */
function Pieces({ pieces }: { pieces: Piece[] }) {
  const say = useWords().runs.room;
  const parts = [...new Set(pieces.map(({ part }) => part))];
  return (
    <dl className={`${own.pieces} data`} aria-label={say.palette} data-testid="pieces">
      {parts.map((part) => (
        <div key={part}>
          <dt>{say.parts[part] ?? part}</dt>
          {pieces
            .filter((one) => one.part === part)
            .map(({ value, label, row }) => (
              <dd key={value + label}>
                {/^#[0-9a-f]{6}$/i.test(value) ? <Swatch colour={value} /> : null}
                <RowLink row={row}>{label}</RowLink>
              </dd>
            ))}
        </div>
      ))}
    </dl>
  );
}

/** As many times as it fits into the window, but a whole number. */
function largest(width: number, height: number): number {
  const fits = Math.min((window.innerWidth - 64) / width, (window.innerHeight - 140) / height);
  return Math.max(1, Math.min(4, Math.floor(fits)));
}
