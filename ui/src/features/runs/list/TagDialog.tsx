// Which tags the selected runs get, and which they lose.
import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { backend } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { useFormat } from "../../../shared/format";
import { TagsField } from "../../../shared/TagsField";
import { NO_FILTER } from "../../../shared/tables/filters";
import look from "../../../shared/tables/TablePage.module.css";
import { useWords } from "../../../words/words";

interface Props {
  count: number;
  onClose: () => void;
  onTags: (add: string[], remove: string[]) => void;
}

const suggest = async (text: string) =>
  (await backend.tableFacet("runs", NO_FILTER, "tags", text.trim() === "" ? null : text.trim())).values;

export function TagDialog({ count, onClose, onTags }: Props) {
  const words = useWords();
  const format = useFormat();
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const say = words.runList.tagging;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onTags(add, remove);
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={say.title(format.count(count))} size={440} data-testid="run-tags">
      <form className={look.form} onSubmit={submit}>
        <TagsField name="add" label={say.add} hint={say.addHint} value={add} onChange={setAdd} suggest={suggest} />
        <TagsField name="remove" label={say.remove} value={remove} onChange={setRemove} suggest={suggest} />
        <div className={look.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" disabled={add.length + remove.length === 0}>
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
