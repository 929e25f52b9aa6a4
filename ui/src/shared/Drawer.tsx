// A panel at the right edge that stays while one works beside it: no dialog, so the page keeps its keys. Its width is the
// person's choice (pointer or arrow keys), Esc closes it, and focus goes back to where it came from.
import { ActionIcon } from "@mantine/core";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useWords } from "../words/words";
import styles from "./Drawer.module.css";
import { ErrorBoundary } from "./ErrorBoundary";
import { isComposing, isTyping } from "./keys";
import { usePreference } from "./preferences";
import { Splitter } from "./Splitter";

interface Props {
  label: string;
  head: ReactNode;
  children: ReactNode;
  onClose: () => void;
  /** Changes with what is shown, so that focus moves to it. */
  subject: string;
  testId?: string;
}

export function Drawer({ label, head, children, onClose, subject, testId }: Props) {
  const words = useWords();
  const width = usePreference("drawerWidth");
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });

  useEffect(() => {
    const cameFrom = document.activeElement;
    return () => {
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it must run with each subject, which it does not read
  useEffect(() => {
    panel.current?.focus();
  }, [subject]);

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
      // Esc in a field of the page belongs to the field; an open dialog closes first.
      if (isTyping(event.target) && !panel.current?.contains(event.target as Node)) return;
      if (document.querySelector('[role="dialog"]')) return;
      close.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <aside
      ref={panel}
      className={styles.drawer}
      style={{ width }}
      aria-label={label}
      tabIndex={-1}
      data-testid={testId}
    >
      <Splitter sets="drawerWidth" label={words.inspector.resize} narrowest={320} widest={720} />
      <header className={styles.head}>
        <div className={styles.title}>
          <ErrorBoundary subject={subject}>{head}</ErrorBoundary>
        </div>
        <ActionIcon onClick={onClose} aria-label={words.general.close}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </header>
      <div className={styles.body}>
        <ErrorBoundary subject={subject}>{children}</ErrorBoundary>
      </div>
    </aside>
  );
}
