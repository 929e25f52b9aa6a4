// A failure where it happened: what, why, what to do next, the technical details folded, and buttons.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { AppError } from "../backend";
import { copyText, errors } from "../errors";
import { useWords } from "../words/words";
import { Banner } from "./Banner";
import { CopyButton } from "./CopyButton";

interface Props {
  /** What was attempted, e.g. "Home could not be loaded". */
  title: string;
  error: AppError;
  onRetry?: () => void;
  actions?: ReactNode;
}

export function ErrorNote({ title, error, onRetry, actions }: Props) {
  const words = useWords();
  const meaning = errors[error.code];
  return (
    <Banner
      tone="bad"
      title={title}
      testId="error-note"
      actions={
        <>
          <CopyButton text={() => copyText(error)} label={words.general.copyDetails} />
          {onRetry ? (
            <Button size="compact-xs" variant="default" onClick={onRetry}>
              {words.general.retry}
            </Button>
          ) : null}
          {actions}
        </>
      }
    >
      <p>
        {meaning.why(words)} {meaning.next(words)}
      </p>
      <p className="data mono" style={{ marginTop: 4 }}>
        {error.message}
      </p>
    </Banner>
  );
}
