// What the list of runs offers in the palette and by key, beside what its table does by itself.
import { Archive, Bookmark, Download, FileUp, Trash2 } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type { Format, SavedView } from "../../../backend";
import { type Command, useCommands } from "../../../shared/commands";
import { useWords } from "../../../words/words";

interface Actions {
  mayWrite: boolean;
  views: SavedView[];
  bringIn: () => void;
  archive: () => void;
  remove: () => void;
  exportTo: (format: Format) => void;
  openView: (view: SavedView) => void;
}

export function useListCommands(actions: Actions) {
  const words = useWords();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const { mayWrite, views } = actions;
  const commands = useMemo<Command[]>(() => {
    const say = words.runList.keys;
    const page = (command: Omit<Command, "scope">): Command => ({ ...command, scope: "page" });
    const remove = { title: say.delete, icon: Trash2, run: () => latest.current.remove() };
    const writes = [
      page({
        id: "runs-archive",
        title: say.archive,
        words: "archive 보관",
        icon: Archive,
        keys: "e",
        run: () => latest.current.archive(),
      }),
      page({
        id: "runs-bring-in",
        title: say.bringIn,
        words: "import bundle zip 가져오기",
        icon: FileUp,
        run: () => latest.current.bringIn(),
      }),
      page({ id: "runs-delete", words: "delete trash 삭제 휴지통", keys: "delete", ...remove }),
      page({ id: "runs-delete-sign", keys: "#", onlyKey: true, ...remove }),
    ];
    return [
      ...(mayWrite ? writes : []),
      ...(["csv", "xlsx", "jsonl"] as const).map((format) =>
        page({
          id: `runs-export-${format}`,
          title: `${words.lists.export.label}: ${words.lists.export[format]}`,
          words: `export 내보내기 ${format}`,
          icon: Download,
          run: () => latest.current.exportTo(format),
        }),
      ),
      ...views.map((view) =>
        page({
          id: `runs-view-${view.id}`,
          title: words.lists.views.open(view.name),
          words: "view 보기",
          icon: Bookmark,
          run: () => latest.current.openView(view),
        }),
      ),
    ];
  }, [words, mayWrite, views]);
  useCommands(commands);
}
