// Several texts before and after, with a way from change to change through all of them, by button or by key.
import { ActionIcon, SegmentedControl } from "@mantine/core";
import { ArrowDown, ArrowUp } from "lucide-react";
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from "react";
import { useFormat } from "../../../shared/format";
import { show, useKey } from "../../../shared/keys";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
import styles from "./Compare.module.css";
import type { TextChange } from "./differences";
import type { Layout, Merged } from "./MergeText";

const MergeText = lazy(() => import("./MergeText"));

interface Props {
  /** Those that are shown. */
  texts: TextChange[];
  title: (key: string) => string;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  template: boolean;
  /** Whether the keys are for this one. */
  active: boolean;
  children?: ReactNode;
}

export function Changes({ texts, title, layout, onLayout, template, active, children }: Props) {
  const words = useWords();
  const say = words.templateTry.compare;
  const format = useFormat();
  const merged = useRef(new Map<string, Merged>());
  const [counts, setCounts] = useState<Record<string, number>>({});
  const [at, setAt] = useState<number | null>(null);
  const onReady = useCallback((key: string, now: Merged | null) => {
    if (now) merged.current.set(key, now);
    else merged.current.delete(key);
    setAt(null);
    setCounts((before) => ({ ...before, [key]: now?.count ?? 0 }));
  }, []);

  const places = texts.flatMap(({ key }) => Array.from({ length: counts[key] ?? 0 }, (_, place) => ({ key, place })));
  const step = (by: 1 | -1) => {
    if (places.length === 0) return;
    const next = at === null ? (by === 1 ? 0 : places.length - 1) : (at + by + places.length) % places.length;
    const place = places[next];
    if (place) merged.current.get(place.key)?.go(place.place);
    setAt(next);
  };
  useKey(active ? "alt+arrowdown" : null, () => step(1));
  useKey(active ? "alt+arrowup" : null, () => step(-1));

  return (
    <div className={styles.changes}>
      <div className={styles.tools}>
        {children}
        <SegmentedControl
          size="xs"
          aria-label={say.layout}
          value={layout}
          onChange={(choice) => onLayout(choice as Layout)}
          data={[
            { value: "split", label: say.split },
            { value: "unified", label: say.unified },
          ]}
        />
        <span className={styles.walk}>
          <span role="status" className="quiet small">
            {at === null
              ? say.changes(format.count(places.length))
              : say.at(format.number(at + 1), format.number(places.length))}
          </span>
          <ActionIcon
            size={24}
            variant="default"
            aria-label={say.previous}
            title={`${say.previous} (${show("alt+↑")})`}
            disabled={places.length === 0}
            onClick={() => step(-1)}
          >
            <ArrowUp size={14} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={24}
            variant="default"
            aria-label={say.next}
            title={`${say.next} (${show("alt+↓")})`}
            disabled={places.length === 0}
            onClick={() => step(1)}
          >
            <ArrowDown size={14} aria-hidden />
          </ActionIcon>
        </span>
      </div>
      {texts.map(({ key, before, after, status }) => (
        <section
          key={key}
          className={styles.text}
          aria-label={`${title(key)} ${say.status[status]}`}
          data-here={(at !== null && places[at]?.key === key) || undefined}
        >
          <h3>
            {title(key)} <span data-status={status}>{say.status[status]}</span>
          </h3>
          <Suspense fallback={<SkeletonLines lines={4} />}>
            <MergeText
              label={title(key)}
              before={before}
              after={after}
              layout={layout}
              template={template}
              onReady={(now) => onReady(key, now)}
            />
          </Suspense>
        </section>
      ))}
    </div>
  );
}
