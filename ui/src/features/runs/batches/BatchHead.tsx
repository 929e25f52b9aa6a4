// Over a batch: its number and label, how far it is, and what can be done with it.
import { Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ArrowLeft, Download, RotateCcw, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { type BatchWhole, backend, keys, type ReportFormat, useMayWrite } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { lastAddressOf } from "../../../shared/lastPlaces";
import { Status } from "../../../shared/Status";
import { tellFile } from "../../../shared/tellFile";
import { toast } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import head from "../PageHead.module.css";
import runsStyles from "../Runs.module.css";
import { BATCH_TONES, brokenOf, isDone, stateOfBatch } from "./batchState";
import { Eta, Progress } from "./Progress";

const FORMATS: ReportFormat[] = ["html", "csv", "json"];

function useBatchActs(id: string) {
  const words = useWords();
  const format = useFormat();
  const question = useWriteQuestion();
  const say = words.batches;
  const stale = [[...keys.batches]];
  const resume = useMutation({
    mutationFn: () => backend.batchResume(id),
    onSuccess: (count) => toast({ tone: "good", title: say.resumed(format.count(count)) }),
    meta: { failureTitle: (words) => words.batches.actFailed, stale },
  });
  const cancel = useMutation({
    mutationFn: () => backend.batchCancel(id),
    onSuccess: (count) =>
      toast({
        tone: "good",
        title: say.cancelled(format.count(count)),
        actions: [{ label: say.resume, run: () => resume.mutate() }],
      }),
    meta: { failureTitle: (words) => words.batches.actFailed, stale },
  });
  const report = useMutation({
    mutationFn: (kind: ReportFormat) => backend.batchFile(id, kind),
    onSuccess: (path) => tellFile(say.reported, path),
    meta: { failureTitle: (words) => words.batches.reportFailed, stale: [] },
  });
  return {
    report,
    cancel: { ...cancel, ask: async () => (await question(words.runs.bulk.productionCancel)) && cancel.mutate() },
    resume: { ...resume, ask: async () => (await question(words.runs.bulk.productionStart)) && resume.mutate() },
  };
}

export function BatchHead({ batch }: { batch: BatchWhole }) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const say = words.batches;
  const acts = useBatchActs(batch.id);
  const state = stateOfBatch(batch);
  const broken = brokenOf(batch);
  return (
    <header className={head.head}>
      <a className={runsStyles.back} href={`#${lastAddressOf("batches")}`} aria-label={say.back} title={say.back}>
        <ArrowLeft size={15} aria-hidden />
      </a>
      <h2 className="data">{say.name(format.number(batch.number))}</h2>
      {batch.label ? <span className="cut data">{batch.label}</span> : null}
      <Status tone={BATCH_TONES[state]}>{say.states[state]}</Status>
      <Progress batch={batch} />
      <span className="quiet data">
        <Eta batch={batch} />
        {batch.etaMs === null ? null : " · "}
        {format.usd(batch.costUsd)}
      </span>
      <span className={runsStyles.gap} />
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar is no fieldset */}
      <div role="group" aria-label={say.actions} className={runsStyles.tools}>
        {mayWrite && !isDone(batch) ? (
          <Button
            variant="default"
            leftSection={<Square size={12} aria-hidden />}
            loading={acts.cancel.isPending}
            onClick={() => void acts.cancel.ask()}
          >
            {say.cancel}
          </Button>
        ) : null}
        {mayWrite && broken > 0 ? (
          <Button
            variant="default"
            leftSection={<RotateCcw size={13} aria-hidden />}
            loading={acts.resume.isPending}
            title={say.resumeHint}
            onClick={() => void acts.resume.ask()}
          >
            {say.resumeCount(format.number(broken))}
          </Button>
        ) : null}
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button variant="default" leftSection={<Download size={13} aria-hidden />} loading={acts.report.isPending}>
              {say.report}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {FORMATS.map((kind) => (
              <Menu.Item key={kind} onClick={() => acts.report.mutate(kind)}>
                {say.reports[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Announcer batch={batch} />
    </header>
  );
}

/** Says once, for screen readers, that a batch that was watched has come to its end. */
function Announcer({ batch }: { batch: BatchWhole }) {
  const words = useWords();
  const format = useFormat();
  const done = isDone(batch);
  const before = useRef(done);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (done && !before.current)
      setSaid(
        words.batches.ended(
          words.batches.name(format.number(batch.number)),
          format.count(batch.completed),
          format.count(batch.failed),
        ),
      );
    before.current = done;
  }, [done, batch, words, format]);
  return (
    <p role="status" className="unseen" data-testid="batch-announcer">
      {said}
    </p>
  );
}
