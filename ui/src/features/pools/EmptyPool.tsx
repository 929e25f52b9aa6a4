// No rows: either there are none at all, and then this teaches what they are for, or the filter matches none.
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FilterX, Layers } from "lucide-react";
import { backend, keys, type Pool, scenariosQuery, useMayWrite, useReady } from "../../backend";
import { EmptyState } from "../../shared/EmptyState";
import { useWriteQuestion } from "../../shared/useProduction";
import { useWords } from "../../words/words";
import styles from "./Pool.module.css";

interface Props {
  pool: Pool;
  filtered: boolean;
  onClear: () => void;
  onCreate: () => void;
  onImport: () => void;
}

export function EmptyPool({ pool, filtered, onClear, onCreate, onImport }: Props) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const say = words.pools.empty;
  if (filtered) {
    return (
      <EmptyState
        testId="no-match"
        icon={FilterX}
        title={say.noMatch}
        text={say.noMatchText}
        action={
          <Button variant="default" onClick={onClear}>
            {say.clear}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      testId="no-rows"
      icon={Layers}
      title={say.title[pool]}
      text={say.text[pool]}
      action={
        mayWrite ? (
          <div className={styles.buttons}>
            <Button onClick={onCreate}>{say.create}</Button>
            <Button variant="default" onClick={onImport}>
              {say.import}
            </Button>
            <LoadDemo />
          </div>
        ) : null
      }
    />
  );
}

function LoadDemo() {
  const words = useWords();
  const question = useWriteQuestion();
  const scenarios = useQuery({ ...scenariosQuery, enabled: useReady() });
  const demo = scenarios.data?.find((one) => one.name === "demo");
  const load = useMutation({
    mutationFn: (name: string) => backend.scenarioLoad(name),
    meta: {
      failureTitle: (words) => words.first.failed,
      stale: [keys.home, keys.scenarios, keys.coverage, keys.pool, keys.table],
    },
  });
  if (!demo) return null;
  return (
    <Button
      variant="default"
      loading={load.isPending}
      onClick={() => void question(words.production.loadTitle).then((yes) => yes && load.mutate(demo.name))}
    >
      {words.pools.empty.demo}
    </Button>
  );
}
