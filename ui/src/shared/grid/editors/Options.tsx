// A list to choose from under the field: drawing and pointing only; keys belong to the field.
import { useEffect } from "react";
import styles from "./editors.module.css";

export interface Option {
  key: string;
  label: string;
  detail?: string | undefined;
}

interface Props {
  id: string;
  label: string;
  options: Option[];
  at: number;
  chosen?: string | undefined;
  empty: string;
  onPoint: (at: number) => void;
  onChoose: (at: number) => void;
  onOption: (id: string | undefined) => void;
}

export function Options({ id, label, options, at, chosen, empty, onPoint, onChoose, onOption }: Props) {
  const active = options[at];
  const activeId = active ? `${id}-${at}` : undefined;
  useEffect(() => {
    onOption(activeId);
    if (activeId) document.getElementById(activeId)?.scrollIntoView?.({ block: "nearest" });
    return () => onOption(undefined);
  }, [activeId, onOption]);
  return (
    <>
      <div id={id} role="listbox" aria-label={label} className={styles.options} tabIndex={-1}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the field (it names the active option)
          <div
            key={option.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            data-chosen={option.key === chosen || undefined}
            className={styles.option}
            onMouseMove={() => onPoint(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(index)}
          >
            <span className="cut">{option.label}</span>
            {option.detail ? <span className={styles.detail}>{option.detail}</span> : null}
          </div>
        ))}
      </div>
      {options.length === 0 ? (
        <p className={styles.hint} role="status">
          {empty}
        </p>
      ) : null}
    </>
  );
}
