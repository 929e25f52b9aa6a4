// The formats into which the rows shown can be written.
import { Button, Menu } from "@mantine/core";
import { Download } from "lucide-react";
import type { Format } from "../../backend";
import { useWords } from "../../words/words";
import styles from "./TablePage.module.css";

const FORMATS: Format[] = ["csv", "xlsx", "jsonl"];

export function ExportMenu({ count, onExport }: { count: string; onExport: (format: Format) => void }) {
  const words = useWords();
  const say = words.lists.export;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          className={styles.slim ?? ""}
          leftSection={<Download size={14} aria-hidden />}
          aria-label={say.label}
          title={say.label}
        >
          {say.label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say.hint(count)}</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => onExport(format)}>
            {say[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
