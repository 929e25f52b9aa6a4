// One section of Settings: what it is at the left, its controls at the right.
import { type ReactNode, useId } from "react";
import styles from "./Settings.module.css";

interface Props {
  title: string;
  text?: ReactNode;
  children: ReactNode;
  testId?: string;
}

export function Section({ title, text, children, testId }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id} data-testid={testId}>
      <header>
        <h2 id={id}>{title}</h2>
        {text ? <p>{text}</p> : null}
      </header>
      <div className={styles.controls}>{children}</div>
    </section>
  );
}
