// Keyboard shortcuts: how they are written ("mod+k"), when they count and how they are shown.
// While a Korean (or Japanese, Chinese) word is being composed no shortcut ever counts: Enter and letters belong to the word.
import { useEffect, useRef } from "react";

export const isMac = () => /mac|iphone|ipad/i.test(navigator.platform || navigator.userAgent);

interface KeyLike {
  key: string;
  code?: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** True while an input method is composing. 229 is what engines report for keys the input method took. */
export function isComposing(event: { isComposing?: boolean; keyCode?: number; nativeEvent?: unknown }): boolean {
  const native = (event.nativeEvent ?? event) as { isComposing?: boolean; keyCode?: number };
  return native.isComposing === true || native.keyCode === 229;
}

export function matches(event: KeyLike, keys: string): boolean {
  const parts = keys.toLowerCase().split("+");
  const wanted = parts.at(-1) === "" ? "+" : (parts.at(-1) ?? "");
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  const other = isMac() ? event.ctrlKey : event.metaKey;
  if (mod !== parts.includes("mod") || other) return false;
  if (event.altKey !== parts.includes("alt")) return false;
  // "?" needs shift on some layouts and not on others: for signs the sign itself is the truth.
  if (/^([a-z0-9]|f\d+)$/.test(wanted) && event.shiftKey !== parts.includes("shift")) return false;
  if (event.key.toLowerCase() === wanted) return true;
  // In Korean layout the K key says "ㅏ": with a modifier the position on the keyboard counts.
  return parts.length > 1 && /^[a-z]$/.test(wanted) && event.code === `Key${wanted.toUpperCase()}`;
}

/** How a shortcut is printed: ⌘K on a Mac, Ctrl+K elsewhere. */
export function show(keys: string): string {
  const mac = isMac();
  const names: Record<string, string> = mac
    ? { mod: "⌘", alt: "⌥", shift: "⇧", arrowleft: "←", arrowright: "→", escape: "esc" }
    : { mod: "Ctrl", alt: "Alt", shift: "Shift", arrowleft: "←", arrowright: "→", escape: "Esc" };
  const parts = keys.split("+").map((part) => names[part.toLowerCase()] ?? part.toUpperCase());
  return parts.join(mac ? "" : "+");
}

/** Whether typing here writes text, so that single letters are no shortcuts. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || (target instanceof HTMLTextAreaElement && target.readOnly)) return false;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}

/** Calls `action` when `keys` is pressed anywhere in the window. */
export function useKey(keys: string | null, action: (event: KeyboardEvent) => void): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    if (keys === null) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || !matches(event, keys)) return;
      if (!keys.includes("+") && isTyping(event.target)) return;
      event.preventDefault();
      latest.current(event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [keys]);
}
