// What stands where something will be. It appears only after 150 ms, so that fast answers do not flash.
import { type ReactNode, useEffect, useState } from "react";
import { useWords } from "../words/words";
import styles from "./Skeleton.module.css";

/** Shows `children` once waiting has lasted long enough to be noticed. */
export function Waiting({ children, after = 150 }: { children: ReactNode; after?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return shown ? children : null;
}

export function Skeleton({ height = 12, width = "100%" }: { height?: number; width?: number | string }) {
  return <span className={styles.bone} style={{ height, width }} aria-hidden />;
}

/** A few lines of bones, said once to screen readers. */
export function SkeletonLines({ lines = 3, height = 12 }: { lines?: number; height?: number }) {
  const words = useWords();
  return (
    <Waiting>
      <div role="status" className={styles.lines}>
        <span className="unseen">{words.general.loading}</span>
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
          <Skeleton key={line} height={height} width={`${96 - ((line * 17) % 42)}%`} />
        ))}
      </div>
    </Waiting>
  );
}
