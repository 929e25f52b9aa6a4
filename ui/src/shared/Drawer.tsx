// A panel at the right edge that stays while one works beside it: no dialog, so the page keeps its keys. Its width is the
// person's choice (pointer or arrow keys), Esc closes it, and focus goes back to where it came from.
import { ActionIcon } from "@mantine/core";
import { X } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from "react";
import { useWords } from "../words/words";
import styles from "./Drawer.module.css";
import { isComposing, isTyping } from "./keys";
import { setPreference, usePreference } from "./preferences";

const NARROWEST = 320;
const WIDEST = 720;
const clamp = (width: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

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

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) =>
      setPreference("drawerWidth", clamp(window.innerWidth - moved.clientX));
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
    setPreference("drawerWidth", clamp(width + by));
  };

  return (
    <aside
      ref={panel}
      className={styles.drawer}
      style={{ width }}
      aria-label={label}
      tabIndex={-1}
      data-testid={testId}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be a draggable splitter */}
      <div
        className={styles.handle}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={words.inspector.resize}
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        onPointerDown={drag}
        onKeyDown={nudge}
      />
      <header className={styles.head}>
        <div className={styles.title}>{head}</div>
        <ActionIcon onClick={onClose} aria-label={words.general.close}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}
