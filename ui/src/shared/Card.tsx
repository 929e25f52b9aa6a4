// A titled part of a page: a heading, what can be done with it at the right, and the thing itself.
import { type ReactNode, useId } from "react";
import styles from "./Card.module.css";

interface Props {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  /** The content goes to the edges. */
  flush?: boolean;
  testId?: string;
}

export function Card({ title, aside, children, className, flush, testId }: Props) {
  const id = useId();
  return (
    <section className={`${styles.card} ${className ?? ""}`} aria-labelledby={id} data-testid={testId}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {aside ? <div className={styles.aside}>{aside}</div> : null}
      </header>
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}
