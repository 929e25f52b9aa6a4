// One file on its way in: uploaded, looked at, looked at again when somebody maps it differently, imported, undone.
// What it found is drawn by ImportFindings; how its columns are read by ImportMapping.
import { Button } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { AppError, backend, type Import, type ImportOptions } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { TaskProgress } from "../../../shared/TaskProgress";
import { discardUpload, uploadFile } from "../../../shared/uploadFile";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useTask } from "../../../shared/useTask";
import { useWords } from "../../../words/words";
import type { PanelProps } from "../panelProps";
import { ImportFindings } from "./ImportFindings";
import { ImportFacts, ImportMapping } from "./ImportMapping";
import own from "./ImportPanel.module.css";
import styles from "./panels.module.css";

interface Props extends PanelProps {
  file: File;
  /** The name of the file that comes after this one. */
  next: string | null;
  onClose: () => void;
}

type Step = "uploading" | "looking" | "ready" | "importing" | "done" | "failed";

export function ImportRun({ pool, table, file, next, onClose, onUndoable, onOpenRow }: Props) {
  const words = useWords();
  const say = words.poolPanels.import;
  const format = useFormat();
  const ask = useWriteQuestion();
  const task = useTask();
  const [step, setStep] = useState<Step>("uploading");
  const [sent, setSent] = useState({ done: 0, total: file.size });
  const [options, setOptions] = useState<ImportOptions>({ mode: "upsert" });
  const [plan, setPlan] = useState<Import | null>(null);
  const [result, setResult] = useState<Import | null>(null);
  const [changedMeanwhile, setChangedMeanwhile] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const upload = useRef<string | null>(null);
  const left = useRef(false);
  const { run } = task;

  const look = useCallback(
    async (how: ImportOptions) => {
      if (!upload.current) return;
      const id = upload.current;
      setStep("looking");
      setFailure(null);
      const ended = await run<Import>(() => backend.importDryRunStart(pool, id, file.name, how));
      if (left.current || !ended.result) return;
      setPlan(ended.result);
      setStep("ready");
    },
    [pool, file, run],
  );

  // Uploaded once; React's double run in development is told apart by the flag of its own.
  useEffect(() => {
    let stopped = false;
    left.current = false;
    uploadFile(
      file,
      (done, total) => stopped || setSent({ done, total }),
      () => stopped,
    ).then(
      (id) => {
        if (id === null) return;
        if (stopped) return void discardUpload(id);
        upload.current = id;
        void look({ mode: "upsert" });
      },
      (thrown) => {
        if (stopped) return;
        setFailure(AppError.from(thrown));
        setStep("failed");
      },
    );
    return () => {
      stopped = true;
      left.current = true;
      if (upload.current) void discardUpload(upload.current);
      upload.current = null;
    };
  }, [file, look]);

  // A dry run that was stopped or failed leaves what was seen before.
  const stuck = step === "looking" && !task.running;
  const at: Step = stuck ? (plan ? "ready" : "failed") : step;

  const change = (part: Partial<ImportOptions>) => {
    const next = { ...options, ...part };
    setOptions(next);
    setChangedMeanwhile(false);
    void look(next);
  };
  const go = async (skipErrors: boolean) => {
    if (!plan || !upload.current || !(await ask())) return;
    const id = upload.current;
    setStep("importing");
    setFailure(null);
    setChangedMeanwhile(false);
    const how: ImportOptions = { ...options, skipErrors, expect: plan.digest };
    const { result: done, error } = await run<Import>(() => backend.importStart(pool, id, file.name, how));
    if (left.current) return;
    if (done && done.undo !== null) {
      upload.current = null;
      setResult(done);
      setStep("done");
      onUndoable(done.undo, say.imported(format.count(done.inserted), format.count(done.updated)));
    } else if (error?.code === "Stale") {
      // Somebody changed these rows since they were looked at: what is shown must be true again before anything is written.
      setChangedMeanwhile(true);
      void look(options);
    } else {
      // Refused by a rule that only the database knows: shown like any other refusal.
      if (done) setPlan({ ...done, inserted: plan.inserted, updated: plan.updated });
      setStep("ready");
    }
  };

  const error = failure ?? task.error;
  return (
    <section className={own.run} aria-label={file.name} data-testid="import-run">
      <header className={styles.row}>
        <strong className="data">{file.name}</strong>
        <span className="quiet">{format.bytes(file.size)}</span>
        <Button variant="subtle" color="gray" size="compact-xs" className={styles.right} onClick={onClose}>
          {at === "done" ? words.general.close : say.drop_}
        </Button>
      </header>
      {at === "uploading" ? <TaskProgress label={say.uploading} {...sent} onCancel={onClose} /> : null}
      {task.running ? (
        <TaskProgress
          label={at === "importing" ? say.importing : say.looking}
          done={task.done}
          total={task.total}
          onCancel={task.cancel}
        />
      ) : null}
      {error ? (
        <ErrorNote
          title={step === "uploading" || !plan ? say.unreadable : say.failed}
          error={error}
          onRetry={upload.current ? () => void look(options) : undefined}
        />
      ) : null}
      {changedMeanwhile && at === "ready" ? (
        <Banner tone="warn" title={say.changedTitle} testId="import-stale">
          {say.changedText}
        </Banner>
      ) : null}
      {at === "done" && result ? <Done result={result} next={next} onClose={onClose} /> : null}
      {at === "failed" && upload.current ? <ImportFacts plan={null} options={options} onChange={change} /> : null}
      {plan && at !== "done" ? (
        <>
          <ImportFacts plan={plan} options={options} onChange={change} />
          <ImportMapping table={table} plan={plan} options={options} onChange={change} />
          <ImportFindings table={table} plan={plan} onOpenRow={onOpenRow} />
          <Buttons plan={plan} busy={task.running} onImport={(skip) => void go(skip)} />
        </>
      ) : null}
    </section>
  );
}

function Buttons({ plan, busy, onImport }: { plan: Import; busy: boolean; onImport: (skip: boolean) => void }) {
  const words = useWords();
  const say = words.poolPanels.import;
  const format = useFormat();
  const good = plan.inserted + plan.updated;
  if (good === 0) return <p className={styles.note}>{plan.errorCount > 0 ? say.allRefused : say.nothingToImport}</p>;
  return (
    <div className={own.buttons}>
      <Button disabled={busy} onClick={() => onImport(plan.errorCount > 0)} data-testid="import-go">
        {plan.errorCount > 0
          ? say.importGood(format.count(good), format.count(plan.errorCount))
          : say.importAll(format.count(good))}
      </Button>
    </div>
  );
}

function Done({ result, next, onClose }: { result: Import; next: string | null; onClose: () => void }) {
  const words = useWords();
  const say = words.poolPanels.import;
  const format = useFormat();
  return (
    <Banner
      tone="good"
      testId="import-done"
      title={say.imported(format.count(result.inserted), format.count(result.updated))}
      actions={
        next === null ? null : (
          <Button size="compact-xs" onClick={onClose}>
            {say.nextFile(next)}
          </Button>
        )
      }
    >
      {result.errorCount > 0 ? `${say.leftOut(format.count(result.errorCount))} ` : ""}
      {say.undoHint}
    </Banner>
  );
}
