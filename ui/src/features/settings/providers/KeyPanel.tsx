// The key of a provider on this machine: where it is, one to put in, and taking it out. What is typed never enters the
// state of the window, let alone a draft: the field is read once, emptied, and what was in it is sent.
import { Button } from "@mantine/core";
import { type FormEvent, useId, useRef, useState } from "react";
import { AppError, backend } from "../../../backend";
import { ErrorNote } from "../../../shared/ErrorNote";
import inputs from "../../../shared/Inputs.module.css";
import { toast } from "../../../shared/toast";
import { useWords } from "../../../words/words";
import { keyPlace } from "./keyWords";
import { keyVariable } from "./kinds";
import styles from "./Providers.module.css";
import { useKeyAgain, useKeyState } from "./queries";

type Failure = { of: "set" | "remove"; error: AppError };

export function KeyPanel({ name }: { name: string }) {
  const words = useWords();
  const say = words.agents.providers;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const state = useKeyState(name);
  const again = useKeyAgain();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const place = keyPlace(state.data);
  const mayKeep = state.data?.keychainAvailable === true;

  const carryOut = async (of: Failure["of"], work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
      toast({ tone: "good", title: of === "set" ? say.keyKept : say.keyRemoved, text: name });
    } catch (thrown) {
      setFailure({ of, error: AppError.from(thrown) });
    } finally {
      setBusy(false);
      await again(name);
    }
  };
  const keep = (event: FormEvent) => {
    event.preventDefault();
    const input = field.current;
    if (!input || busy) return;
    const key = input.value.trim();
    input.value = "";
    setMissing(key === "");
    if (key === "") input.focus();
    else void carryOut("set", () => backend.keySet(name, key));
  };

  const text =
    place.at === "environment"
      ? say.keyTexts.environment(place.variable)
      : place.at === "noKeychain"
        ? say.keyTexts.noKeychain(keyVariable(name))
        : say.keyTexts[place.at];
  return (
    <section className={styles.panel} aria-labelledby={`${id}-title`} data-testid="key-panel">
      <h3 id={`${id}-title`}>{say.key}</h3>
      <p className="quiet small data">{state.isPending ? "…" : text}</p>
      {failure ? (
        <ErrorNote title={failure.of === "set" ? say.keyFailed : say.keyRemoveFailed} error={failure.error} />
      ) : null}
      {failure?.of === "set" ? <p className="quiet small">{say.keyFailedText}</p> : null}
      {mayKeep ? (
        <form className={styles.keyForm} onSubmit={keep} aria-label={say.keyField(name)}>
          <input
            ref={field}
            type="password"
            name="key"
            className={`${inputs.input} mono`}
            aria-label={say.keyField(name)}
            aria-describedby={`${id}-note`}
            aria-invalid={missing || undefined}
            placeholder={say.keyPlaceholder}
            autoComplete="new-password"
            autoCapitalize="off"
            spellCheck={false}
            data-1p-ignore
            onChange={() => setMissing(false)}
          />
          <Button type="submit" variant="default" loading={busy}>
            {place.at === "keychain" ? say.keyReplace : say.keySet}
          </Button>
          {place.at === "keychain" ? (
            <Button
              variant="default"
              color="red"
              disabled={busy}
              onClick={() => void carryOut("remove", () => backend.keyDelete(name))}
            >
              {say.keyRemove}
            </Button>
          ) : null}
          <p id={`${id}-note`} className={missing ? inputs.error : "quiet small"}>
            {missing ? say.keyMissing : say.keyHint}
          </p>
        </form>
      ) : null}
    </section>
  );
}
