// Something done to a run that takes a few words first: its form, what went wrong with it, and one primary button that
// Ctrl+Enter presses from anywhere in it.
import { Button } from "@mantine/core";
import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import type { AppError } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { KeyCap } from "../../../shared/KeyCap";
import { isComposing, matches } from "../../../shared/keys";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import own from "./Step.module.css";

interface Props {
  title: string;
  confirm: string;
  /** The word for leaving it, where “cancel” would mean the run. */
  leave?: string;
  size?: number;
  tone?: "bad";
  pending: boolean;
  disabled?: boolean;
  /** What belongs to no field of the form. */
  failure: AppError | null;
  /** Beside the buttons. */
  aside?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function ActDialog(props: Props) {
  const { title, confirm, leave, size = 520, tone, pending, disabled, failure, aside, onConfirm, onClose } = props;
  const words = useWords();
  const submit = () => {
    if (!pending && !disabled) onConfirm();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || !matches(event, "mod+enter")) return;
    event.preventDefault();
    submit();
  };
  return (
    <Dialog opened onClose={onClose} title={title} size={size}>
      <form className={own.form} aria-label={title} onSubmit={onSubmit} onKeyDown={onKeyDown} data-testid="run-act">
        {props.children}
        {failure ? <ErrorNote title={words.runs.page.actFailed} error={failure} /> : null}
        <div className={styles.buttons}>
          {aside}
          <Button variant="default" onClick={onClose}>
            {leave ?? words.general.cancel}
          </Button>
          <Button
            type="submit"
            {...(tone === "bad" ? { color: "red" } : {})}
            loading={pending}
            disabled={disabled === true}
            rightSection={<KeyCap keys="mod+enter" />}
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
