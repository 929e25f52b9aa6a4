// What is done with a version as a whole: made from another, put into the archive, deleted. Each asks on production, tells
// what it did, and what can be undone has its way back in the toast.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { AppError, backend, keys, type TemplateVersion } from "../../backend";
import { toast, toastError } from "../../shared/toast";
import { useWriteQuestion } from "../../shared/useProduction";
import { speech } from "../../shared/work";
import type { DraftView } from "./draft";
import { type Fields, fieldsOf } from "./fields";
import { versionKey } from "./queries";

export const nameOf = (version: { name: string; version: string }) => `${version.name} ${version.version}`;

const STALE = [keys.templates, keys.row, keys.search];

export function useNewVersion(onCreated: (id: string) => void): (from: string) => void {
  const question = useWriteQuestion();
  const { mutate } = useMutation({
    mutationFn: (from: string) => backend.templateCreate({ from }),
    onSuccess: (created) => {
      toast({ tone: "good", title: speech().words.templates.actions.created(nameOf(created)) });
      onCreated(created.id);
    },
    meta: { failureTitle: (words) => words.templates.actions.failed.create, stale: STALE },
  });
  return (from) => void question().then((yes) => yes && mutate(from));
}

export function useArchive() {
  const question = useWriteQuestion();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ id, archived }: { id: string; archived: boolean }) => backend.templateArchive(id, archived),
    onSuccess: (version, { archived }) => {
      const say = speech().words.templates.actions;
      client.setQueryData(versionKey(version.id), version);
      toast({ tone: "good", title: (archived ? say.archived : say.unarchived)(nameOf(version)) });
    },
    meta: { failureTitle: (words) => words.templates.actions.failed.archive, stale: STALE },
  });
  const archive = (id: string, archived: boolean) => void question().then((yes) => yes && mutate({ id, archived }));
  return { archive, isPending };
}

/** Deletes at once; the toast brings it back. `onGone` leaves the version before the page finds it missing. */
export function useDelete(onGone: () => void, onBack: (id: string) => void) {
  const question = useWriteQuestion();
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (version: TemplateVersion) => backend.templateDelete(version.id, version.revision),
    onSuccess: (token, version) => {
      onGone();
      const { words } = speech();
      const back = async () => {
        try {
          await backend.changeUndo(token);
          await client.invalidateQueries({ queryKey: keys.templates });
          onBack(version.id);
        } catch (thrown) {
          toastError(speech().words.tasks.undoFailed, AppError.from(thrown));
        }
      };
      toast({
        tone: "good",
        title: words.templates.actions.deleted(nameOf(version)),
        actions: [{ label: words.tasks.undo, testId: "undo-delete", run: () => void back() }],
      });
    },
    meta: { failureTitle: (words) => words.templates.actions.failed.delete, stale: STALE },
  });
  return (version: TemplateVersion) => void question().then((yes) => yes && mutate(version));
}

/** A new version that holds what could not be saved in this one. */
export function useRescue(onCreated: (id: string) => void) {
  const question = useWriteQuestion();
  const rescue = useCallback(async ({ version, fields, edited, gone }: DraftView): Promise<TemplateVersion> => {
    const created = await backend.templateCreate(gone ? { name: version.name } : { from: version.id });
    const base: Fields = fieldsOf(created);
    const mine = gone ? Object.keys(fields) : edited;
    const edits = mine
      .filter((field) => field !== "name" && field !== "version")
      .map((field) => ({ field, base: base[field] ?? null, value: fields[field] ?? null }));
    await backend.templateSave(created.id, edits);
    return created;
  }, []);
  const { mutate, isPending } = useMutation({
    mutationFn: rescue,
    onSuccess: (created) => onCreated(created.id),
    meta: { failureTitle: (words) => words.templates.closed.failed, stale: STALE },
  });
  return { rescue: (view: DraftView) => void question().then((yes) => yes && mutate(view)), isPending };
}
