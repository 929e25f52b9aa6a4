// The form of a row that is not stored yet, under the list it will be in. Leaving it drops what was typed.
import { ActionIcon } from "@mantine/core";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { backend } from "../../backend";
import { keepUnsaved } from "../../shared/unsaved";
import { useWords } from "../../words/words";
import styles from "./Settings.module.css";

interface Props {
  title: string;
  /** The name of the draft its form keeps. */
  draft: string;
  /** Somebody asked for it just now, and wants to write. */
  focus: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function NewRow({ title, draft, focus, onClose, children }: Props) {
  const words = useWords();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus) box.current?.querySelector<HTMLElement>("form input, form select")?.focus();
  }, [focus]);
  const leave = () => {
    keepUnsaved(draft, null);
    void backend.draftDiscard(draft).catch(() => undefined);
    onClose();
  };
  return (
    <section ref={box} className={styles.newRow} aria-label={title} data-testid="new-row">
      <header>
        <strong>{title}</strong>
        <ActionIcon size={24} aria-label={words.general.cancel} title={words.general.cancel} onClick={leave}>
          <X size={14} aria-hidden />
        </ActionIcon>
      </header>
      {children}
    </section>
  );
}
