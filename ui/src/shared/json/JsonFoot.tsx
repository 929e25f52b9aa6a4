// Below the viewer: the place one is at or points at, what the schema says of it, and copying either.
import { Button } from "@mantine/core";
import { useWords } from "../../words/words";
import styles from "./json.module.css";
import type { Help } from "./schemaHelp";
import { type Path, pathOf } from "./source";

interface Props {
  id: string;
  path: Path;
  help: Help | null;
  onCopyPath: () => void;
  onCopyValue: () => void;
}

export function JsonFoot({ id, path, help, onCopyPath, onCopyValue }: Props) {
  const say = useWords().json;
  const tool = (label: string, run: () => void, disabled = false) => (
    <Button size="compact-xs" variant="subtle" color="gray" disabled={disabled} onClick={run}>
      {label}
    </Button>
  );
  return (
    <div className={styles.foot}>
      <div id={id} className="data" data-testid="json-place">
        <code className="cut">{path.length === 0 ? say.label : pathOf(path)}</code>
        {help?.title ? <strong>{help.title}</strong> : null}
        {help ? <span className="quiet mono">{help.type}</span> : null}
        {help?.description ? <span>{help.description}</span> : null}
      </div>
      {tool(say.copyPath, onCopyPath, path.length === 0)}
      {tool(say.copyValue, onCopyValue)}
    </div>
  );
}
