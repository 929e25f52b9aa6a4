// What can be done with the rows that are ticked, and the one click from those to everything the filter matches.
import { Button, Menu } from "@mantine/core";
import { Pencil, Scale, Tag, ToggleLeft, Trash2, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Table } from "../../backend";
import { useFormat } from "../../shared/format";
import type { Naming } from "../../shared/grid/types";
import look from "../../shared/tables/TablePage.module.css";
import { useWords } from "../../words/words";
import { type BulkAction, columnsFor } from "./bulk";

interface Props {
  table: Table;
  naming: Naming;
  count: number;
  total: number;
  /** Everything the filter matches is selected already. */
  whole: boolean;
  onAll: () => void;
  onClear: () => void;
  onAction: (action: BulkAction) => void;
}

export function BulkBar({ table, naming, count, total, whole, onAll, onClear, onAction }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.pools.bulk;
  const tags = columnsFor({ does: "addTags" }, table);
  const states = table.columns.find(({ key }) => key === "reviewState");
  const options = states?.kind.kind === "choice" ? states.kind.options : [];
  const item = (label: string, action: BulkAction) => (
    <Menu.Item key={label} onClick={() => onAction(action)}>
      {label}
    </Menu.Item>
  );
  const button = (name: string, label: string, icon: ReactNode, action: BulkAction) => (
    <Button variant="default" leftSection={icon} data-action={name} onClick={() => onAction(action)}>
      {label}
    </Button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a toolbar of many groups is no fieldset
    <div className={look.bulk} role="group" aria-label={say.bar} data-testid="bulk-bar">
      <strong role="status">{say.selected(format.count(count))}</strong>
      {!whole && total > count ? (
        <button type="button" className={look.link} onClick={onAll}>
          {say.all(words.lists.count(format.count(total)))}
        </button>
      ) : null}
      <span className={look.gap} />
      {button("set", say.set, <Pencil size={13} aria-hidden />, { does: "set" })}
      {tags.length > 0 ? (
        <Drop name="tags" label={say.tags} icon={<Tag size={13} aria-hidden />}>
          {item(say.addTags, { does: "addTags" })}
          {item(say.removeTags, { does: "removeTags" })}
          {item(say.renameTags, { does: "renameTags" })}
        </Drop>
      ) : null}
      {button("weight", say.weight, <Scale size={13} aria-hidden />, { does: "reweight", column: "weight" })}
      <Drop name="state" label={say.state} icon={<ToggleLeft size={13} aria-hidden />}>
        {item(say.activate, { does: "fixed", values: { isActive: true } })}
        {item(say.deactivate, { does: "fixed", values: { isActive: false } })}
        {options.map((state) =>
          item(say.toState(naming.optionLabel("reviewState", state)), {
            does: "fixed",
            values: { reviewState: state },
          }),
        )}
      </Drop>
      {button("delete", say.delete, <Trash2 size={13} aria-hidden />, { does: "delete" })}
      <Button variant="subtle" color="gray" aria-label={say.clear} onClick={onClear}>
        <X size={14} aria-hidden />
      </Button>
    </div>
  );
}

function Drop({ name, label, icon, children }: { name: string; label: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Menu position="top-end" shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={icon} data-action={name}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
