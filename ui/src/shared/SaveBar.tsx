// Appears when a form differs from what is saved: how much, undo, discard, save. Ctrl+S saves from anywhere.
import { Button, Kbd } from "@mantine/core";
import { Undo2 } from "lucide-react";
import { useWords } from "../words/words";
import { useFormat } from "./format";
import { show, useKey } from "./keys";
import styles from "./SaveBar.module.css";
import type { DraftState, Values } from "./useDraft";

export function SaveBar<T extends Values>({ draft }: { draft: DraftState<T> }) {
  const words = useWords();
  const format = useFormat();
  // From anywhere in the window, where it has something to save: another form may have the key otherwise.
  useKey(draft.dirty ? "mod+s" : null, () => {
    if (!draft.saving && !draft.stale) void draft.save();
  });
  if (!draft.dirty || draft.stale) return null;
  return (
    <div className={styles.bar} data-testid="save-bar">
      <span className={styles.sign} aria-hidden />
      <span className={styles.text} role="status">
        {words.save.edits(format.count(draft.edited.length))}
      </span>
      <Button
        variant="subtle"
        color="gray"
        onClick={draft.undo}
        disabled={!draft.canUndo || draft.saving}
        leftSection={<Undo2 size={14} aria-hidden />}
      >
        {words.save.undo}
      </Button>
      <Button variant="default" onClick={draft.discard} disabled={draft.saving}>
        {words.save.discard}
      </Button>
      <Button
        onClick={() => void draft.save()}
        loading={draft.saving}
        rightSection={
          <Kbd className={styles.key} size="xs">
            {show("mod+s")}
          </Kbd>
        }
      >
        {words.save.save}
      </Button>
    </div>
  );
}
