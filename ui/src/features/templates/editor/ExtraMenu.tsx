// What can be done about a section that no prompt has.
import { ActionIcon, Menu } from "@mantine/core";
import { Ellipsis } from "lucide-react";
import { useWords } from "../../../words/words";
import { SECTIONS, type SectionKey } from "./arrange";

interface Props {
  name: string;
  onRemove: (key: string) => void;
  onMoveInto: (key: string, into: SectionKey) => void;
}

export function ExtraMenu({ name, onRemove, onMoveInto }: Props) {
  const words = useWords();
  const say = words.templateEditor.extras;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon size={22} aria-label={say.more(name)} title={say.more(name)}>
          <Ellipsis size={13} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say.moveInto}</Menu.Label>
        {SECTIONS.map((key) => (
          <Menu.Item key={key} onClick={() => onMoveInto(name, key)}>
            {words.templates.sections[key] ?? key}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => onRemove(name)}>
          {say.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
