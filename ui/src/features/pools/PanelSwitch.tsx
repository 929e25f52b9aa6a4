// The buttons in the toolbar that open and close what stands beside the table.
import { ChartNoAxesColumn, Copy, Dices, Trash2, Upload } from "lucide-react";
import { useMayWrite } from "../../backend";
import { useWords } from "../../words/words";
import styles from "./Pool.module.css";
import { PANELS, type PanelName } from "./usePoolPlace";

const ICONS = { coverage: ChartNoAxesColumn, draw: Dices, import: Upload, duplicates: Copy, trash: Trash2 };
const WRITING: PanelName[] = ["import", "trash"];

export function PanelSwitch({ panel, onPanel }: { panel: PanelName | null; onPanel: (panel: PanelName) => void }) {
  const say = useWords().pools.panels;
  const mayWrite = useMayWrite();
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that switch a view are no form
    <div className={styles.panels} role="group" aria-label={say.label}>
      {PANELS.filter((name) => mayWrite || !WRITING.includes(name)).map((name) => {
        const Icon = ICONS[name];
        return (
          <button
            key={name}
            type="button"
            aria-pressed={name === panel}
            aria-label={say[name]}
            title={say[name]}
            data-testid={`open-${name}`}
            onClick={() => onPanel(name)}
          >
            <Icon size={14} aria-hidden />
            <span>{say[name]}</span>
          </button>
        );
      })}
    </div>
  );
}
