// Browsing data that was kept although it must not be: said, never shown, and removed with one button.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { backend, keys, type Person, useMayWrite } from "../../backend";
import { Banner } from "../../shared/Banner";
import { toast } from "../../shared/toast";
import { useWriteQuestion } from "../../shared/useProduction";
import { useWords } from "../../words/words";
import styles from "./People.module.css";

export function RawDataNote({ person }: { person: Person }) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const question = useWriteQuestion();
  const say = words.people.raw;
  const purge = useMutation({
    mutationFn: () => backend.personPurgeRaw(person.id),
    onSuccess: () => toast({ tone: "good", title: say.purged }),
    meta: { failureTitle: (words) => words.people.raw.failed, stale: [[...keys.people]] },
  });
  if (!person.hasRawData) return null;
  return (
    <div className={styles.note}>
      <Banner
        tone="warn"
        title={say.title}
        testId="raw-data"
        actions={
          mayWrite ? (
            <Button
              size="compact-xs"
              variant="default"
              loading={purge.isPending}
              onClick={() => void question(say.question).then((yes) => yes && purge.mutate())}
            >
              {say.purge}
            </Button>
          ) : null
        }
      >
        {say.text}
      </Banner>
    </div>
  );
}
