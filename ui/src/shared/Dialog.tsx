// A dialog as all of them look: its title, the name of its close button, and a note inside it when its content fails.
import { Modal, type ModalProps } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useWords } from "../words/words";
import { ErrorBoundary } from "./ErrorBoundary";

export function Dialog({ children, ...props }: ModalProps) {
  const words = useWords();
  return (
    <Modal
      closeButtonProps={{ "aria-label": words.general.close }}
      styles={{ title: { fontWeight: 650, fontSize: 15 } }}
      {...props}
    >
      <ErrorBoundary>{children}</ErrorBoundary>
    </Modal>
  );
}

interface BoundaryProps {
  /** Which dialog is open: when it is another, what failed before is forgotten. */
  subject: string;
  onClose: () => void;
  children: ReactNode;
}

/** Around what opens dialogs: one that fails altogether leaves a dialog that says so, and that can be closed. */
export function DialogBoundary({ subject, onClose, children }: BoundaryProps) {
  const words = useWords();
  // What fails although nothing is open is told once, and not over and over.
  const [told, setTold] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it must run with each subject, which it does not read
  useEffect(() => setTold(false), [subject]);
  const close = () => {
    setTold(true);
    onClose();
  };
  return (
    <ErrorBoundary
      subject={subject}
      place={(note) =>
        told ? null : (
          <Dialog opened title={words.app} onClose={close}>
            {note}
          </Dialog>
        )
      }
    >
      {children}
    </ErrorBoundary>
  );
}
