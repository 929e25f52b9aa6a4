// A line across a page or a form: what is the matter, and the buttons that help. A sign and words carry it, colour only helps.
import { CheckCircle2, CircleAlert, Info, type LucideIcon, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "../words/words";
import styles from "./Banner.module.css";

export type Tone = "good" | "warn" | "bad" | "info";

const ICONS: Record<Tone, LucideIcon> = { good: CheckCircle2, warn: TriangleAlert, bad: CircleAlert, info: Info };

interface Props {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  onClose?: () => void;
  /** Across the whole window instead of a box in the page. */
  wide?: boolean;
  testId?: string;
}

export function Banner({ tone, title, children, actions, onClose, wide, testId }: Props) {
  const words = useWords();
  const Icon = ICONS[tone];
  return (
    <div
      className={styles.banner}
      data-tone={tone}
      data-wide={wide || undefined}
      data-testid={testId}
      role={tone === "bad" || tone === "warn" ? "alert" : "status"}
    >
      <Icon size={16} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <strong>{title}</strong>
        {children ? <div className={styles.more}>{children}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
      {onClose ? (
        <button type="button" className={styles.close} onClick={onClose} aria-label={words.general.dismiss}>
          <X size={14} aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
