// Whether what is written is saved, said calmly, with the one button that helps.
import { Button } from "@mantine/core";
import { useMayWrite } from "../../backend";
import { Status, type StatusTone } from "../../shared/Status";
import { useWords } from "../../words/words";
import type { SaveState } from "./draft";
import styles from "./Templates.module.css";

const TONES: Record<SaveState, StatusTone> = {
  saved: "good",
  waiting: "busy",
  saving: "busy",
  offline: "warn",
  held: "warn",
  refused: "bad",
  conflict: "warn",
  failed: "bad",
  closed: "warn",
};
const BY_HAND = new Set<SaveState>(["offline", "held", "failed"]);

export function SavedSign({ state, onSave }: { state: SaveState; onSave: () => void }) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const say = words.templates.save;
  return (
    <span className={styles.saved}>
      <span role="status" data-testid="save-state" data-state={state} title={BY_HAND.has(state) ? say.kept : undefined}>
        <Status tone={TONES[state]}>{say[state]}</Status>
      </span>
      {mayWrite && BY_HAND.has(state) ? (
        <Button size="compact-xs" variant="default" onClick={onSave}>
          {say.now}
        </Button>
      ) : null}
    </span>
  );
}
