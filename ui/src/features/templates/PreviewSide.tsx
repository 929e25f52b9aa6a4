// The preview beside the text, as wide as one likes.
import { Suspense } from "react";
import type { TemplateSource } from "../../backend";
import { ErrorBoundary } from "../../shared/ErrorBoundary";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import { Edge } from "./Edge";
import { useTemplateLayout } from "./layout";
import { Preview } from "./lazyParts";
import type { ChosenContext, SourcePlace } from "./parts";
import styles from "./Templates.module.css";

interface Props {
  source: TemplateSource;
  context: ChosenContext;
  onPlace: (place: SourcePlace) => void;
}

export function PreviewSide(props: Props) {
  const words = useWords();
  const { previewWidth } = useTemplateLayout();
  return (
    <div className={styles.preview} style={{ width: previewWidth }}>
      <Edge sets="previewWidth" side="left" label={words.templates.layout.preview} least={280} most={900} />
      <ErrorBoundary>
        <Suspense fallback={<SkeletonLines lines={10} />}>
          <Preview {...props} />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}
