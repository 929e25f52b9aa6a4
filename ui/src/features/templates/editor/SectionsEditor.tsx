// The sections of a template one under the other, written in as one text: one search, one undo, one way through the problems.
// Typing redraws the heading of the section typed in and nothing else; the texts themselves belong to their editors.
import { Button } from "@mantine/core";
import { Replace, Search, SpellCheck, TextCursorInput } from "lucide-react";
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { AppError, backend, type Finding, type TemplateSource, type TextEdit } from "../../../backend";
import { type Command, useCommands } from "../../../shared/commands";
import { isComposing, matches } from "../../../shared/keys";
import { toast } from "../../../shared/toast";
import { useWords } from "../../../words/words";
import type { EditorProps } from "../parts";
import { moved, SECTIONS } from "./arrange";
import { findingsIn, nextFinding, type Placed } from "./diagnostics";
import styles from "./editor.module.css";
import { FindPanel } from "./FindPanel";
import { findingAt, HereLine } from "./HereLine";
import { bySection, editsBySection, rangeOf, sameFinding } from "./places";
import { RenameDialog } from "./RenameDialog";
import { SectionView } from "./SectionView";
import type { Query } from "./search";
import { Setup } from "./sectionExtensions";
import { SectionViews } from "./sectionViews";
import { useExtraSections } from "./useExtraSections";

const NONE: Finding[] = [];

export function SectionsEditor(props: EditorProps) {
  const { source, readOnly, findings, reveal, handle } = props;
  const words = useWords();
  const say = words.templateEditor;
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const root = useRef<HTMLDivElement>(null);
  const findField = useRef<HTMLInputElement>(null);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [finding, setFinding] = useState<"find" | "replace" | null>(null);
  const [query, setQuery] = useState<Query>({ text: "", regex: false, matchCase: false });
  const [renaming, setRenaming] = useState<{ name: string; source: TemplateSource } | null>(null);

  const [{ views, setup, sourceNow }] = useState(() => {
    const sourceNow = (): TemplateSource => ({ ...latest.current.source, sections: views.texts() });
    const setup = new Setup(words, readOnly, (section, offset) => backend.promptScope(sourceNow(), section, offset));
    const views = new SectionViews(setup);
    return { views, setup, sourceNow };
  });
  const keys = source.sections.map(({ key }) => key);
  useLayoutEffect(() => {
    views.order = latest.current.source.sections.map(({ key }) => key);
    views.isCollapsed = (key) => collapsed.has(key);
  });
  useLayoutEffect(() => {
    views.onSection = (key, text) => latest.current.onSection(key, text);
    views.onExpand = (key) => setCollapsed((before) => new Set([...before].filter((one) => one !== key)));
  }, [views]);
  useEffect(() => {
    if (setup.words === words && setup.readOnly === readOnly) return;
    setup.words = words;
    setup.readOnly = readOnly;
    views.refresh();
  }, [views, setup, words, readOnly]);

  const groups = useGroups(findings);
  useEffect(() => {
    const view = reveal ? views.view(reveal.section) : undefined;
    if (!reveal || !view) return;
    const { from, to } = rangeOf(view.state.doc, reveal);
    views.go(reveal.section, from, reveal.endLine === undefined ? from : to);
  }, [views, reveal]);

  const rename = useCallback((name: string) => setRenaming({ name, source: sourceNow() }), [sourceNow]);
  const fix = useCallback(
    (wanted: Finding) => void mend(wanted, sourceNow, views, say.problems.fixGone),
    [sourceNow, views, say],
  );
  useImperativeHandle(handle, () => ({ fix, rename }), [fix, rename]);

  const openFind = useCallback(
    (as: "find" | "replace") => {
      const spot = views.spot();
      const text = spot ? (views.view(spot.section)?.state.sliceDoc(spot.from, spot.to) ?? "") : "";
      if (text !== "" && !text.includes("\n")) setQuery((before) => ({ ...before, text, regex: false }));
      setFinding((before) => (before === "replace" && as === "find" ? before : as));
      requestAnimationFrame(() => findField.current?.select());
    },
    [views],
  );
  const closeFind = () => {
    setFinding(null);
    const spot = views.spot();
    if (spot) views.view(spot.section)?.focus();
  };
  const walkFindings = useCallback(
    (by: 1 | -1) => {
      const all = views
        .views()
        .flatMap(([section, view]) => findingsIn(view.state).map((one): Placed => ({ ...one, section })));
      const next = nextFinding(all, views.order, views.spot(), by);
      if (next) views.go(next.section, next.from);
    },
    [views],
  );
  const renameHere = useCallback(async () => {
    const spot = views.spot();
    if (!spot || latest.current.readOnly) return;
    const uses = await backend.promptPaths(sourceNow());
    const here = uses.find(
      ({ section, start, end }) => section === spot.section && start <= spot.from && spot.from <= end,
    );
    if (here?.variable) rename(here.variable);
    else toast({ tone: "good", title: say.rename.nothingHere });
  }, [views, sourceNow, rename, say]);

  const onRenamed = (from: string, to: string, edits: TextEdit[]) => {
    const declare = (before: string, after: string) => {
      const variables = latest.current.source.variables ?? [];
      if (!variables.some(({ name }) => name === before)) return;
      latest.current.onVariables(variables.map((one) => (one.name === before ? { ...one, name: after } : one)));
    };
    views.change(editsBySection(edits), { back: () => declare(to, from), again: () => declare(from, to) });
    declare(from, to);
    setRenaming(null);
    toast({ tone: "good", title: say.rename.renamed(from, to) });
  };

  useEditorCommands({ openFind, walkFindings, renameHere, readOnly });
  const onKeyDown = (event: KeyboardEvent) => {
    // A dialog of ours lies elsewhere, although its keys come by here.
    if (isComposing(event) || !(event.target instanceof HTMLElement) || !root.current?.contains(event.target)) return;
    const inField = event.target instanceof HTMLInputElement;
    const does = (action: () => unknown) => {
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    if (matches(event, "mod+f")) does(() => openFind("find"));
    else if (matches(event, "mod+h")) does(() => openFind(readOnly ? "find" : "replace"));
    else if (event.key === "F8") does(() => walkFindings(event.shiftKey ? -1 : 1));
    else if (inField) return;
    else if (matches(event, "f2")) does(renameHere);
    else if (matches(event, "mod+z")) does(() => views.undo());
    else if (matches(event, "mod+shift+z") || matches(event, "mod+y")) does(() => views.redo());
    else if (matches(event, "mod+.")) {
      const here = findingAt(views);
      if (here?.fix && !readOnly) does(() => fix(here));
    }
  };

  const onToggle = useCallback((key: string) => {
    setCollapsed((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const onMove = useCallback((key: string, by: 1 | -1) => {
    const next = moved(
      latest.current.source.sections.map((one) => one.key),
      key,
      by,
    );
    if (next) latest.current.onArrange(next);
  }, []);
  const extras = useExtraSections(views, latest);
  const missing = SECTIONS.filter((key) => !keys.includes(key));

  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset: it holds whole texts
    <div
      ref={root}
      role="group"
      aria-label={say.label}
      className={styles.editor}
      onKeyDownCapture={onKeyDown}
      data-testid="sections-editor"
    >
      {finding ? (
        <FindPanel
          views={views}
          query={query}
          onQuery={setQuery}
          field={findField}
          replacing={finding === "replace"}
          readOnly={readOnly}
          onClose={closeFind}
        />
      ) : null}
      <div className={styles.scroller}>
        {source.sections.map(({ key, text }) => (
          <SectionView
            key={key}
            views={views}
            name={key}
            text={text}
            findings={groups.get(key) ?? NONE}
            readOnly={readOnly}
            collapsed={collapsed.has(key)}
            mayRise={moved(keys, key, -1) !== null}
            mayFall={moved(keys, key, 1) !== null}
            onToggle={onToggle}
            onMove={onMove}
            onRemove={extras.remove}
            onMoveInto={extras.move}
            onFix={fix}
          />
        ))}
        {missing.map((key) => (
          <p key={key} className={styles.missing}>
            {say.missing(words.templates.sections[key] ?? key)}
            {readOnly ? null : (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => latest.current.onSection(key, `## ${key.toUpperCase()}\n\n`)}
              >
                {say.add(words.templates.sections[key] ?? key)}
              </Button>
            )}
          </p>
        ))}
      </div>
      <HereLine views={views} readOnly={readOnly} onFix={fix} />
      {renaming ? (
        <RenameDialog
          name={renaming.name}
          source={renaming.source}
          onRename={(to, edits) => onRenamed(renaming.name, to, edits)}
          onClose={() => setRenaming(null)}
        />
      ) : null}
    </div>
  );
}

/** Mends a finding. The text may have changed since it was found, and its edits with it: they are asked for anew. */
async function mend(wanted: Finding, source: () => TemplateSource, views: SectionViews, gone: string) {
  try {
    const fresh = await backend.promptLint(source(), {});
    const edits = sameFinding(wanted, fresh)?.fix?.edits ?? [];
    if (edits.length === 0) toast({ tone: "bad", title: gone });
    else views.change(editsBySection(edits));
  } catch (thrown) {
    toast({ tone: "bad", title: gone, text: AppError.from(thrown).message });
  }
}

/** The findings of each section; those of a section about which nothing new is said stay the same object. */
function useGroups(findings: Finding[]): Map<string, Finding[]> {
  const before = useRef(new Map<string, Finding[]>());
  return useMemo(() => {
    const groups = bySection(findings);
    for (const [key, group] of groups) {
      const old = before.current.get(key);
      if (old && JSON.stringify(old) === JSON.stringify(group)) groups.set(key, old);
    }
    before.current = groups;
    return groups;
  }, [findings]);
}

interface Actions {
  openFind: (as: "find" | "replace") => void;
  walkFindings: (by: 1 | -1) => void;
  renameHere: () => void;
  readOnly: boolean;
}

function useEditorCommands({ openFind, walkFindings, renameHere, readOnly }: Actions) {
  const words = useWords();
  const commands = useMemo<Command[]>(() => {
    const say = words.templateEditor.commands;
    const page = (command: Omit<Command, "scope">): Command => ({ ...command, scope: "page" });
    return [
      page({ id: "sections-find", title: say.find, icon: Search, keys: "mod+f", run: () => openFind("find") }),
      page({ id: "sections-next", title: say.nextFinding, icon: SpellCheck, keys: "f8", run: () => walkFindings(1) }),
      page({ id: "sections-previous", title: say.previousFinding, icon: SpellCheck, run: () => walkFindings(-1) }),
      ...(readOnly
        ? []
        : [
            page({
              id: "sections-replace",
              title: say.replace,
              icon: Replace,
              keys: "mod+h",
              run: () => openFind("replace"),
            }),
            page({ id: "sections-rename", title: say.rename, icon: TextCursorInput, keys: "f2", run: renameHere }),
          ]),
    ];
  }, [words, openFind, walkFindings, renameHere, readOnly]);
  useCommands(commands);
}
