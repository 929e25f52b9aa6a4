// The quiet button under a list in a form that adds one more.
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./AddButton.module.css";

interface Props {
  name?: string | undefined;
  onClick: () => void;
  children: ReactNode;
}

export function AddButton({ name, onClick, children }: Props) {
  return (
    <button type="button" name={name} className={styles.add} onClick={onClick}>
      <Plus size={12} aria-hidden /> {children}
    </button>
  );
}
