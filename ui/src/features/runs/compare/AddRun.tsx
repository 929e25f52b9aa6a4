// Puts one more run beside the others.
import { Dialog } from "../../../shared/Dialog";
import { useWords } from "../../../words/words";
import { Picker } from "../start/Picker";
import { useRunSearch } from "../useRunSearch";

interface Props {
  opened: boolean;
  /** Already compared. */
  ids: string[];
  onClose: () => void;
  onAdd: (id: string) => void;
}

export function AddRun({ opened, ids, onClose, onAdd }: Props) {
  const words = useWords();
  const search = useRunSearch();
  const say = words.compare;
  return (
    <Dialog opened={opened} onClose={onClose} title={say.add} size={440}>
      <Picker
        label={words.runs.start.like}
        placeholder={words.runs.start.findRun}
        hint={say.addHint}
        searchKey={`compare ${ids.join()}`}
        search={async (text) => (await search(text)).filter((option) => !ids.includes(option.id))}
        chosen={null}
        error={undefined}
        onChoose={(option) => {
          onAdd(option.id);
          onClose();
        }}
      />
    </Dialog>
  );
}
