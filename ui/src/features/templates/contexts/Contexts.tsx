// What the template is tried with: the product's sample, stored contexts, edge cases made from its variables, or values
// written by hand. Choosing one is enough; the preview follows.
import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Braces, Download, Pencil, Save } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { AppError, backend, keys, type StoredContext, useMayWrite, useReady } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { JsonTree } from "../../../shared/JsonTree";
import { OpenedForm } from "../../../shared/OpenedForm";
import { SkeletonLines } from "../../../shared/Skeleton";
import { toast, toastError } from "../../../shared/toast";
import { keepUnsaved, unsaved } from "../../../shared/unsaved";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";
import type { ChosenContext, ContextsProps } from "../parts";
import { knownQuery } from "../queries";
import { type ContextDraft, ContextForm, draftName, unstored } from "./ContextForm";
import { ContextList, type Group } from "./ContextList";
import styles from "./Contexts.module.css";
import {
  contextName,
  isTaken,
  isValues,
  keptOrigin,
  prettyJson,
  sameContext,
  sampleContext,
  storedContext,
} from "./context";
import { Faults } from "./Faults";
import { Sources } from "./Sources";
import { contextsQuery, useContextCache } from "./useContextCache";
import { useTaken } from "./useTaken";

/** A new one is known by what it was made from, a stored one by its id. */
type Writing = New | { id: string };
type New = { key: string; origin: string; jobId: string | null };

export function Contexts({ source, chosen, onChoose }: ContextsProps) {
  const words = useWords();
  const say = words.templateTry.contexts;
  const ready = useReady();
  const mayWrite = useMayWrite();
  const ask = useWriteQuestion();
  const cache = useContextCache();
  const [writing, setWriting] = useState<Writing | null>(null);
  const [tag, setTag] = useState<string | null>(null);
  const stored = useQuery({ ...contextsQuery, enabled: ready });
  const known = useQuery(knownQuery);
  const variables = source.variables ?? [];
  const edges = useQuery({
    queryKey: [...keys.templates, "edges", variables],
    queryFn: () => backend.promptEdgeCases({ sections: [], variables, snippets: [] }),
    placeholderData: keepPreviousData,
  });

  const sample = useMemo(() => (known.data ? [sampleContext(known.data)] : []), [known.data]);
  const edgeCases = useMemo(
    () =>
      (edges.data ?? []).map(
        ({ name, context }): ChosenContext => ({
          origin: "edge",
          id: null,
          name,
          variables: isValues(context) ? context : {},
        }),
      ),
    [edges.data],
  );
  const rows = stored.data ?? [];
  const tags = [...new Set(rows.flatMap((row) => row.tags))].sort();
  const shownRows = tag !== null && tags.includes(tag) ? rows.filter((row) => row.tags.includes(tag)) : rows;

  // The chosen one changed where it is kept, or with the variables it is made from: the preview follows.
  const row = chosen.origin === "stored" ? rows.find(({ id }) => id === chosen.id) : undefined;
  const fresh = row ? storedContext(row) : [...sample, ...edgeCases].find((one) => sameContext(one, chosen));
  const changed = writing === null && fresh && prettyJson(fresh.variables) !== prettyJson(chosen.variables);
  useEffect(() => {
    if (changed) onChoose(fresh);
  });

  const write = (keeping: boolean) => {
    const origin = keeping ? keptOrigin(chosen) : "hand";
    const of = chosen.origin === "edge" ? chosen.name : chosen.id;
    const key = !keeping ? "hand" : of === null ? chosen.origin : `${chosen.origin}:${of}`;
    // One that was left unsaved goes on.
    if (!unsaved(draftName(key))) {
      const value: ContextDraft = {
        name: keeping ? contextName(words, chosen).slice(0, 100) : "",
        description: "",
        tags: [],
        isGolden: false,
        text: prettyJson(chosen.variables),
      };
      keepUnsaved(draftName(key), { revision: "", value });
    }
    setWriting({ key, origin, jobId: keeping ? (chosen.jobId ?? null) : null });
  };
  const remove = async (gone: StoredContext) => {
    if (!(await ask())) return;
    try {
      const token = await backend.contextDelete(gone.id);
      cache.refresh();
      toast({
        tone: "good",
        title: say.deleted(gone.name),
        actions: [{ label: words.tasks.undo, testId: "undo-context", run: () => void bringBack(token, gone.name) }],
      });
    } catch (thrown) {
      toastError(say.deleteFailed, AppError.from(thrown));
    }
  };
  const bringBack = async (token: string, name: string) => {
    try {
      await backend.changeUndo(token);
      cache.refresh();
      toast({ tone: "good", title: say.back(name) });
    } catch (thrown) {
      toastError(words.tasks.undoFailed, AppError.from(thrown));
    }
  };
  const close = useCallback(() => setWriting(null), []);
  const [finding, setFinding] = useState(false);
  const { taken, taking, take, forget } = useTaken(chosen, (context) => {
    setWriting(null);
    onChoose(context);
  });

  const groups: Group[] = [
    ...(chosen.origin === "hand"
      ? [{ key: "hand", title: say.hand, entries: [{ context: chosen, stored: null }] }]
      : []),
    ...(taken.length > 0
      ? [{ key: "taken", title: say.taken, entries: taken.map((context) => ({ context, stored: null })) }]
      : []),
    {
      key: "sample",
      title: say.sample,
      hint: say.sampleText,
      entries: sample.map((context) => ({ context, stored: null })),
    },
    {
      key: "stored",
      title: say.stored,
      entries: shownRows.map((one) => ({ context: storedContext(one), stored: one })),
      tools: tags.length > 0 ? <TagFilter tags={tags} tag={tag} onTag={setTag} /> : null,
      empty: stored.isError ? (
        <ErrorNote title={say.failed} error={stored.error} onRetry={() => void stored.refetch()} />
      ) : stored.data ? (
        <EmptyState icon={Braces} title={say.none} text={say.noneText} />
      ) : (
        <SkeletonLines lines={3} />
      ),
    },
    {
      key: "edges",
      title: say.edges,
      hint: say.edgesText,
      entries: edgeCases.map((context) => ({ context, stored: null })),
      empty: edges.isError ? (
        <ErrorNote title={say.edgesFailed} error={edges.error} onRetry={() => void edges.refetch()} />
      ) : null,
    },
  ];
  const edited = writing && "id" in writing ? rows.find(({ id }) => id === writing.id) : undefined;
  const keepable = mayWrite && (chosen.origin === "sample" || chosen.origin === "edge" || isTaken(chosen));

  return (
    <div className={styles.box} data-testid="contexts">
      <div className={styles.contexts} data-writing={writing !== null || undefined}>
        <section className={styles.list} aria-label={say.choose}>
          <div className={styles.tools}>
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<Pencil size={12} aria-hidden />}
              onClick={() => write(false)}
            >
              {say.write}
            </Button>
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<Download size={12} aria-hidden />}
              loading={taking !== null}
              aria-haspopup="dialog"
              onClick={() => setFinding(true)}
            >
              {say.takeFrom}
            </Button>
            {keepable ? (
              <Button
                variant="default"
                size="compact-xs"
                leftSection={<Save size={12} aria-hidden />}
                onClick={() => write(true)}
              >
                {say.keep}
              </Button>
            ) : null}
          </div>
          <ContextList
            groups={groups}
            chosen={chosen}
            mayWrite={mayWrite}
            onChoose={(context) => {
              forget();
              setWriting(null);
              onChoose(context);
            }}
            onEdit={({ id }) => setWriting({ id })}
            onDelete={(gone) => void remove(gone)}
          />
        </section>
        <div className={styles.detail}>
          {edited ? (
            <OpenedForm key={edited.id} latest={edited} table="knock.template_contexts">
              {(opened) => (
                <ContextForm
                  {...opened}
                  name={draftName(edited.id)}
                  source={source}
                  onTry={(values) => onChoose({ ...storedContext(edited), variables: values })}
                  onClose={close}
                />
              )}
            </OpenedForm>
          ) : writing && "key" in writing ? (
            <NewContext
              key={writing.key}
              writing={writing}
              source={source}
              onChoose={onChoose}
              onSaved={(saved) => {
                setWriting({ id: saved.id });
                onChoose(storedContext(saved));
              }}
              onClose={close}
            />
          ) : (
            <section aria-label={contextName(words, chosen)}>
              <h3>{contextName(words, chosen)}</h3>
              {row?.description ? <p className="quiet data">{row.description}</p> : null}
              <Faults source={source} values={chosen.variables} />
              <JsonTree value={chosen.variables} searchable />
            </section>
          )}
        </div>
      </div>
      <Sources opened={finding} onClose={() => setFinding(false)} onTake={take} />
    </div>
  );
}

interface NewProps extends Pick<ContextsProps, "source" | "onChoose"> {
  writing: New;
  onSaved: (row: StoredContext) => void;
  onClose: () => void;
}

function NewContext({ writing, source, onChoose, onSaved, onClose }: NewProps) {
  const [blank] = useState(() => unstored(writing.origin, writing.jobId));
  return (
    <ContextForm
      opened={blank}
      reopen={onSaved}
      changed={null}
      name={draftName(writing.key)}
      source={source}
      onTry={(variables) => onChoose({ origin: "hand", id: null, name: "", variables })}
      onClose={onClose}
    />
  );
}

function TagFilter({ tags, tag, onTag }: { tags: string[]; tag: string | null; onTag: (tag: string | null) => void }) {
  const say = useWords().templateTry.contexts;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that switch a view are no form
    <div className={styles.tags} role="group" aria-label={say.tags}>
      {[null, ...tags].map((one) => (
        <button key={one ?? ""} type="button" aria-pressed={one === tag} onClick={() => onTag(one)}>
          {one ?? say.allTags}
        </button>
      ))}
    </div>
  );
}
