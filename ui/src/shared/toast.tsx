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
}

export function toast({ tone, title, text, details }: Toast): void {
  const words = wordsFor(languageOf(preferences().language));
  notifications.show({
    title,
    color: tone === "bad" ? "red" : "green",
    autoClose: tone === "bad" ? false : 2500,
    withBorder: true,
    role: tone === "bad" ? "alert" : "status",
    closeButtonProps: { "aria-label": words.general.close },
    message: (
      <>
        {text ? <span className="data">{text}</span> : null}
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
  return <Notifications position="bottom-right" containerWidth={380} />;
}
