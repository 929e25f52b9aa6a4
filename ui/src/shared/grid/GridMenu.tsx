// How the grid is laid out: which columns, in which order, and how high its rows are. The layout belongs to the caller.
import { ActionIcon, Popover, SegmentedControl, Tooltip } from "@mantine/core";
import { ChevronDown, ChevronUp, Columns3 } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useWords } from "../../words/words";
import styles from "./GridMenu.module.css";
import { completeLayout, moveColumn, withColumn } from "./layout";
import type { Column, GridLayout, Naming, RowHeight } from "./types";

interface Props {
  columns: Column[];
  titleColumn: string;
  layout: GridLayout;
  onLayout: (layout: GridLayout) => void;
  naming: Naming;
}

export function GridMenu({ columns, titleColumn, layout, onLayout, naming }: Props) {
  const words = useWords();
  const [opened, setOpened] = useState(false);
  const say = words.grid.menu;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Tooltip label={say.label} disabled={opened}>
          <ActionIcon aria-label={say.label} onClick={() => setOpened(!opened)}>
            <Columns3 size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={12} className={styles.paper ?? ""} aria-label={say.label}>
        <div className={styles.menu}>
          <strong>{say.rowHeight}</strong>
          <SegmentedControl
            fullWidth
            aria-label={say.rowHeight}
            value={layout.rowHeight}
            onChange={(rowHeight) => onLayout({ ...layout, rowHeight: rowHeight as RowHeight })}
            data={(["small", "medium", "large"] as const).map((value) => ({ value, label: say.heights[value] }))}
          />
          <strong>{say.columns}</strong>
          <Chooser layout={completeLayout(layout, columns, titleColumn)} onLayout={onLayout} naming={naming} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Chooser({ layout, onLayout, naming }: Pick<Props, "layout" | "onLayout" | "naming">) {
  const words = useWords();
  const say = words.grid.menu;
  const { columns } = layout;
  const move = (at: number, by: -1 | 1) => {
    const [from, to] = [columns[at], columns[at + by]];
    if (from && to) onLayout(moveColumn(layout, from.key, to.key));
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(at, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <>
      <ul className={styles.list}>
        {columns.map((column, at) => {
          const name = naming.title(column.key);
          return (
            <li key={column.key}>
              <label>
                <input
                  type="checkbox"
                  checked={!column.hidden}
                  // By the first column rows are told apart.
                  disabled={at === 0}
                  onKeyDown={(event) => onKeyDown(event, at)}
                  onChange={(event) =>
                    onLayout(withColumn(layout, column.key, { hidden: !event.currentTarget.checked }))
                  }
                />
                <span className="cut">{name}</span>
              </label>
              <ActionIcon size={20} aria-label={say.moveUp(name)} disabled={at < 2} onClick={() => move(at, -1)}>
                <ChevronUp size={13} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={20}
                aria-label={say.moveDown(name)}
                disabled={at === 0 || at === columns.length - 1}
                onClick={() => move(at, 1)}
              >
                <ChevronDown size={13} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        className={styles.all}
        disabled={columns.every((column) => !column.hidden)}
        onClick={() => onLayout({ ...layout, columns: columns.map((column) => ({ ...column, hidden: false })) })}
      >
        {say.showAll}
      </button>
    </>
  );
}
