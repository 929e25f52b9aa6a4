// What stands beside the table, one at a time: loaded when it is first opened, as wide as one likes, over the table where
// there is little room.
import { ActionIcon } from "@mantine/core";
import { X } from "lucide-react";
import { type ComponentType, type KeyboardEvent, lazy, type PointerEvent, Suspense } from "react";
import { setPreference, usePreference } from "../../shared/preferences";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import styles from "./Pool.module.css";
import type { PanelProps } from "./panelProps";
import type { PanelName } from "./usePoolPlace";

const PANELS: Record<PanelName, ComponentType<PanelProps>> = {
  coverage: lazy(() => import("./panels/CoveragePanel").then((file) => ({ default: file.CoveragePanel }))),
  draw: lazy(() => import("./panels/DrawPanel").then((file) => ({ default: file.DrawPanel }))),
  import: lazy(() => import("./panels/ImportPanel").then((file) => ({ default: file.ImportPanel }))),
  duplicates: lazy(() => import("./panels/DuplicatesPanel").then((file) => ({ default: file.DuplicatesPanel }))),
  trash: lazy(() => import("./panels/TrashPanel").then((file) => ({ default: file.TrashPanel }))),
};

const NARROWEST = 300;
const WIDEST = 900;
const clamp = (width: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

export function SidePanel({ panel, onClose, ...props }: PanelProps & { panel: PanelName; onClose: () => void }) {
  const words = useWords();
  const width = usePreference("panelWidth");
  const Panel = PANELS[panel];
  const title = words.pools.panels[panel];
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const right = handle.parentElement?.getBoundingClientRect().right ?? window.innerWidth;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => setPreference("panelWidth", clamp(right - moved.clientX));
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
    setPreference("panelWidth", clamp(width + by));
  };
  return (
    <aside className={styles.side} style={{ width }} aria-label={title} data-testid={`panel-${panel}`}>
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be a draggable splitter */}
      <div
        className={styles.handle}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={words.pools.panels.resize}
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        onPointerDown={drag}
        onKeyDown={nudge}
      />
      <header className={styles.sideHead}>
        <h2>{title}</h2>
        <ActionIcon size={24} aria-label={words.general.close} onClick={onClose}>
          <X size={15} aria-hidden />
        </ActionIcon>
      </header>
      <div className={styles.sideBody}>
        <Suspense fallback={<SkeletonLines lines={6} />}>
          <Panel {...props} />
        </Suspense>
      </div>
    </aside>
  );
}
