// The building of a person as a map: each room in its place, the roommate's in the middle, upwards as it is built.
import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { backend, keys, type PersonRoom, useReady } from "../../backend";
import { Card } from "../../shared/Card";
import { useFormat, useNow } from "../../shared/format";
import { useWords } from "../../words/words";
import styles from "./People.module.css";

export function BuildingCard({ rooms }: { rooms: PersonRoom[] }) {
  const words = useWords();
  const format = useFormat();
  const say = words.people.building;
  const left = Math.min(...rooms.map((room) => room.x));
  const top = Math.max(...rooms.map((room) => room.y));
  return (
    <Card title={say.title} testId="building">
      {rooms.length === 0 ? <p className="quiet">{say.none}</p> : null}
      <ol className={styles.building} aria-label={say.label(format.count(rooms.length))}>
        {rooms.map((room) => (
          <li key={room.id} style={{ gridColumn: room.x - left + 1, gridRow: top - room.y + 1 }}>
            <Room room={room} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Room({ room }: { room: PersonRoom }) {
  const words = useWords();
  const format = useFormat();
  const now = useNow(30);
  const ready = useReady();
  const say = words.people.building;
  const { runId, isUnlocked } = room;
  const picture = useQuery({
    queryKey: [...keys.people, "room", room.id, runId],
    queryFn: () => backend.runPicture(runId ?? ""),
    enabled: ready && runId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <figure className={styles.room} data-locked={!isUnlocked || undefined}>
      {picture.data ? <img src={`data:image/png;base64,${picture.data}`} alt="" /> : <span className={styles.dark} />}
      <figcaption className="data">
        <strong className="cut">
          {isUnlocked ? null : <Lock size={11} role="img" aria-label={say.locked} />} {room.character}
        </strong>
        <span className="quiet">{say.at(format.number(room.x), format.number(room.y))}</span>
        {room.knockCount > 0 ? <span className="quiet">{say.knocks(format.count(room.knockCount))}</span> : null}
        {room.nextKnockAvailableAt ? (
          <span className="quiet">{say.nextKnock(format.ago(room.nextKnockAvailableAt, now))}</span>
        ) : null}
      </figcaption>
    </figure>
  );
}
