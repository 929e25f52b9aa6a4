// One version: read, then written, tried and published. The draft lives here; the editor, the preview and the panels below
// only see it.
import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { Suspense, useCallback, useMemo, useRef, useState } from "react";
import { type TemplateSummary, type TemplateVersion, useMayWrite, useReady } from "../../backend";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorBoundary } from "../../shared/ErrorBoundary";
import { ErrorNote } from "../../shared/ErrorNote";
import { snippetsFor } from "../../shared/prompt/source";
import { SkeletonLines } from "../../shared/Skeleton";
import { useWords } from "../../words/words";
import { Below } from "./Below";
import { DraftNotes } from "./DraftNotes";
import type { PageDialog } from "./dialogs/PageDialogs";
import { type VersionDialog, VersionDialogs } from "./dialogs/VersionDialogs";
import { sectionField, sourceOf } from "./fields";
import { useTemplateLayout } from "./layout";
import { Compare, SectionsEditor } from "./lazyParts";
import { PreviewSide } from "./PreviewSide";
import type { ChosenContext, EditorHandle, SourcePlace } from "./parts";
import { useSnippets, versionQuery } from "./queries";
import { ReadOnlyNote } from "./ReadOnlyNote";
import styles from "./Templates.module.css";
import { useFindings } from "./useFindings";
import { useNarrow } from "./useNarrow";
import { useVersionCommands } from "./useTemplateCommands";
import { useTemplateDraft } from "./useTemplateDraft";
import type { useTemplatePlace } from "./useTemplatePlace";
import { useNewVersion } from "./useVersionActions";
import { VersionHead } from "./VersionHead";

interface Props {
  id: string;
  all: TemplateSummary[];
  place: ReturnType<typeof useTemplatePlace>;
  context: ChosenContext;
  onContext: (context: ChosenContext) => void;
  onDialog: (dialog: PageDialog) => void;
}

export function VersionPane(props: Props) {
  const words = useWords();
  const say = words.templates;
  const query = useQuery({ ...versionQuery(props.id), enabled: useReady() });
  const gone = query.error?.code === "NotFound";
  if (query.data) return <Version {...props} version={query.data} gone={gone} />;
  return (
    <div className={styles.pane}>
      {gone ? (
        <Gone onList={() => props.place.to.open(null)} />
      ) : query.error ? (
        <ErrorNote title={say.versionFailed} error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <SkeletonLines lines={12} />
      )}
    </div>
  );
}

function Gone({ onList }: { onList: () => void }) {
  const say = useWords().templates;
  return (
    <EmptyState
      icon={ScrollText}
      testId="version-gone"
      title={say.gone}
      text={say.goneText}
      action={
        <button type="button" className={styles.link} onClick={onList}>
          {say.toList}
        </button>
      }
    />
  );
}

const NONE: never[] = [];

function Version({
  all,
  place,
  context,
  onContext,
  onDialog,
  version,
  gone,
}: Props & { version: TemplateVersion; gone: boolean }) {
  const mayWrite = useMayWrite();
  const narrow = useNarrow();
  const { previewHidden } = useTemplateLayout();
  const [view, draft] = useTemplateDraft(version, gone);
  const [dialog, setDialog] = useState<VersionDialog | null>(null);
  const [reveal, setReveal] = useState<SourcePlace | null>(null);
  const editor = useRef<EditorHandle>(null);
  const snippets = useSnippets().data ?? NONE;
  const parts = useMemo(() => snippetsFor(view.version, snippets), [view.version, snippets]);
  const source = useMemo(() => sourceOf(view.fields, parts), [view.fields, parts]);
  const { findings, failure } = useFindings(source, context);
  const readOnly = !mayWrite || gone || view.version.state !== "draft";
  const { open } = place.to;
  const create = useNewVersion((id) => open(id));
  const newVersion = () => void draft.settle().then(() => create(view.version.id));

  const onSection = useCallback((key: string, text: string | null) => draft.set(sectionField(key), text), [draft]);
  const onVariables = useCallback(
    (variables: TemplateVersion["variables"]) => draft.set("variables", variables),
    [draft],
  );
  const onArrange = useCallback(
    (keys: string[]) => {
      const known = draft.snapshot().version.arrangement;
      // Sections beyond the seven have no place in the order.
      draft.set(
        "arrangement",
        keys.filter((key) => known.includes(key)),
      );
    },
    [draft],
  );
  const onGo = useCallback((to: SourcePlace) => setReveal({ ...to }), []);

  useVersionCommands({
    mayWrite,
    state: view.version.state,
    isDefault: view.version.isDefault,
    onDialog: setDialog,
    onNewVersion: newVersion,
    onSave: () => void draft.save(),
  });

  if (gone && view.edited.length === 0) {
    return (
      <div className={styles.pane}>
        <Gone onList={() => open(null)} />
      </div>
    );
  }
  return (
    <div className={styles.pane} data-testid="version" data-id={view.version.id}>
      <VersionHead
        view={view}
        draft={draft}
        onDialog={setDialog}
        onFileUnder={() => onDialog({ kind: "fileUnder", of: view.version })}
        onNewVersion={newVersion}
        onOpen={open}
      />
      <DraftNotes view={view} draft={draft} onOpen={open} />
      <ReadOnlyNote version={view.version} onNewVersion={newVersion} onTakeBack={() => setDialog("takeBack")} />
      <div className={styles.work}>
        <div className={styles.middle}>
          <div className={styles.editor}>
            <ErrorBoundary subject={view.version.id}>
              <Suspense fallback={<SkeletonLines lines={10} />}>
                <SectionsEditor
                  key={view.version.id}
                  source={source}
                  readOnly={readOnly}
                  findings={findings}
                  reveal={reveal}
                  onSection={onSection}
                  onArrange={onArrange}
                  onVariables={onVariables}
                  handle={editor}
                />
              </Suspense>
            </ErrorBoundary>
          </div>
          <Below
            {...{ view, draft, source, findings, failure, readOnly, context, onContext, onGo, narrow }}
            tab={place.tab}
            onTab={place.to.tab}
            onFix={(finding) => editor.current?.fix(finding)}
            onRename={(variable) => editor.current?.rename(variable)}
            onOpen={open}
          />
        </div>
        {narrow || previewHidden ? null : <PreviewSide source={source} context={context} onPlace={onGo} />}
      </div>
      <VersionDialogs
        dialog={dialog}
        {...{ view, draft, all, onGo }}
        onCompare={(other) => place.to.compare(other)}
        onClose={() => setDialog(null)}
      />
      {place.compare ? (
        <ErrorBoundary>
          <Suspense>
            <Compare before={place.compare} after={view.version.id} onClose={() => place.to.compare(null)} />
          </Suspense>
        </ErrorBoundary>
      ) : null}
    </div>
  );
}
