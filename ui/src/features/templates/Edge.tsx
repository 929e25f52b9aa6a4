// An edge between two parts of the page: drawn by the pointer or moved by the arrow keys. As shared/Splitter, for any side.
import type { KeyboardEvent, PointerEvent } from "react";
import styles from "./Edge.module.css";
import { putLayout, type TemplateLayout, useTemplateLayout } from "./layout";

interface Props {
  sets: "listWidth" | "previewWidth" | "belowHeight";
  /** Which edge of its part it is; it stands in that part, which is a positioned element. */
  side: "right" | "left" | "top";
  label: string;
  least: number;
  most: number;
}

const KEYS = {
  right: { ArrowLeft: -24, ArrowRight: 24 },
  left: { ArrowLeft: 24, ArrowRight: -24 },
  top: { ArrowUp: 24, ArrowDown: -24 },
} as const;

export function Edge({ sets, side, label, least, most }: Props) {
  const size = useTemplateLayout()[sets];
  const set = (wanted: number) =>
    putLayout({ [sets]: Math.round(Math.min(most, Math.max(least, wanted))) } as Partial<TemplateLayout>);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const part = handle.parentElement?.getBoundingClientRect();
    if (!part) return;
    handle.setPointerCapture(event.pointerId);
    const move = ({ clientX, clientY }: globalThis.PointerEvent) => {
      if (side === "right") set(clientX - part.left);
      else if (side === "left") set(part.right - clientX);
      else set(part.bottom - clientY);
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  };
  const nudge = (event: KeyboardEvent) => {
    const by = (KEYS[side] as Record<string, number>)[event.key];
    if (by === undefined || event.altKey) return;
    event.preventDefault();
    set(size + by);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be drawn
    <div
      className={styles.edge}
      data-side={side}
      role="separator"
      tabIndex={0}
      aria-orientation={side === "top" ? "horizontal" : "vertical"}
      aria-label={label}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={drag}
      onKeyDown={nudge}
    />
  );
}
