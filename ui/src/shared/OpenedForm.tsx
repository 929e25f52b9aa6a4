// Loader and form are two components: this one holds the row as it was opened and mounts the form with it. A newer row
// from a refetch is handed over as `latest` for a notice; only `reopen` (saved, theirs taken, asked for) mounts anew.
import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";

interface Props<R extends { revision: string }> {
  latest: R;
  children: (opened: R, reopen: (row: R) => void) => ReactNode;
}

export function OpenedForm<R extends { revision: string }>({ latest, children }: Props<R>) {
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

  return (
    <div ref={box}>
      <Fragment key={`${opening}:${opened.revision}`}>{children(opened, reopen)}</Fragment>
    </div>
  );
}
