// The left edge of a panel at the right: drawn by the pointer or moved by the arrow keys, it makes the panel as wide as one
// likes. The width is kept as a preference.
import type { KeyboardEvent, PointerEvent } from "react";
import { setPreference, usePreference } from "./preferences";
import styles from "./Splitter.module.css";

interface Props {
  sets: "drawerWidth" | "panelWidth";
  label: string;
  narrowest: number;
  widest: number;
}

/** Stands in the panel itself, which is a positioned element. */
export function Splitter({ sets, label, narrowest, widest }: Props) {
  const width = usePreference(sets);
  const set = (wanted: number) => setPreference(sets, Math.round(Math.min(widest, Math.max(narrowest, wanted))));
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const right = handle.parentElement?.getBoundingClientRect().right ?? window.innerWidth;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => set(right - moved.clientX);
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
  };
  const nudge = (event: KeyboardEvent) => {
    const by = { ArrowLeft: 24, ArrowRight: -24 }[event.key];
    if (by === undefined || event.altKey) return;
    event.preventDefault();
    set(width + by);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be a draggable splitter
    <div
      className={styles.handle}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      onPointerDown={drag}
      onKeyDown={nudge}
    />
  );
}
