// Someone saved first: says who, compares field by field, and lets the person keep theirs, take the other or mix.
// A field only the other side changed starts with their value, one that was edited here starts with mine.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../words/words";
import { Banner } from "./Banner";
import styles from "./StaleBar.module.css";
import type { DraftState, Values } from "./useDraft";

interface Props<T extends Values> {
  draft: DraftState<T>;
  labels: Record<keyof T & string, string>;
  /** How a value is shown; plain text otherwise. */
  show?: (field: keyof T & string, value: unknown) => string;
}

type Side = "mine" | "theirs";

export function StaleBar<T extends Values>({ draft, labels, show }: Props<T>) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const [sides, setSides] = useState<Partial<Record<string, Side>>>({});
  const theirs = draft.stale;
  if (!theirs) return null;

  const fields = Object.keys(labels) as (keyof T & string)[];
  const differing = fields.filter(
    (field) => JSON.stringify(draft.value[field]) !== JSON.stringify(theirs.value[field]),
  );
  const sideOf = (field: keyof T & string): Side => sides[field] ?? (draft.edited.includes(field) ? "mine" : "theirs");
  const text = (field: keyof T & string, value: unknown) =>
    show?.(field, value) ?? (typeof value === "string" ? value : JSON.stringify(value));
  const choice = () => {
    const mixed = { ...theirs.value };
    for (const field of differing) if (sideOf(field) === "mine") mixed[field] = draft.value[field];
    return mixed;
  };

  const radio = (field: keyof T & string, side: Side, value: unknown) => (
    <label className={styles.choice} data-chosen={sideOf(field) === side || undefined}>
      <input
        type="radio"
        name={`choice-${field}`}
        checked={sideOf(field) === side}
        onChange={() => setSides({ ...sides, [field]: side })}
        aria-label={`${labels[field]}: ${words.stale[side]} ${text(field, value)}`}
      />
      <span className="data">{text(field, value)}</span>
    </label>
  );

  return (
    <div className={styles.bar} data-testid="stale-bar">
      <Banner
        tone="warn"
        title={words.stale.title}
        actions={
          <>
            <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? words.stale.hide : words.stale.compare}
            </Button>
            <Button variant="default" onClick={draft.takeTheirs} disabled={draft.saving}>
              {words.stale.takeTheirs}
            </Button>
            <Button onClick={() => void draft.settle(draft.value)} loading={draft.saving}>
              {words.stale.keepMine}
            </Button>
          </>
        }
      >
        {words.stale.by(theirs.by ?? null)}
      </Banner>
      {open ? (
        <div className={styles.compare}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.stale.field}</th>
                <th scope="col">{words.stale.mine}</th>
                <th scope="col">{words.stale.theirs}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((field) => (
                <tr key={field}>
                  <th scope="row">{labels[field]}</th>
                  <td>{radio(field, "mine", draft.value[field])}</td>
                  <td>{radio(field, "theirs", theirs.value[field])}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Button onClick={() => void draft.settle(choice())} loading={draft.saving} variant="default">
            {words.stale.saveChosen}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
