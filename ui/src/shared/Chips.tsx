// Words as chips, each with a button that takes it away. How they stand together is said by whoever shows them.
import { X } from "lucide-react";
import { useWords } from "../words/words";
import styles from "./Chips.module.css";

interface Props {
  className: string | undefined;
  tags: string[];
  word: (tag: string) => string;
  /** Null where nothing may be changed. */
  onRemove: ((tag: string) => void) | null;
  /** The focus stays where it is: the buttons are for the pointer alone. */
  keepFocus?: boolean;
}

export function Chips({ className, tags, word, onRemove, keepFocus }: Props) {
  const words = useWords();
  if (tags.length === 0) return null;
  return (
    <ul className={className}>
      {tags.map((tag) => (
        <li key={tag} className={styles.chip}>
          {word(tag)}
          {onRemove ? (
            <button
              type="button"
              tabIndex={keepFocus ? -1 : undefined}
              aria-label={words.grid.edit.removeTag(word(tag))}
              onMouseDown={keepFocus ? (event) => event.preventDefault() : undefined}
              onClick={() => onRemove(tag)}
            >
              <X size={11} aria-hidden />
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
