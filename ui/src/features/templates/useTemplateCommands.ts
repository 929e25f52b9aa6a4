// What the templates page offers in the palette and by key: of the page, and of the version that is open.
import {
  BadgeCheck,
  Blocks,
  CopyPlus,
  Download,
  Eye,
  GitCompare,
  type LucideIcon,
  PanelLeft,
  PanelRight,
  Plus,
  Save,
  Search,
  Star,
  Upload,
} from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type { TemplateState } from "../../backend";
import { type Command, useCommands } from "../../shared/commands";
import { useWords } from "../../words/words";
import type { PageDialog } from "./dialogs/PageDialogs";
import type { VersionDialog } from "./dialogs/VersionDialogs";
import { putLayout, useTemplateLayout } from "./layout";

const page = (id: string, title: string, icon: LucideIcon, words: string, run: () => void): Command => ({
  id: `templates-${id}`,
  title,
  icon,
  words,
  run,
  scope: "page",
});

interface PageActions {
  mayWrite: boolean;
  onDialog: (dialog: PageDialog) => void;
  find: () => void;
}

export function usePageCommands(actions: PageActions) {
  const words = useWords();
  const { listHidden } = useTemplateLayout();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const { mayWrite } = actions;
  const commands = useMemo<Command[]>(() => {
    const say = words.templates.commands;
    const dialog = (kind: "new" | "import" | "parts") => () => latest.current.onDialog({ kind });
    return [
      ...(mayWrite
        ? [
            page("new", say.newTemplate, Plus, "new template 새 템플릿", dialog("new")),
            page("import", say.import, Upload, "import json markdown 가져오기", dialog("import")),
          ]
        : []),
      { ...page("find", say.find, Search, "search find 찾기", () => latest.current.find()), keys: "mod+shift+f" },
      page("parts", say.parts, Blocks, "parts snippets partials 조각", dialog("parts")),
      page("list", say.list, PanelLeft, "list 목록", () => putLayout({ listHidden: !listHidden })),
    ];
  }, [words, mayWrite, listHidden]);
  useCommands(commands);
}

interface VersionActions {
  mayWrite: boolean;
  state: TemplateState;
  isDefault: boolean;
  onDialog: (dialog: VersionDialog) => void;
  onNewVersion: () => void;
  onSave: () => void;
}

export function useVersionCommands(actions: VersionActions) {
  const words = useWords();
  const { previewHidden } = useTemplateLayout();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const { mayWrite, state, isDefault } = actions;
  const commands = useMemo<Command[]>(() => {
    const say = words.templates.commands;
    const dialog = (name: VersionDialog) => () => latest.current.onDialog(name);
    const open = state === "draft" || state === "review";
    return [
      ...(mayWrite
        ? [
            ...(open ? [page("publish", say.publish, BadgeCheck, "publish 발행", dialog("publish"))] : []),
            ...(state === "draft" ? [page("submit", say.submit, Eye, "review 검토", dialog("submit"))] : []),
            ...(state === "published" && !isDefault
              ? [page("default", say.makeDefault, Star, "default 기본", dialog("default"))]
              : []),
            page("version", say.newVersion, CopyPlus, "duplicate copy version 복제 새 버전", () =>
              latest.current.onNewVersion(),
            ),
          ]
        : []),
      ...(mayWrite && state === "draft"
        ? [{ ...page("save", say.save, Save, "save 저장", () => latest.current.onSave()), keys: "mod+s" }]
        : []),
      page("compare", say.compare, GitCompare, "compare diff 비교", dialog("compare")),
      page("export", say.export, Download, "export json markdown 내보내기", dialog("export")),
      page("preview", say.preview, PanelRight, "preview 미리 보기", () => putLayout({ previewHidden: !previewHidden })),
    ];
  }, [words, mayWrite, state, isDefault, previewHidden]);
  useCommands(commands);
}
