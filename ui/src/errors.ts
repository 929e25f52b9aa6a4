// One table: what each error code means to the person in front of the window. A code without words or severity does not compile.
import type { AppError, ErrorCode } from "./backend";
import type { Words } from "./words/en";

/** field: shown at the field or form; banner: the whole app is concerned; error: needs attention where it happened. */
export type Severity = "field" | "banner" | "error";
export type ErrorButton = "retry" | "start" | "migrate" | "home";

interface Meaning {
  severity: Severity;
  title: (words: Words) => string;
  why: (words: Words) => string;
  next: (words: Words) => string;
  button?: ErrorButton;
}

const meaning = (code: ErrorCode, severity: Severity, button?: ErrorButton): Meaning => ({
  severity,
  title: (words) => words.errors[code].title,
  why: (words) => words.errors[code].why,
  next: (words) => words.errors[code].next,
  ...(button ? { button } : {}),
});

export const errors: Record<ErrorCode, Meaning> = {
  Invalid: meaning("Invalid", "field"),
  Stale: meaning("Stale", "field"),
  NotFound: meaning("NotFound", "error", "home"),
  Unreachable: meaning("Unreachable", "banner", "retry"),
  Forbidden: meaning("Forbidden", "error"),
  Conflict: meaning("Conflict", "error"),
  Internal: meaning("Internal", "error", "retry"),
  DiskFull: meaning("DiskFull", "banner", "retry"),
  PortTaken: meaning("PortTaken", "banner", "retry"),
  DataDamaged: meaning("DataDamaged", "banner"),
  OtherMajor: meaning("OtherMajor", "banner"),
  NoServerProgram: meaning("NoServerProgram", "banner", "retry"),
  ServerTooOld: meaning("ServerTooOld", "banner", "retry"),
  SchemaNewer: meaning("SchemaNewer", "banner", "retry"),
  SchemaBehind: meaning("SchemaBehind", "banner", "migrate"),
  Stopped: meaning("Stopped", "banner", "start"),
  Cancelled: meaning("Cancelled", "error"),
};

/** What a person pastes into a message to the developers. */
export function copyText(error: Pick<AppError, "code" | "message" | "field" | "details">): string {
  const field = error.field ? `field: ${error.field}\n` : "";
  const details = error.details ? `\n${error.details}\n` : "";
  return `${error.code}: ${error.message}\n${field}at: ${new Date().toISOString()}\n${details}`;
}
