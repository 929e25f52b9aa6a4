// A new run: who, with what, how far, and beside it what it would begin with. One primary button; Ctrl+Enter presses it
// from anywhere in the form. Closed without starting, the form is kept and goes on where it was.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { type AppError, backend, keys, type RunRequest, type Started } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { focusFirstError } from "../../../shared/Field";
import { timeZoneOf } from "../../../shared/format";
import { isComposing, matches } from "../../../shared/keys";
import { usePreference } from "../../../shared/preferences";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import { OFFLINE } from "../run";
import { StartButtons } from "../StartButtons";
import { keepChoice, lastChoice, leaveForm, leftForm, type StartForm } from "./lastChoice";
import { OptionsPart } from "./OptionsPart";
import { OrderPart } from "./OrderPart";
import { Preview } from "./Preview";
import { configOf, isWritten, requestOf, seedOf, sourceOf } from "./request";
import { SourcePart } from "./SourcePart";
import styles from "./Start.module.css";
import { useRunCheck } from "./useRunCheck";

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
  const timeZone = timeZoneOf(usePreference("timeZone"));
  const box = useRef<HTMLFormElement>(null);
  const { form, latest, put, isLeft, beginAfresh } = useStartForm(like);
  const [tried, setTried] = useState(false);
  const start = useMutation({
    mutationFn: (request: RunRequest) => backend.runStart(request),
    onSuccess: (started) => {
      keepChoice(latest.current);
      leaveForm(null);
      onStarted(started);
    },
    meta: { stale: [keys.home] },
  });
  const change = (part: Partial<StartForm>) => {
    if (start.isError) start.reset();
    put(part);
  };
  const onSubmit = (event?: FormEvent) => {
    event?.preventDefault();
    takeWhatIsTyped();
    setTried(true);
    const request = requestOf(latest.current, timeZone);
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

  const source = useMemo(() => sourceOf(form), [form]);
  const config = useMemo(() => configOf(form), [form]);
  const check = useRunCheck(source, config);
  // What starting refused comes before what was foreseen.
  const refusal = start.error ?? (check.error?.code === "Invalid" ? check.error : null);
  const refused = refusalOf(refusal, form);
  const at = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  const known = ["engine", "templateId", "label", "tags", "scheduledFor"].some((field) => refusal?.field === field);
  const elsewhere = start.error && !refused && !known;
  const choose = tried && !source && !isWritten(form) ? say.choose : undefined;
  return (
    <Dialog opened onClose={onClose} title={say.title} size="min(1080px, 96vw)">
      <form
        ref={box}
        onSubmit={onSubmit}
        onKeyDown={onKeyDown}
        className={styles.form}
        aria-label={say.title}
        data-testid="run-form"
      >
        <div className={styles.fields}>
          {isLeft ? (
            <div className={styles.left}>
              <p>{words.newRun.left}</p>
              <Button variant="default" size="compact-xs" onClick={beginAfresh}>
                {words.newRun.afresh}
              </Button>
            </div>
          ) : null}
          <SourcePart
            form={form}
            change={change}
            error={refused?.text ?? choose}
            refused={isWritten(form) ? refused : null}
            tried={tried}
          />
          <OptionsPart
            form={form}
            change={change}
            seedError={seedOf(form.seed) === undefined ? say.seedWrong : undefined}
            engineError={at("engine")}
            templateError={at("templateId")}
          />
          <OrderPart
            form={form}
            change={change}
            errors={{ label: at("label"), tags: at("tags"), scheduledFor: at("scheduledFor") }}
          />
          {elsewhere ? <ErrorNote title={say.failed} error={start.error} /> : null}
        </div>
        <Preview
          check={check}
          usable={source !== null}
          begun={source !== null || (isWritten(form) && form.input.trim() !== "")}
          offline={(form.agents.needs?.engine || form.engine) === OFFLINE}
        />
        <StartButtons
          confirm={say.confirm}
          sign={<Play size={13} aria-hidden />}
          pending={start.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

/** The form, kept at every change for whoever closes it without starting. */
function useStartForm(like: string | null) {
  const [left] = useState(() => (like ? null : leftForm()));
  const [form, setForm] = useState<StartForm>(() =>
    like ? { ...lastChoice(), source: "like", like: { id: like, label: "" } } : (left ?? lastChoice()),
  );
  const [isLeft, setIsLeft] = useState(left !== null);
  // What is sent is the last word, also when a field gives it up only as it is sent.
  const latest = useRef(form);
  const [first] = useState(form);
  const show = (next: StartForm) => {
    latest.current = next;
    setForm(next);
  };
  return {
    form,
    latest,
    isLeft,
    put: (part: Partial<StartForm>) => {
      show({ ...latest.current, ...part });
      leaveForm(chosenIn(latest.current) === chosenIn(first) ? left : latest.current);
    },
    beginAfresh: () => {
      show(lastChoice());
      leaveForm(null);
      setIsLeft(false);
    },
  };
}

/** What somebody chose; how an earlier run is called is found out later, and by nobody's hand. */
const chosenIn = (form: StartForm) => JSON.stringify({ ...form, like: form.like?.id });

/** A word that still stands in a field of words is taken when the field is left. */
function takeWhatIsTyped() {
  const typing = document.activeElement;
  if (!(typing instanceof HTMLInputElement)) return;
  typing.blur();
  typing.focus();
}

/** What is refused of the source: of a written input at its place, of any other as a whole. */
function refusalOf(error: AppError | null, form: StartForm): { path: string; text: string } | null {
  if (!error) return null;
  const ofInput = error.field !== null && /^(input|userData|preferences|meta|person|sample|run)\b/.test(error.field);
  if (!ofInput && error.code !== "NotFound") return null;
  return { path: isWritten(form) ? (error.field ?? "") : "", text: error.message };
}
