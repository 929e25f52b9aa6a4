// Over a version: its name, its state, whether it is saved, and what can be done with it next.
import { ActionIcon, Button, Menu } from "@mantine/core";
import { Ellipsis, PanelRightClose, PanelRightOpen } from "lucide-react";
import { useMayWrite } from "../../backend";
import { useWords } from "../../words/words";
import type { VersionDialog } from "./dialogs/VersionDialogs";
import type { DraftView, TemplateDraft } from "./draft";
import { putLayout, useTemplateLayout } from "./layout";
import { SavedSign } from "./SavedSign";
import { StateSign } from "./StateSign";
import styles from "./Templates.module.css";
import { useNarrow } from "./useNarrow";
import { useArchive, useDelete } from "./useVersionActions";

interface Props {
  view: DraftView;
  draft: TemplateDraft;
  onDialog: (dialog: VersionDialog) => void;
  onFileUnder: () => void;
  onNewVersion: () => void;
  onOpen: (id: string | null, quietly?: boolean) => void;
}

export function VersionHead({ view, draft, onDialog, onFileUnder, onNewVersion, onOpen }: Props) {
  const words = useWords();
  const say = words.templates.actions;
  const mayWrite = useMayWrite();
  const narrow = useNarrow();
  const { previewHidden } = useTemplateLayout();
  const { version, fields, state: saved } = view;
  const { state, isDefault, characters } = version;
  const { archive, isPending } = useArchive();
  const remove = useDelete(
    () => {
      draft.discard();
      onOpen(null, true);
    },
    (id) => onOpen(id),
  );
  const open = state === "draft" || state === "review";
  const deletable = state === "draft" || state === "review" || (state === "archived" && characters === 0);
  const Toggle = previewHidden ? PanelRightOpen : PanelRightClose;
  const toggle = previewHidden ? words.templates.layout.showPreview : words.templates.layout.hidePreview;

  return (
    <header className={styles.head}>
      <h2 className={`${styles.title} data cut`}>
        {String(fields.name)} <span className={styles.number}>{String(fields.version)}</span>
      </h2>
      <StateSign state={state} isDefault={isDefault} />
      {state === "draft" || saved !== "saved" ? <SavedSign state={saved} onSave={() => void draft.save()} /> : null}
      <span className={styles.gap} />
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar is no fieldset */}
      <div role="group" aria-label={say.label} className={styles.tools}>
        {mayWrite && state === "draft" ? (
          <Button variant="default" onClick={() => onDialog("submit")}>
            {say.submit}
          </Button>
        ) : null}
        {mayWrite && open ? <Button onClick={() => onDialog("publish")}>{say.publish}</Button> : null}
        {mayWrite && state === "published" && !isDefault ? (
          <Button variant="default" onClick={() => onDialog("default")}>
            {say.makeDefault}
          </Button>
        ) : null}
        {mayWrite && state === "archived" ? (
          <Button variant="default" loading={isPending} onClick={() => archive(version.id, false)}>
            {say.unarchive}
          </Button>
        ) : null}
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon size={28} variant="default" aria-label={say.more} title={say.more}>
              <Ellipsis size={15} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mayWrite ? <Menu.Item onClick={onNewVersion}>{say.newVersion}</Menu.Item> : null}
            <Menu.Item onClick={() => onDialog("compare")}>{say.compare}</Menu.Item>
            <Menu.Item onClick={() => onDialog("export")}>{say.export}</Menu.Item>
            {mayWrite ? <Menu.Item onClick={onFileUnder}>{say.fileUnder}</Menu.Item> : null}
            {mayWrite && state === "published" && !isDefault ? (
              <Menu.Item onClick={() => archive(version.id, true)}>{say.archive}</Menu.Item>
            ) : null}
            {mayWrite && deletable ? (
              <Menu.Item color="red" onClick={() => void draft.settle().then(() => remove(draft.snapshot().version))}>
                {say.delete}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
        {narrow ? null : (
          <ActionIcon
            size={28}
            aria-label={toggle}
            title={toggle}
            aria-expanded={!previewHidden}
            onClick={() => putLayout({ previewHidden: !previewHidden })}
          >
            <Toggle size={15} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </header>
  );
}
