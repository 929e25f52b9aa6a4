// The menu of saved views: open one, save what is shown, rename, share with the team, delete. A view that was changed
// since says so.
import { Button, Menu, Switch, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Bookmark, Check, ChevronDown, Users } from "lucide-react";
import { useState } from "react";
import { AppError, backend, keys, type SavedView, type SavedViewEdit, useMayWrite, useReady } from "../../backend";
import { useWords } from "../../words/words";
import { Dialog } from "../Dialog";
import { useFormat } from "../format";
import { refusalText } from "../reasons";
import styles from "./TablePage.module.css";
import type { ViewDefinition } from "./viewDefinition";
import { viewsQuery } from "./viewDefinition";

interface Props {
  table: string;
  now: ViewDefinition;
  current: SavedView | null;
  changed: boolean;
  onOpen: (view: SavedView | null) => void;
}

type Naming = { view: SavedView | null; name: string; isShared: boolean };

export function SavedViews({ table, now, current, changed, onOpen }: Props) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const views = useQuery({ ...viewsQuery(table), enabled: useReady() });
  const [naming, setNaming] = useState<Naming | null>(null);
  const say = words.lists.views;
  const save = useMutation({
    mutationFn: ({ view, edit }: { view: SavedView | null; edit: SavedViewEdit }) =>
      backend.viewSave(view?.id ?? null, view?.revision ?? null, edit),
    meta: { failureTitle: (words) => words.lists.views.saveFailed, stale: [keys.views] },
  });
  const remove = useMutation({
    mutationFn: (view: SavedView) => backend.viewDelete(view.id),
    onSuccess: () => onOpen(null),
    meta: { failureTitle: (words) => words.lists.views.deleteFailed, stale: [keys.views] },
  });
  const editOf = (view: SavedView, part: Partial<SavedViewEdit>): SavedViewEdit => ({
    table,
    name: view.name,
    isShared: view.isShared,
    definition: view.definition,
    ...part,
  });
  const all = views.data ?? [];
  const groups = [
    { title: say.mine, views: all.filter((view) => !view.isShared) },
    { title: say.team, views: all.filter((view) => view.isShared) },
  ].filter((group) => group.views.length > 0);

  return (
    <>
      <Menu position="bottom-start" shadow="md" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            className={styles.views ?? ""}
            leftSection={<Bookmark size={14} aria-hidden />}
            rightSection={<ChevronDown size={13} aria-hidden />}
            aria-label={`${say.label}: ${current?.name ?? say.all}${current && changed ? ` (${say.changed})` : ""}`}
            data-testid="views"
          >
            <span className="cut">{current?.name ?? say.all}</span>
            {current && changed ? <em className={styles.changed}>{say.changed}</em> : null}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            rightSection={current === null ? <Check size={13} aria-hidden /> : null}
            onClick={() => onOpen(null)}
          >
            {say.all}
          </Menu.Item>
          {groups.map((group) => (
            <div key={group.title}>
              <Menu.Label>{group.title}</Menu.Label>
              {group.views.map((view) => (
                <Menu.Item
                  key={view.id}
                  leftSection={view.isShared ? <Users size={13} aria-hidden /> : null}
                  rightSection={view.id === current?.id ? <Check size={13} aria-hidden /> : null}
                  onClick={() => onOpen(view)}
                >
                  {view.name}
                </Menu.Item>
              ))}
            </div>
          ))}
          {views.isError ? <p className={styles.menuNote}>{say.loadFailed}</p> : null}
          {views.data?.length === 0 ? <p className={styles.menuNote}>{say.none}</p> : null}
          <Menu.Divider />
          {mayWrite && current ? (
            <>
              {changed ? (
                <Menu.Item onClick={() => save.mutate({ view: current, edit: editOf(current, { definition: now }) })}>
                  {say.save}
                </Menu.Item>
              ) : null}
              {changed ? <Menu.Item onClick={() => onOpen(current)}>{say.revert}</Menu.Item> : null}
              <Menu.Item onClick={() => setNaming({ view: current, name: current.name, isShared: current.isShared })}>
                {say.rename}
              </Menu.Item>
              <Menu.Item
                onClick={() => save.mutate({ view: current, edit: editOf(current, { isShared: !current.isShared }) })}
              >
                {current.isShared ? say.unshare : say.share}
              </Menu.Item>
              <Menu.Item color="red" onClick={() => remove.mutate(current)}>
                {say.delete}
              </Menu.Item>
            </>
          ) : null}
          {mayWrite ? (
            <Menu.Item onClick={() => setNaming({ view: null, name: "", isShared: false })}>{say.saveAs}</Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {naming ? (
        <NameDialog
          naming={naming}
          onClose={() => setNaming(null)}
          onSave={async ({ view, name, isShared }) => {
            const edit = view
              ? editOf(view, { name, isShared })
              : { table, name, isShared, definition: now as unknown };
            const saved = await backend.viewSave(view?.id ?? null, view?.revision ?? null, edit);
            await views.refetch();
            setNaming(null);
            if (!view) onOpen(saved);
          }}
        />
      ) : null}
    </>
  );
}

interface DialogProps {
  naming: Naming;
  onClose: () => void;
  onSave: (naming: Naming) => Promise<void>;
}

function NameDialog({ naming, onClose, onSave }: DialogProps) {
  const words = useWords();
  const format = useFormat();
  const [name, setName] = useState(naming.name);
  const [isShared, setShared] = useState(naming.isShared);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const say = words.lists.views;
  const save = async () => {
    if (name.trim() === "") return setError(words.reasons.required);
    setSaving(true);
    try {
      await onSave({ view: naming.view, name: name.trim(), isShared });
    } catch (thrown) {
      const failure = AppError.from(thrown);
      setError(
        failure.code === "Invalid" ? refusalText(words, format, failure) : `${say.saveFailed}: ${failure.message}`,
      );
      setSaving(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={naming.view ? say.renameTitle : say.nameTitle} size={400}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          data-autofocus
          label={say.name}
          value={name}
          error={error}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
        />
        <Switch
          label={say.share}
          description={say.shareHint}
          checked={isShared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" loading={saving}>
            {words.save.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
