// What opens under the pen: the list, the picker or the hint that belongs to the kind of the cell. The text is typed in the
// pen; here is what can be pointed at and, for JSON, the whole form.
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { isComposing } from "../keys";
import type { Editing } from "./editing";
import { ChoicePanel } from "./editors/ChoicePanel";
import { ColorPanel } from "./editors/ColorPanel";
import { JsonPanel } from "./editors/JsonPanel";
import { NumberPanel } from "./editors/NumberPanel";
import type { PanelHandle, PanelProps } from "./editors/panel";
import { ReferencePanel } from "./editors/ReferencePanel";
import { TagsPanel } from "./editors/TagsPanel";
import { hasHint, TextPanel } from "./editors/TextPanel";
import type { Column } from "./types";

const PANELS: Partial<Record<Column["kind"]["kind"], (props: PanelProps) => ReactNode>> = {
  choice: ChoicePanel,
  tags: TagsPanel,
  reference: ReferencePanel,
  color: ColorPanel,
  number: NumberPanel,
  text: TextPanel,
  json: JsonPanel,
};

export function opensPanel(editing: Editing | null, text: string): editing is Editing {
  if (!editing || !PANELS[editing.column.kind.kind]) return false;
  return editing.column.kind.kind !== "text" || hasHint({ column: editing.column, text });
}

interface Props extends Omit<PanelProps, "ref" | "column" | "value"> {
  panel: Ref<PanelHandle>;
  box: Ref<HTMLDivElement>;
  editing: Editing | null;
  minWidth: number;
  /** Enter in a control of the panel. */
  onEnter: () => void;
}

export function PenPanel({ panel, box, editing, minWidth, onEnter, ...props }: Props) {
  const Panel = editing ? PANELS[editing.column.kind.kind] : undefined;
  // In a control of the panel (the colour picker) the keys that end editing mean the same.
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || (event.key !== "Escape" && event.key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") onEnter();
    else props.cancel();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of whatever the panel holds pass here
    <div ref={box} onKeyDown={onKeyDown} style={{ minWidth }}>
      {editing && Panel ? (
        <Panel
          key={`${editing.row.id} ${editing.column.key}`}
          ref={panel}
          column={editing.column}
          value={editing.value}
          {...props}
        />
      ) : null}
    </div>
  );
}
