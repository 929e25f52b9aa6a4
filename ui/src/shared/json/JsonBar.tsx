// Over the viewer: a search that goes from place to place, and folding everything.
import { ActionIcon, TextInput } from "@mantine/core";
import { ChevronDown, ChevronsDownUp, ChevronsUpDown, ChevronUp, Search } from "lucide-react";
import { useWords } from "../../words/words";
import { useFormat } from "../format";
import { isComposing } from "../keys";
import styles from "./json.module.css";

interface Props {
  fieldId: string;
  text: string;
  /** Null while nothing is searched for, or nothing known yet. */
  hits: { paths: unknown[]; more: boolean; at: number } | null;
  onText: (text: string) => void;
  onComposing: (composing: boolean) => void;
  onStep: (by: 1 | -1) => void;
  onFold: () => void;
  onUnfold: () => void;
}

export function JsonBar({ fieldId, text, hits, onText, onComposing, onStep, onFold, onUnfold }: Props) {
  const words = useWords();
  const say = words.json;
  const format = useFormat();
  const count = hits?.paths.length ?? 0;
  const all = `${format.number(count)}${hits?.more ? "+" : ""}`;
  const tool = (label: string, Icon: typeof Search, run: () => void, disabled = false) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={run}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
  return (
    <div className={styles.bar}>
      <TextInput
        id={fieldId}
        size="xs"
        className={styles.find ?? ""}
        leftSection={<Search size={13} aria-hidden />}
        value={text}
        placeholder={say.filter}
        aria-label={say.filter}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter") {
            event.preventDefault();
            onStep(event.shiftKey ? -1 : 1);
          } else if (event.key === "Escape" && text !== "") {
            event.preventDefault();
            event.stopPropagation();
            onText("");
          }
        }}
      />
      {tool(say.previous, ChevronUp, () => onStep(-1), count === 0)}
      {tool(say.next, ChevronDown, () => onStep(1), count === 0)}
      <span role="status" className={styles.hits} data-testid="json-hits">
        {hits === null ? "" : count === 0 ? say.noMatch : say.hit(format.number(hits.at + 1), all)}
      </span>
      <span className="push" />
      {tool(say.unfoldAll, ChevronsUpDown, onUnfold)}
      {tool(say.foldAll, ChevronsDownUp, onFold)}
    </div>
  );
}
