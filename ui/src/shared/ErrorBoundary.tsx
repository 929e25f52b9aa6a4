// Around a part of the window: when it throws while it is drawn, a note stands in its place, with what happened, another
// try and the details to copy. The rest of the window goes on. Failed calls are no matter of it: they are ErrorNotes.
import { Button } from "@mantine/core";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { AppError } from "../backend";
import { copyText, errors } from "../errors";
import { useWords } from "../words/words";
import { Banner } from "./Banner";
import { CopyButton } from "./CopyButton";

interface Props {
  children: ReactNode;
  /** What is drawn: when it is another, what failed before is forgotten. */
  subject?: string | undefined;
  /** Where the note stands, if not simply in the part's place. */
  place?: (note: ReactNode) => ReactNode;
}

interface State {
  failure: AppError | null;
  /** The components it happened in. */
  where: string;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: null, where: "" };

  static getDerivedStateFromError(thrown: unknown): Partial<State> {
    return { failure: AppError.from(thrown) };
  }

  override componentDidCatch(_: unknown, { componentStack }: ErrorInfo) {
    this.setState({ where: componentStack ?? "" });
  }

  override componentDidUpdate(before: Props) {
    if (this.state.failure && before.subject !== this.props.subject) this.again();
  }

  private again = () => this.setState({ failure: null, where: "" });

  override render() {
    const { children, place } = this.props;
    const { failure, where } = this.state;
    if (!failure) return children;
    const note = <FailureNote failure={failure} where={where} onRetry={this.again} />;
    return place ? place(note) : note;
  }
}

interface NoteProps {
  failure: AppError;
  where: string;
  onRetry: () => void;
}

function FailureNote({ failure, where, onRetry }: NoteProps) {
  const words = useWords();
  const meaning = errors.Internal;
  return (
    <Banner
      tone="bad"
      title={meaning.title(words)}
      testId="failure-note"
      actions={
        <>
          <CopyButton text={() => `${copyText(failure)}${where}`} label={words.general.copyDetails} />
          <Button size="compact-xs" variant="default" onClick={onRetry}>
            {words.general.retry}
          </Button>
        </>
      }
    >
      {/* Not `why`: that says that it was logged, which only the shell does. */}
      <p>{meaning.next(words)}</p>
      <p className="data mono" style={{ marginTop: 4 }}>
        {failure.message}
      </p>
    </Banner>
  );
}
