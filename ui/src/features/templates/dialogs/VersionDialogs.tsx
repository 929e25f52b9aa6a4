// The dialogs of the version that is open, one at a time. What hands the version on to others first saves all of it.
import type { TemplateSummary } from "../../../backend";
import { DialogBoundary } from "../../../shared/Dialog";
import type { DraftView, TemplateDraft } from "../draft";
import type { SourcePlace } from "../parts";
import { CompareDialog } from "./CompareDialog";
import { DefaultDialog } from "./DefaultDialog";
import { ExportDialog } from "./ExportDialog";
import { NoteDialog } from "./NoteDialog";
import { PublishDialog } from "./PublishDialog";

export type VersionDialog = "publish" | "default" | "submit" | "takeBack" | "export" | "compare";

interface Props {
  dialog: VersionDialog | null;
  view: DraftView;
  draft: TemplateDraft;
  all: TemplateSummary[];
  onGo: (place: SourcePlace) => void;
  onCompare: (other: string) => void;
  onClose: () => void;
}

export function VersionDialogs({ dialog, view, draft, all, onGo, onCompare, onClose }: Props) {
  const { version } = view;
  return (
    <DialogBoundary subject={dialog ?? ""} onClose={onClose}>
      {dialog === "publish" ? <PublishDialog draft={draft} view={view} onGo={onGo} onClose={onClose} /> : null}
      {dialog === "default" ? <DefaultDialog version={version} onClose={onClose} /> : null}
      {dialog === "submit" || dialog === "takeBack" ? (
        <NoteDialog key={dialog} step={dialog} draft={draft} view={view} onClose={onClose} />
      ) : null}
      {dialog === "export" ? <ExportDialog draft={draft} version={version} onClose={onClose} /> : null}
      {dialog === "compare" ? (
        <CompareDialog
          version={version}
          all={all}
          onCompare={(other) => {
            onClose();
            onCompare(other);
          }}
          onClose={onClose}
        />
      ) : null}
    </DialogBoundary>
  );
}
