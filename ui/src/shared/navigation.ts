// The window's address bar, which it does not show: hash addresses, back and forward, and the place to start from.
// It knows no page; addresses are built and read by routes.ts.
import { useSyncExternalStore } from "react";
import { preferences, setPreference } from "./preferences";

const EVENT = "greenroom:address";

/** The present address, without its #. */
export function address(): string {
  return window.location.hash.replace(/^#/, "") || "/";
}

export function go(to: string): void {
  if (to === address()) return;
  window.history.pushState(null, "", `#${to}`);
  arrived();
}

/** Changes the address without a step in the history: for states nobody wants to go back to. */
export function replace(to: string): void {
  window.history.replaceState(null, "", `#${to}`);
  arrived();
}

export const back = () => window.history.back();
export const forward = () => window.history.forward();

function arrived() {
  setPreference("lastPlace", address());
  window.dispatchEvent(new Event(EVENT));
}

/** Opens where the last window was left, unless an address came along with the window. */
export function start(): void {
  if (window.location.hash === "" && preferences().lastPlace !== "") replace(preferences().lastPlace);
}

function subscribe(listener: () => void): () => void {
  const moved = () => {
    setPreference("lastPlace", address());
    listener();
  };
  window.addEventListener("popstate", moved);
  window.addEventListener("hashchange", moved);
  window.addEventListener(EVENT, listener);
  return () => {
    window.removeEventListener("popstate", moved);
    window.removeEventListener("hashchange", moved);
    window.removeEventListener(EVENT, listener);
  };
}

export const useAddress = (): string => useSyncExternalStore(subscribe, address);

/** Alt+arrows and the mouse's side buttons, which not every web view brings itself. */
export function listenForHistoryKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    if (event.key === "ArrowLeft") back();
    else forward();
  };
  const onMouse = (event: MouseEvent) => {
    if (event.button !== 3 && event.button !== 4) return;
    event.preventDefault();
    if (event.type !== "mouseup") return;
    if (event.button === 3) back();
    else forward();
  };
  window.addEventListener("keydown", onKey);
  window.addEventListener("mousedown", onMouse);
  window.addEventListener("mouseup", onMouse);
  return () => {
    window.removeEventListener("keydown", onKey);
    window.removeEventListener("mousedown", onMouse);
    window.removeEventListener("mouseup", onMouse);
  };
}
