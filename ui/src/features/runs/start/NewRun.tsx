// A new run: who, with what, how far. One primary button; Ctrl+Enter presses it from anywhere in the form.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type AppError, backend, keys, type Started } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { focusFirstError } from "../../../shared/Field";
import { KeyCap } from "../../../shared/KeyCap";
import { isComposing, matches } from "../../../shared/keys";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { keepChoice, lastChoice, type StartForm } from "./lastChoice";
import { OptionsPart } from "./OptionsPart";
import { requestOf, seedOf, sourceOf } from "./request";
import { SourcePart } from "./SourcePart";

interface Props {
  /** An earlier run to begin from. */
  like: string | null;
  onClose: () => void;
  onStarted: (started: Started) => void;
}

export function NewRun({ like, onClose, onStarted }: Props) {
  const words = useWords();
  const say = words.runs.start;
  const question = useWriteQuestion();
  const box = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState<StartForm>(() => {
    const last = lastChoice();
    return like ? { ...last, source: "like", like: { id: like, label: "" } } : last;
  });
  const [tried, setTried] = useState(false);
  const change = (part: Partial<StartForm>) => {
    if (start.isError) start.reset();
    setForm((before) => ({ ...before, ...part }));
  };
  const start = useMutation({
    mutationFn: (request: NonNullable<ReturnType<typeof requestOf>>) => backend.runStart(request),
    onSuccess: (started) => {
      keepChoice(form);
      onStarted(started);
    },
    meta: { stale: [keys.home] },
  });
  const onSubmit = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    const request = requestOf(form);
    if (!request) return void requestAnimationFrame(() => focusFirstError(box.current));
    if (!start.isPending) void question(words.runs.bulk.productionStart).then((yes) => yes && start.mutate(request));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || !matches(event, "mod+enter")) return;
    event.preventDefault();
    onSubmit();
  };
  useEffect(() => {
    if (start.isError) focusFirstError(box.current);
  }, [start.isError]);
  const refused = start.error ?? null;
  const places = { source: sourceError(refused, form), engine: fieldError(refused, "engine") };
  const elsewhere = refused && !places.source && !places.engine;
  return (
    <Dialog opened onClose={onClose} title={say.title} size={620}>
      <form
        ref={box}
        onSubmit={onSubmit}
        onKeyDown={onKeyDown}
        className={styles.form}
        aria-label={say.title}
        data-testid="run-form"
      >
        <SourcePart
          form={form}
          change={change}
          error={places.source ?? (tried && !sourceOf(form) && form.source !== "input" ? say.choose : undefined)}
          refusal={refused}
        />
        <OptionsPart
          form={form}
          change={change}
          seedError={seedOf(form.seed) === undefined ? say.seedWrong : undefined}
          engineError={places.engine}
        />
        {elsewhere ? <ErrorNote title={say.failed} error={refused} /> : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button
            type="submit"
            loading={start.isPending}
            leftSection={<Play size={13} aria-hidden />}
            rightSection={<KeyCap keys="mod+enter" />}
          >
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const fieldError = (error: AppError | null, field: string) => (error?.field === field ? error.message : undefined);

/** Fields of the input are shown at their place in the JSON; of any other source, under it. */
function sourceError(error: AppError | null, form: StartForm): string | undefined {
  if (!error) return undefined;
  const ofInput = error.field !== null && /^(input|userData|preferences|meta)\b/.test(error.field);
  if (!ofInput && error.code !== "NotFound") return undefined;
  return form.source === "input" ? `${error.field ?? ""}: ${error.message}` : error.message;
}
