// Who puts a part in, in any version.
import { useQuery } from "@tanstack/react-query";
import { backend, keys, type SnippetUse } from "../../../backend";
import { ErrorNote } from "../../../shared/ErrorNote";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
import styles from "../Templates.module.css";

interface Props {
  name: string;
  onOpen: (version: string) => void;
  onChoose: (part: string) => void;
}

export function PartUses({ name, onOpen, onChoose }: Props) {
  const words = useWords();
  const say = words.templates.parts;
  const query = useQuery({
    queryKey: [...keys.templates, "uses", name],
    queryFn: () => backend.snippetUses(name),
  });
  const state = (use: SnippetUse) =>
    words.templates.states[use.state as keyof typeof words.templates.states] ?? use.state;
  return (
    <section aria-label={say.usedIn}>
      <h4>{say.usedIn}</h4>
      {query.isError ? (
        <ErrorNote title={say.usesFailed} error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <SkeletonLines lines={2} />
      ) : query.data.length === 0 ? (
        <p className="quiet">{say.unused}</p>
      ) : (
        <ul className={styles.uses}>
          {query.data.map((use) => (
            <li key={`${use.kind}:${use.id}`}>
              <span className="quiet">{say.uses[use.kind] ?? use.kind}</span>{" "}
              <button
                type="button"
                className={styles.link}
                onClick={() => (use.kind === "template" ? onOpen(use.id) : onChoose(use.id))}
              >
                {use.name} {use.version}
              </button>{" "}
              <span className="quiet">{state(use)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
