// The dialogs of the page as a whole, one at a time.
import type { TemplateSummary } from "../../../backend";
import { DialogBoundary } from "../../../shared/Dialog";
import { FileUnderDialog } from "./FileUnderDialog";
import { ImportDialog } from "./ImportDialog";
import { NewTemplateDialog } from "./NewTemplateDialog";
import { PartsDialog } from "./PartsDialog";

export type PageDialog =
  | { kind: "new" }
  | { kind: "import" }
  | { kind: "parts" }
  | { kind: "fileUnder"; of: TemplateSummary };

interface Props {
  dialog: PageDialog | null;
  all: TemplateSummary[];
  onOpen: (version: string) => void;
  onClose: () => void;
}

export function PageDialogs({ dialog, all, onOpen, onClose }: Props) {
  const opened = (id: string) => {
    onClose();
    onOpen(id);
  };
  return (
    <DialogBoundary subject={dialog?.kind ?? ""} onClose={onClose}>
      {dialog?.kind === "new" ? <NewTemplateDialog all={all} onCreated={opened} onClose={onClose} /> : null}
      {dialog?.kind === "import" ? <ImportDialog onImported={opened} onClose={onClose} /> : null}
      {dialog?.kind === "parts" ? <PartsDialog onOpen={opened} onClose={onClose} /> : null}
      {dialog?.kind === "fileUnder" ? <FileUnderDialog of={dialog.of} all={all} onClose={onClose} /> : null}
    </DialogBoundary>
  );
}
