// Tabs whose panels stay: what was typed in one is still there after a look at another. Arrows move, as everywhere.
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import styles from "./Tabs.module.css";

export interface Tab<T extends string> {
  key: T;
  label: string;
  /** A number beside the label. */
  count?: string | undefined;
  tone?: "bad" | "warn" | undefined;
  panel: ReactNode;
}

interface Props<T extends string> {
  label: string;
  tabs: Tab<T>[];
  at: T;
  onTab: (key: T) => void;
  /** At the end of the row of tabs. */
  aside?: ReactNode;
}

export function Tabs<T extends string>({ label, tabs, at, onTab, aside }: Props<T>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const now = tabs.findIndex((tab) => tab.key === at);
    const places: Record<string, number> = {
      ArrowRight: (now + 1) % tabs.length,
      ArrowLeft: (now - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const place = event.altKey ? undefined : places[event.key];
    const next = place === undefined ? undefined : tabs[place];
    if (!next) return;
    event.preventDefault();
    onTab(next.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <div>
      <div className={styles.row} data-row>
        <div ref={list} role="tablist" aria-label={label} className={styles.list}>
          {tabs.map((tab) => (
            <button
              key={tab.key}
              type="button"
              role="tab"
              id={`${id}-${tab.key}`}
              data-tab={tab.key}
              data-tone={tab.tone}
              aria-selected={tab.key === at}
              aria-controls={`${id}-${tab.key}-panel`}
              tabIndex={tab.key === at ? 0 : -1}
              onClick={() => onTab(tab.key)}
              onKeyDown={onKeyDown}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className={styles.count}>{tab.count}</span>}
            </button>
          ))}
        </div>
        {aside}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.key}
          role="tabpanel"
          id={`${id}-${tab.key}-panel`}
          aria-labelledby={`${id}-${tab.key}`}
          hidden={tab.key !== at}
          className={styles.panel}
        >
          {tab.panel}
        </div>
      ))}
    </div>
  );
}
