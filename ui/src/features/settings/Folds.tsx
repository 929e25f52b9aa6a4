// Rows of a table that unfold into their forms where they stand. A row that holds unsaved edits says so while it is folded,
// and one whose draft was left behind unfolds by itself, so that its form can offer it.
import { ChevronRight } from "lucide-react";
import { type CSSProperties, type ReactNode, useEffect, useId, useState } from "react";
import { backend } from "../../backend";
import { unsaved, useUnsavedCount } from "../../shared/unsaved";
import { useWords } from "../../words/words";
import styles from "./Folds.module.css";

interface ListProps {
  label: string;
  /** The heads of the columns; the first is that of the rows' names. */
  heads: string[];
  /** The widths of the columns, as CSS has them. */
  columns: string;
  children: ReactNode;
}

export function FoldList({ label, heads, columns, children }: ListProps) {
  return (
    <div className={styles.list} style={{ "--columns": columns } as CSSProperties}>
      <div className={styles.heads} aria-hidden>
        {heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      <ul aria-label={label}>{children}</ul>
    </div>
  );
}

export interface Cell {
  /** The head of its column. */
  label: string;
  text: ReactNode;
}

interface RowProps {
  name: ReactNode;
  cells: Cell[];
  /** The name of the draft its form keeps. */
  draft: string;
  open: boolean;
  onToggle: () => void;
  testId?: string;
  children: ReactNode;
}

export function FoldRow({ name, cells, draft, open, onToggle, testId, children }: RowProps) {
  const words = useWords();
  const id = useId();
  useUnsavedCount();
  const left = !open && unsaved(draft) !== undefined;
  return (
    <li className={styles.row} data-open={open || undefined} data-testid={testId}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={onToggle}
      >
        <ChevronRight size={13} aria-hidden className={styles.chevron} />
        <span className={styles.name}>
          {name}
          {left ? <em className={styles.left}>{words.agents.unsaved}</em> : null}
        </span>
        {cells.map(({ label, text }) => (
          <span key={label} className={styles.cell}>
            <span className={styles.label}>{label} </span>
            {text}
          </span>
        ))}
      </button>
      {open ? (
        <div id={id} className={styles.body}>
          {children}
        </div>
      ) : null}
    </li>
  );
}

/** Which rows are unfolded, by the names of their drafts, which all begin with `prefix`. */
export function useFolds(prefix: string) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set());
  useEffect(() => {
    let gone = false;
    backend.draftList().then(
      (drafts) => {
        const left = drafts.map(({ key }) => key).filter((key) => key.startsWith(prefix));
        if (!gone && left.length > 0) setOpen((now) => new Set([...now, ...left]));
      },
      // Then they wait until somebody unfolds their row.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [prefix]);
  const set = (draft: string, shown: boolean) =>
    setOpen((now) => {
      const next = new Set(now);
      if (shown) next.add(draft);
      else next.delete(draft);
      return next;
    });
  return {
    isOpen: (draft: string) => open.has(draft),
    toggle: (draft: string) => set(draft, !open.has(draft)),
    unfold: (draft: string) => set(draft, true),
    fold: (draft: string) => set(draft, false),
  };
}
