// The only place that toasts. A toast is the last resort: first the field, then the form, then the banner.
// A failure stays until it is closed and can be copied; good news leaves by itself.
import { Button } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import type { AppError } from "../backend";
import { copyText, errors } from "../errors";
import { languageOf, wordsFor } from "../words/words";
import { copyToClipboard } from "./copy";
import { preferences } from "./preferences";

interface Toast {
  tone: "good" | "bad";
  title: string;
  text?: string;
  /** What "copy details" puts on the clipboard. */
  details?: string;
  /** What can be done about it; choosing closes the toast, unless it stays. */
  actions?: ToastAction[];
  /** More lines, such as a list of what was left out. */
  lines?: string[];
}

export interface ToastAction {
  label: string;
  run: () => void;
  stays?: boolean;
  testId?: string;
}

// Long enough to read what was done to a thousand rows and to think better of it.
const WITH_ACTIONS = 20_000;

export function toast({ tone, title, text, details, actions = [], lines = [] }: Toast): void {
  const words = wordsFor(languageOf(preferences().language));
  const id = notifications.show({
    title,
    color: tone === "bad" ? "red" : "green",
    autoClose: tone === "bad" ? false : actions.length > 0 ? WITH_ACTIONS : 2500,
    withBorder: true,
    role: tone === "bad" ? "alert" : "status",
    closeButtonProps: { "aria-label": words.general.close },
    message: (
      <>
        {text ? <span className="data">{text}</span> : null}
        {lines.length > 0 ? (
          <ul className="data" style={{ maxHeight: 120, overflow: "auto", margin: "4px 0 0" }}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
        {actions.length > 0 ? (
          <div style={{ display: "flex", flexWrap: "wrap", gap: 6, marginTop: 8 }}>
            {actions.map((action) => (
              <Button
                key={action.label}
                variant="default"
                size="compact-xs"
                data-testid={action.testId}
                onClick={() => {
                  if (!action.stays) notifications.hide(id);
                  action.run();
                }}
              >
                {action.label}
              </Button>
            ))}
          </div>
        ) : null}
        {details === undefined ? null : (
          <div style={{ marginTop: 8 }}>
            <Button variant="default" size="compact-xs" onClick={() => void copyToClipboard(details)}>
              {words.general.copyDetails}
            </Button>
          </div>
        )}
      </>
    ),
  });
}

/** A failure that has no better place: its title, why, and what to do next. */
export function toastError(title: string, error: AppError): void {
  const words = wordsFor(languageOf(preferences().language));
  const meaning = errors[error.code];
  toast({
    tone: "bad",
    title,
    text: `${meaning.title(words)}. ${meaning.next(words)}`.replace("..", "."),
    details: copyText(error),
  });
}

export function Toasts() {
  return <Notifications position="bottom-right" containerWidth={380} limit={10} />;
}

/** Takes all toasts away; for tests, which start each time from a clean slate. */
export function clearToasts(): void {
  notifications.clean();
}
