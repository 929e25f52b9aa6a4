// Another name for a variable, everywhere it is meant. A name that cannot be had is refused at the field.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AppError, backend, type TemplateSource, type TextEdit } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { TextField } from "../../../shared/Inputs";
import { isComposing } from "../../../shared/keys";
import { useWords } from "../../../words/words";
import { nameFault } from "./declarations";

interface Props {
  name: string;
  /** As it is written right now. */
  source: TemplateSource;
  onRename: (to: string, edits: TextEdit[]) => void;
  onClose: () => void;
}

export function RenameDialog({ name, source, onRename, onClose }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.templateEditor.rename;
  const [to, setTo] = useState(name);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const wanted = to.trim();
  const fault = nameFault(wanted, source.variables ?? [], name);
  // How many places there are does not depend on the name: it is asked for once, with the old one.
  const { data: places } = useQuery({
    queryKey: ["promptRename", name, source],
    queryFn: () => backend.promptRename(source, name, name),
    gcTime: 0,
  });
  const parts = [...new Set(places?.flatMap(({ snippet }) => snippet ?? []))];
  const own = places?.filter(({ section }) => section !== null).length;

  const rename = async () => {
    setTried(true);
    if (fault) return;
    if (wanted === name) return onClose();
    try {
      onRename(wanted, await backend.promptRename(source, name, wanted));
    } catch (thrown) {
      setFailure(AppError.from(thrown));
    }
  };
  return (
    <Dialog opened onClose={onClose} title={say.title(name)} size={420}>
      <form
        style={{ display: "grid", gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
        onKeyDown={(event) => {
          // The last syllable belongs to the name, and Enter to the syllable.
          if (event.key === "Enter" && isComposing(event)) event.preventDefault();
        }}
      >
        <TextField
          name="name"
          label={say.name}
          hint={say.hint}
          mono
          value={to}
          error={fault && (tried || fault !== "required") ? say.faults[fault] : undefined}
          onChange={(next) => {
            setTo(next);
            setFailure(null);
          }}
        />
        {own === undefined ? null : <p className="quiet small">{say.places(format.count(own))}</p>}
        {parts.length > 0 ? <p className="small">{say.parts(parts.join(", "))}</p> : null}
        {failure ? <ErrorNote title={say.failed} error={failure} /> : null}
        <div style={{ display: "flex", justifyContent: "flex-end", gap: 8 }}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" disabled={fault !== null && tried}>
            {say.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
