// What can be done with the marked cells, where the pointer or the menu key asks for it.
import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../../words/words";
import { show } from "../keys";
import styles from "./CellMenu.module.css";

export interface GridMenuItem {
  label: string;
  icon?: ReactNode;
  /** As written in keys.ts. */
  keys?: string;
  disabled?: boolean;
  run: () => void;
}

interface Props {
  at: { x: number; y: number } | null;
  groups: GridMenuItem[][];
  onClose: () => void;
}

export function CellMenu({ at, groups, onClose }: Props) {
  const words = useWords();
  return (
    <Menu
      opened={at !== null}
      onChange={(opened) => {
        if (!opened) onClose();
      }}
      position="bottom-start"
      offset={0}
      shadow="md"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={words.grid.actions.label}
          style={{
            position: "fixed",
            left: at?.x ?? 0,
            top: at?.y ?? 0,
            width: 1,
            height: 1,
            padding: 0,
            border: 0,
            opacity: 0,
            pointerEvents: "none",
          }}
        />
      </Menu.Target>
      <Menu.Dropdown className={styles.menu ?? ""}>
        {groups
          .filter((group) => group.length > 0)
          .map((group, index) => [
            // biome-ignore lint/suspicious/noArrayIndexKey: groups have no identity
            index > 0 ? <Menu.Divider key={`line ${index}`} /> : null,
            ...group.map((item) => (
              <Menu.Item
                key={item.label}
                disabled={item.disabled === true}
                leftSection={item.icon}
                rightSection={item.keys ? <small className="quiet">{show(item.keys)}</small> : undefined}
                onClick={() => {
                  onClose();
                  item.run();
                }}
              >
                {item.label}
              </Menu.Item>
            )),
          ])}
      </Menu.Dropdown>
    </Menu>
  );
}
