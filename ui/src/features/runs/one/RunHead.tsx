// Over a run: its number, how it stands, and what can be done with it.
import { ActionIcon, Button, Menu } from "@mantine/core";
import { ArrowLeft, Ellipsis, RotateCcw, Square } from "lucide-react";
import { type Run, useMayWrite } from "../../../backend";
import { addressOf } from "../../../routes";
import { copyToClipboard } from "../../../shared/copy";
import { useFormat } from "../../../shared/format";
import { lastAddressOf } from "../../../shared/lastPlaces";
import { toast } from "../../../shared/toast";
import { useWords } from "../../../words/words";
import { DegradedMark, QualityMark, RunStateSign } from "../RunState";
import styles from "../Runs.module.css";
import { AGENTS, elapsed, isOver, timeText } from "../run";
import { useRunActs } from "../useRunActs";
import { useTick } from "../useTick";

interface Props {
  run: Run;
  onOpen: (id: string) => void;
  onAgain: () => void;
}

export function RunHead({ run, onOpen, onAgain }: Props) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const acts = useRunActs();
  const say = words.runs.page;
  const over = isOver(run);
  const now = useTick(!over);
  const time = elapsed(run, now);
  const retry = (from: (typeof AGENTS)[number] | null) =>
    void acts.retry([run.id], { from }).then(([started]) => started && onOpen(started.id));
  return (
    <header className={styles.runHead}>
      <a
        className={styles.back}
        href={`#${lastAddressOf("runs")}`}
        aria-label={words.runs.page.back}
        title={words.runs.page.back}
      >
        <ArrowLeft size={15} aria-hidden />
      </a>
      <h2 className="data">{words.runs.name(format.number(run.number))}</h2>
      <RunStateSign status={run.status} />
      {time === null ? null : <span className={`${styles.time} data`}>{timeText(format, run, time)}</span>}
      {run.quality === null ? null : <QualityMark quality={run.quality} />}
      {run.degraded ? <DegradedMark /> : null}
      {run.person ? <span className="cut quiet data">{run.person}</span> : null}
      <span className={styles.gap} />
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar is no fieldset */}
      <div role="group" aria-label={say.actions} className={styles.tools}>
        {mayWrite && !over ? (
          <Button
            variant="default"
            leftSection={<Square size={12} aria-hidden />}
            disabled={run.cancelRequestedAt !== null}
            onClick={() => void acts.cancel([run.id])}
          >
            {run.cancelRequestedAt === null ? say.cancel : say.cancelling}
          </Button>
        ) : null}
        {mayWrite && over ? (
          <Button variant="default" leftSection={<RotateCcw size={13} aria-hidden />} onClick={() => retry(null)}>
            {say.retry}
          </Button>
        ) : null}
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon variant="default" aria-label={say.more} title={say.more}>
              <Ellipsis size={15} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mayWrite ? <Menu.Item onClick={onAgain}>{say.again}</Menu.Item> : null}
            <Menu.Item
              onClick={() =>
                void copyToClipboard(addressOf({ page: "runs", section: run.id })).then(() =>
                  toast({ tone: "good", title: say.copied }),
                )
              }
            >
              {say.copyAddress}
            </Menu.Item>
            {mayWrite && over ? (
              <Menu.Item onClick={() => void acts.archive([run.id], run.archivedAt === null)}>
                {run.archivedAt === null ? say.archive : say.unarchive}
              </Menu.Item>
            ) : null}
            {mayWrite && over ? (
              <>
                <Menu.Divider />
                <Menu.Label>{say.retryFromTitle}</Menu.Label>
                {AGENTS.slice(1).map((agent, at) => (
                  <Menu.Item
                    key={agent}
                    disabled={!run.steps.some((one) => one.step === at + 1 && one.status === "completed")}
                    onClick={() => retry(agent)}
                  >
                    {say.retryFrom(words.runs.agents[agent])}
                  </Menu.Item>
                ))}
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      </div>
    </header>
  );
}
