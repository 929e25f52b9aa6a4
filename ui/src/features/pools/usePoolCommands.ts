// What the page of a pool offers in the palette and by key.
import { Bookmark, ChartNoAxesColumn, Copy, Dices, Download, Plus, Replace, Trash2, Upload } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type { Format, SavedView } from "../../backend";
import { type Command, useCommands } from "../../shared/commands";
import { useWords } from "../../words/words";
import type { PanelName } from "./usePoolPlace";

interface Actions {
  mayWrite: boolean;
  views: SavedView[];
  search: () => void;
  create: () => void;
  replace: () => void;
  exportTo: (format: Format) => void;
  togglePanel: (panel: PanelName) => void;
  openView: (view: SavedView) => void;
}

export function usePoolCommands(actions: Actions) {
  const words = useWords();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const { mayWrite, views } = actions;
  const commands = useMemo<Command[]>(() => {
    const say = words.pools;
    const page = (command: Omit<Command, "scope">): Command => ({ ...command, scope: "page" });
    const panel = (name: PanelName, icon: Command["icon"], more: string): Command =>
      page({
        id: `pool-${name}`,
        title: say.panels[name],
        words: `${name} ${more}`,
        ...(icon ? { icon } : {}),
        run: () => latest.current.togglePanel(name),
      });
    const writes = [
      page({
        id: "pool-new",
        title: say.newRow,
        words: "new row 새 행 만들기",
        icon: Plus,
        keys: "alt+n",
        run: () => latest.current.create(),
      }),
      page({
        id: "pool-replace",
        title: say.replace.title,
        words: "find replace 찾아 바꾸기",
        icon: Replace,
        keys: "mod+h",
        run: () => latest.current.replace(),
      }),
      panel("import", Upload, "가져오기"),
      panel("trash", Trash2, "휴지통 restore"),
    ];
    return [
      page({
        id: "pool-search",
        title: words.lists.search,
        keys: "mod+f",
        onlyKey: true,
        run: () => latest.current.search(),
      }),
      page({
        id: "pool-slash",
        title: words.lists.search,
        keys: "/",
        onlyKey: true,
        run: () => latest.current.search(),
      }),
      ...(mayWrite ? writes : []),
      ...(["csv", "xlsx", "jsonl"] as const).map((format) =>
        page({
          id: `pool-export-${format}`,
          title: `${words.lists.export.label}: ${words.lists.export[format]}`,
          words: `export 내보내기 ${format}`,
          icon: Download,
          run: () => latest.current.exportTo(format),
        }),
      ),
      panel("coverage", ChartNoAxesColumn, "커버리지"),
      panel("draw", Dices, "추첨"),
      panel("duplicates", Copy, "중복"),
      ...views.map((view) =>
        page({
          id: `pool-view-${view.id}`,
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
