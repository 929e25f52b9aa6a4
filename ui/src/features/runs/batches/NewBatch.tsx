// A new batch: which inputs, with which templates and engines, how often. It says how many runs that makes before they are
// started; Ctrl+Enter starts them from anywhere in the form.
import { useMutation, useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { type BatchSummary, backend, keys, useReady } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { focusFirstError } from "../../../shared/Field";
import { useFormat } from "../../../shared/format";
import { isComposing, matches } from "../../../shared/keys";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import { StartButtons } from "../StartButtons";
import styles from "./Batches.module.css";
import { type BatchForm, type ChosenInput, faultsOf, firstForm, specOf } from "./batchForm";
import { ChoicesPart } from "./ChoicesPart";
import { InputsPart } from "./InputsPart";
import { ProductNote } from "./ProductNote";
import type { Begin } from "./useBatchesPlace";

interface Props {
  begin: Begin;
  onClose: () => void;
  onStarted: (batch: BatchSummary) => void;
}

/** Runs whose inputs are used again are known by their ids only: they are named before the form begins. */
export function NewBatch({ begin, onClose, onStarted }: Props) {
  const words = useWords();
  const format = useFormat();
  const ready = useReady();
  const like = useQuery({
    queryKey: [...keys.runs, "named", ...begin.like],
    queryFn: () => Promise.all(begin.like.map((id) => backend.runGet(id))),
    enabled: ready && begin.like.length > 0,
  });
  const inputs = like.data?.map(({ id, number, person }): ChosenInput => {
    const name = words.runs.name(format.number(number));
    return { kind: "like", id, label: person ? `${name} · ${person}` : name };
  });
  return (
    <Dialog opened onClose={onClose} title={words.batches.open} size={640}>
      {like.isLoading ? (
        <SkeletonLines lines={8} />
      ) : (
        <Form first={firstForm(inputs ?? [], begin)} onClose={onClose} onStarted={onStarted} />
      )}
    </Dialog>
  );
}

function Form({ first, onClose, onStarted }: Omit<Props, "begin"> & { first: BatchForm }) {
  const words = useWords();
  const say = words.batches.start;
  const question = useWriteQuestion();
  const box = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState(first);
  const [tried, setTried] = useState(false);
  const start = useMutation({
    mutationFn: () => backend.batchStart(specOf(form)),
    onSuccess: onStarted,
    meta: { stale: [[...keys.batches], keys.home] },
  });
  const change = (part: Partial<BatchForm>) => {
    if (start.isError) start.reset();
    setForm((before) => ({ ...before, ...part }));
  };
  const faults = faultsOf(form);
  // An empty choice is no fault before somebody tries to start; a wrong number is one at once.
  const shown = faults.filter((fault) => tried || (fault !== "inputs" && fault !== "engines"));
  const onSubmit = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (faults.length > 0) return void requestAnimationFrame(() => focusFirstError(box.current));
    if (!start.isPending) void question(words.runs.bulk.productionStart).then((yes) => yes && start.mutate());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || !matches(event, "mod+enter")) return;
    event.preventDefault();
    onSubmit();
  };
  const refused = start.error ?? null;
  // `inputs[2].userData.domains` is a fault of the third input.
  const wrong = form.inputs[Number(/^inputs\[(\d+)\]/.exec(refused?.field ?? "")?.[1] ?? -1)];
  return (
    <form
      ref={box}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      className={styles.form}
      aria-label={words.batches.open}
      data-testid="batch-form"
    >
      <InputsPart
        inputs={form.inputs}
        error={
          wrong && refused
            ? say.wrongInput(wrong.label, refused.message)
            : shown.includes("inputs")
              ? say.faults.inputs
              : undefined
        }
        onChange={(inputs) => change({ inputs })}
      />
      <ChoicesPart form={form} faults={shown} change={change} />
      <ProductNote form={form} tooMany={shown.includes("tooMany")} />
      {refused && !wrong ? <ErrorNote title={say.failed} error={refused} /> : null}
      <StartButtons
        confirm={say.confirm}
        sign={<FlaskConical size={13} aria-hidden />}
        pending={start.isPending}
        onClose={onClose}
      />
    </form>
  );
}
