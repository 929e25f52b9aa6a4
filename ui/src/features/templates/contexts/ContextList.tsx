// What a template can be tried with: radio buttons, so that arrows go from one context to the next and the preview with
// them. Stored ones can be edited and deleted where they stand.
import { ActionIcon } from "@mantine/core";
import { Pencil, Star, Trash2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { StoredContext } from "../../../backend";
import { useWords } from "../../../words/words";
import type { ChosenContext } from "../parts";
import styles from "./Contexts.module.css";
import { contextName, sameContext } from "./context";

export interface Entry {
  context: ChosenContext;
  stored: StoredContext | null;
}

export interface Group {
  key: string;
  title: string;
  hint?: string;
  entries: Entry[];
  /** Between the title and the entries. */
  tools?: ReactNode;
  empty?: ReactNode;
}

interface Props {
  groups: Group[];
  chosen: ChosenContext;
  mayWrite: boolean;
  onChoose: (context: ChosenContext) => void;
  onEdit: (row: StoredContext) => void;
  onDelete: (row: StoredContext) => void;
}

export function ContextList({ groups, chosen, mayWrite, onChoose, onEdit, onDelete }: Props) {
  const words = useWords();
  const say = words.templateTry.contexts;
  const name = useId();
  return groups.map((group) => (
    <fieldset key={group.key} className={styles.group}>
      <legend>
        {group.title}
        {group.hint ? <span className="quiet"> {group.hint}</span> : null}
      </legend>
      {group.tools}
      {group.entries.length === 0 ? group.empty : null}
      {group.entries.map(({ context, stored }) => {
        const label = contextName(words, context);
        const marked = sameContext(context, chosen);
        return (
          <div
            key={`${context.origin}/${context.id ?? context.name}`}
            className={styles.entry}
            data-chosen={marked || undefined}
          >
            <label>
              <input type="radio" name={name} checked={marked} onChange={() => onChoose(context)} />
              <span className={styles.name}>
                <span>{label}</span>
                {stored?.isGolden ? (
                  <span className={styles.golden} title={say.goldenText}>
                    <Star size={11} aria-hidden /> {say.golden}
                  </span>
                ) : null}
                {stored ? (
                  <span className="quiet small">
                    {[say.origins[stored.origin] ?? stored.origin, ...stored.tags.map((tag) => `#${tag}`)].join(" · ")}
                  </span>
                ) : null}
              </span>
            </label>
            {stored && mayWrite ? (
              <>
                <ActionIcon
                  size={22}
                  aria-label={say.edit(label)}
                  title={say.edit(label)}
                  onClick={() => onEdit(stored)}
                >
                  <Pencil size={13} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size={22}
                  aria-label={say.remove(label)}
                  title={say.remove(label)}
                  onClick={() => onDelete(stored)}
                >
                  <Trash2 size={13} aria-hidden />
                </ActionIcon>
              </>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  ));
}
