// What stands beside the table, one at a time: loaded when it is first opened, as wide as one likes, over the table where
// there is little room.
import { ActionIcon } from "@mantine/core";
import { X } from "lucide-react";
import { type ComponentType, lazy, Suspense } from "react";
import { ErrorBoundary } from "../../shared/ErrorBoundary";
import { usePreference } from "../../shared/preferences";
import { SkeletonLines } from "../../shared/Skeleton";
import { Splitter } from "../../shared/Splitter";
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

export function SidePanel({ panel, onClose, ...props }: PanelProps & { panel: PanelName; onClose: () => void }) {
  const words = useWords();
  const width = usePreference("panelWidth");
  const Panel = PANELS[panel];
  const title = words.pools.panels[panel];
  return (
    <aside className={styles.side} style={{ width }} aria-label={title} data-testid={`panel-${panel}`}>
      <Splitter sets="panelWidth" label={words.pools.panels.resize} narrowest={300} widest={900} />
      <header className={styles.sideHead}>
        <h2>{title}</h2>
        <ActionIcon size={24} aria-label={words.general.close} onClick={onClose}>
          <X size={15} aria-hidden />
        </ActionIcon>
      </header>
      <div className={styles.sideBody}>
        <ErrorBoundary subject={panel}>
          <Suspense fallback={<SkeletonLines lines={6} />}>
            <Panel {...props} />
          </Suspense>
        </ErrorBoundary>
      </div>
    </aside>
  );
}
