// What the desktop tells on this computer: off until somebody wants it, kept at once, and tried with a button.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { useState } from "react";
import { backend, keys, type Notices } from "../../backend";
import { addressOf } from "../../routes";
import { Banner } from "../../shared/Banner";
import { ErrorNote } from "../../shared/ErrorNote";
import { NumberField } from "../../shared/Field";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import { Section } from "./Section";
import styles from "./Settings.module.css";
import { TickField } from "./TickField";

const KINDS = ["finished", "failed", "batches"] as const;
const LONGEST = 86_400;

export function NoticesSection() {
  const say = useWords().notices;
  const { data, error, refetch } = useQuery({ queryKey: keys.notices, queryFn: () => backend.noticesGet() });
  return (
    <Section title={say.title} text={say.text} testId="settings-notices">
      {data ? (
        <Choices notices={data} />
      ) : error ? (
        <ErrorNote title={say.failed} error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines lines={4} height={28} />
      )}
    </Section>
  );
}

function Choices({ notices }: { notices: Notices }) {
  const words = useWords();
  const say = words.notices;
  const client = useQueryClient();
  const service = useQuery({ queryKey: [...keys.notices, "service"], queryFn: () => backend.noticeService() });
  const [seconds, setSeconds] = useState<number | "">(notices.longerThanSeconds);
  const keep = useMutation({
    mutationFn: (next: Notices) => backend.noticesSet(next),
    onMutate: (next) => client.setQueryData(keys.notices, next),
    onError: () => client.invalidateQueries({ queryKey: keys.notices, exact: true }),
    meta: { failureTitle: (words) => words.notices.notKept, stale: [] },
  });
  const test = useMutation({
    mutationFn: () =>
      backend.noticeTest({
        title: say.say.test,
        text: say.say.testText,
        open: say.say.open,
        address: addressOf({ page: "settings", section: "notices" }),
      }),
    meta: { failureTitle: (words) => words.notices.notShown, stale: [] },
  });
  const change = (part: Partial<Notices>) => keep.mutate({ ...notices, ...part });
  const wrong = seconds === "" || seconds > LONGEST;
  const off = !notices.enabled;
  return (
    <>
      {service.data === null ? <Banner tone="warn" title={say.noService} testId="no-notice-service" /> : null}
      <div className={styles.fields}>
        <TickField
          name="enabled"
          label={say.enabled}
          hint={service.data ? say.shownBy(service.data) : undefined}
          value={notices.enabled}
          onChange={(enabled) => change({ enabled })}
        />
        {KINDS.map((kind) => (
          <TickField
            key={kind}
            name={kind}
            label={say.kinds[kind]}
            disabled={off}
            value={notices[kind]}
            onChange={(on) => change({ [kind]: on })}
          />
        ))}
        <NumberField
          name="longerThanSeconds"
          label={say.longerThan}
          hint={say.longerThanHint}
          error={wrong ? say.longerThanWrong : undefined}
          disabled={off}
          value={seconds}
          onChange={(next) => {
            setSeconds(next);
            if (next !== "" && next <= LONGEST) change({ longerThanSeconds: next });
          }}
        />
      </div>
      <div>
        <Button
          variant="default"
          leftSection={<Bell size={13} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {say.test}
        </Button>
      </div>
    </>
  );
}
