// The state of a version: a sign and a word.
import { Archive, BadgeCheck, Eye, type LucideIcon, PencilLine, Star } from "lucide-react";
import type { TemplateState } from "../../backend";
import { useWords } from "../../words/words";
import styles from "./Templates.module.css";

const SIGNS: Record<TemplateState, LucideIcon> = {
  draft: PencilLine,
  review: Eye,
  published: BadgeCheck,
  archived: Archive,
};

export function StateSign({ state, isDefault }: { state: TemplateState; isDefault: boolean }) {
  const words = useWords();
  const Sign = SIGNS[state];
  return (
    <span className={styles.state} data-state={state}>
      <Sign size={12} aria-hidden />
      {words.templates.states[state]}
      {isDefault ? (
        <span className={styles.default}>
          <Star size={11} aria-hidden /> {words.templates.default}
        </span>
      ) : null}
    </span>
  );
}
