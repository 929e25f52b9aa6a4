// Loader and form are two components: this one holds the row as it was opened and mounts the form with it. A newer row
// from a refetch is handed over as `latest` for a notice; only `reopen` (saved, theirs taken, asked for) mounts anew.
import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import { lastWriter } from "../backend";

export interface Opened<R> {
  opened: R;
  reopen: (row: R) => void;
  /** Set when the row is newer than the one that was opened. */
  changed: { by: string | null; show: () => void } | null;
}

interface Props<R extends { revision: string }> {
  latest: R;
  /** As the database calls it, for telling who changed the row. */
  table: string;
  children: (opened: Opened<R>) => ReactNode;
}

export function OpenedForm<R extends { revision: string }>({ latest, table, children }: Props<R>) {
  const [opened, setOpened] = useState(latest);
  const [opening, setOpening] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const focused = useRef<string | null>(null);

  const reopen = (row: R) => {
    const active = document.activeElement;
    const inside = active instanceof HTMLElement && box.current?.contains(active);
    focused.current = inside ? (active.getAttribute("name") ?? "") : null;
    setOpened(row);
    setOpening((count) => count + 1);
  };

  // Focus stays in the field it was in, or in the form's first one when its button has gone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it must run with each opening, which it does not read
  useEffect(() => {
    if (focused.current === null) return;
    const field =
      box.current?.querySelector<HTMLElement>(`[name="${CSS.escape(focused.current)}"]`) ??
      box.current?.querySelector<HTMLElement>("input, textarea, select");
    focused.current = null;
    field?.focus();
  }, [opening]);

  const changed =
    latest.revision === opened.revision ? null : { by: lastWriter(table)?.actor ?? null, show: () => reopen(latest) };
  return (
    <div ref={box}>
      <Fragment key={`${opening}:${opened.revision}`}>{children({ opened, reopen, changed })}</Fragment>
    </div>
  );
}
