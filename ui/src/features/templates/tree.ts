// Folders, templates and their versions as the lines of a tree, in the order in which they stand.
import type { TemplateSummary } from "../../backend";

interface Line {
  key: string;
  /** From 1, as screen readers count. */
  level: number;
}

export type TreeLine =
  | (Line & { kind: "folder"; name: string; open: boolean })
  | (Line & { kind: "template"; newest: TemplateSummary; versions: number; open: boolean })
  | (Line & { kind: "version"; version: TemplateSummary });

/** `versions` by folder and name, the newest of each first, as the list comes. What is folded keeps its children. */
export function treeOf(versions: TemplateSummary[], isOpen: (key: string) => boolean): TreeLine[] {
  const lines: TreeLine[] = [];
  const folders = new Set<string>();
  const templates = new Map<string, TemplateSummary[]>();
  for (const version of versions) {
    const key = `template:${version.folder}/${version.name}`;
    templates.set(key, [...(templates.get(key) ?? []), version]);
  }
  for (const [key, all] of templates) {
    const newest = all[0];
    if (!newest) continue;
    const parts = newest.folder === "" ? [] : newest.folder.split("/");
    let shown = true;
    parts.forEach((name, place) => {
      const folder = `folder:${parts.slice(0, place + 1).join("/")}`;
      const open = isOpen(folder);
      if (shown && !folders.has(folder)) lines.push({ kind: "folder", key: folder, level: place + 1, name, open });
      folders.add(folder);
      shown &&= open;
    });
    if (!shown) continue;
    const open = isOpen(key);
    const level = parts.length + 1;
    lines.push({ kind: "template", key, level, newest, versions: all.length, open });
    if (!open) continue;
    for (const version of all) lines.push({ kind: "version", key: version.id, level: level + 1, version });
  }
  return lines;
}
