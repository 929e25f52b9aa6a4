// When this person last looked, so that Home can say what changed since. Read once when the window opens; written while
// the window is looked at, so that the next one starts from there, also after a crash.
import { preferences, setPreference } from "./preferences";

let since: string | null | undefined;

/** When this person was last here, before this window was opened; null the first time. */
export function lastHere(): string | null {
  since ??= preferences().lastHereAt || null;
  return since;
}

/** Notes every minute, and when the window is left, that someone is here. */
export function keepLastHere(): () => void {
  lastHere();
  const note = () => setPreference("lastHereAt", new Date().toISOString());
  const ifSeen = () => {
    if (document.visibilityState === "visible") note();
  };
  const timer = setInterval(ifSeen, 60_000);
  window.addEventListener("pagehide", note);
  return () => {
    clearInterval(timer);
    window.removeEventListener("pagehide", note);
  };
}
