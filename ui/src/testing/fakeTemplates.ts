// Templates kept in memory behind the commands that list, write, publish and try them. Rules only the database or the
// renderer knows are left to it: tests say what they find through `state`.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";
import { failed, nextRevision, ok, waysBack } from "./fakeAnswers";
import { renderFake } from "./fakePrompt";
import * as samples from "./templateSamples";

type Answers = typeof Commands;
type Version = Shell.TemplateVersion;

export interface FakeTemplates {
  versions: Version[];
  snippets: Shell.SnippetVersion[];
  contexts: Shell.StoredContext[];
  settings: Shell.TemplateSettings;
  known: Shell.KnownVariable[];
  /** What every linting and every check finds. */
  findings: Shell.Finding[];
  goldens: Shell.GoldenChange[];
  usage: Shell.TemplateUsage;
  waiting: number;
  /** What can be written at any place. */
  scope: Shell.ScopeAt;
  paths: Shell.PathUse[];
  edits: Shell.TextEdit[];
  faults: Shell.ContextFault[];
  /** What history keeps of all versions, newest first. */
  changes: Shell.Change[];
  /** What contexts can be taken from, and what each comes to by its key. */
  sources: Shell.ContextSource[];
  taken: Record<string, Record<string, unknown>>;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const fieldOf = (version: Version, field: string): unknown =>
  field.startsWith("sections.")
    ? (version.sections[field.slice(9)] ?? null)
    : (version as unknown as Record<string, unknown>)[field];

function withField(version: Version, field: string, value: unknown): Version {
  if (!field.startsWith("sections.")) return { ...version, [field]: value };
  const { [field.slice(9)]: _, ...others } = version.sections;
  return {
    ...version,
    sections: value === null ? others : { ...version.sections, [field.slice(9)]: String(value) },
  };
}

export const sourceOf = (version: Version, snippets: Shell.SnippetVersion[]): Shell.TemplateSource => ({
  sections: version.arrangement.map((key) => ({ key, text: version.sections[key] ?? "" })),
  variables: version.variables,
  snippets: snippets.map(({ name, text }) => ({ name, text })),
});

export function fakeTemplates(tellRows: (change: Partial<Shell.RowsChanged> & { table: string }) => void) {
  let made = 0;
  const { remember, takeBack } = waysBack();

  const state: FakeTemplates = {
    versions: samples.templates(),
    snippets: samples.snippets(),
    contexts: samples.contexts(),
    settings: samples.templateSettings,
    known: samples.known,
    findings: [],
    goldens: [],
    usage: { characters: 0, runs: 0, quality: null, made: [] },
    waiting: 0,
    scope: { blocks: [], paths: [], helpers: ["each", "if", "unless", "with"], snippets: ["manners"] },
    paths: [],
    edits: [],
    faults: [],
    changes: [],
    sources: samples.sources,
    taken: {},
  };

  const find = (id: string) => state.versions.find((one) => one.id === id);
  const missing = (id: string) => failed("NotFound", `template ${id}`);
  const stale = () => failed("Stale", "the template was changed by somebody else meanwhile");
  const told = (table: string, id: string, operation: Shell.Operation = "update") =>
    tellRows({ table: `knock.${table}`, ids: [id], operation });

  const put = (version: Version): Version => {
    const now = { ...version, revision: nextRevision(version.revision), updatedAt: new Date().toISOString() };
    state.versions = state.versions.map((one) => (one.id === now.id ? now : one));
    told("prompt_templates", now.id);
    return now;
  };
  const step = (id: string, revision: string | null, change: Partial<Version>) => {
    const version = find(id);
    if (!version) return missing(id);
    if (revision !== null && revision !== version.revision) return stale();
    return ok(put({ ...version, ...change }));
  };
  /** Takes something away and keeps the way back. */
  const remove = <K extends "versions" | "snippets" | "contexts">(list: K, table: string, id: string) => {
    const before = state[list];
    if (!before.some((one) => one.id === id)) return failed("NotFound", `${table} ${id}`);
    state[list] = before.filter((one) => one.id !== id) as FakeTemplates[K];
    told(table, id, "delete");
    return ok(
      remember(list, () => {
        state[list] = before;
        told(table, id, "insert");
      }),
    );
  };
  const digestOf = (version: Version) => `digest-${version.revision}-${state.goldens.length}`;

  const create = ({ name, version, from }: Shell.NewTemplate) => {
    const original = from ? find(from) : undefined;
    const called = name ?? original?.name;
    if (!called) return failed("Invalid", "a template has a name", "name", { reason: "required" });
    const taken = state.versions.filter((one) => one.name === called).map((one) => one.version);
    const greatest = Math.max(-1, ...taken.map((one) => Number(one.split(".")[1] ?? 0)));
    const created = samples.version({
      ...original,
      id: `made-${++made}`,
      revision: "1",
      name: called,
      version: version ?? `1.${greatest + 1}`,
      state: "draft",
      isDefault: false,
      characters: 0,
      basedOn: original?.id ?? null,
      createdAt: new Date().toISOString(),
    });
    if (taken.includes(created.version))
      return failed("Invalid", "this version is there already", "version", { reason: "taken" });
    state.versions = [created, ...state.versions];
    told("prompt_templates", created.id, "insert");
    return ok(created);
  };

  const answers = {
    templateList: ({ text, states = [], tags = [], folder, name }) => {
      const words = (text ?? "").split(/\s+/).filter((word) => word !== "");
      const all = (one: Version) =>
        JSON.stringify([one.name, one.description, one.agentInstructions, Object.values(one.sections)]);
      return ok(
        state.versions.filter(
          (one) =>
            words.every((word) => all(one).includes(word)) &&
            (states.length === 0 || states.includes(one.state)) &&
            tags.every((tag) => one.tags.includes(tag)) &&
            (!folder || one.folder === folder || one.folder.startsWith(`${folder}/`)) &&
            (!name || one.name === name),
        ),
      );
    },
    templateGet: (id) => {
      const version = find(id);
      return version ? ok(version) : missing(id);
    },
    templateCreate: create,
    templateSave: (id, edits) => {
      const before = find(id);
      if (!before) return missing(id);
      if (before.state !== "draft") return failed("Conflict", "a published version does not change; duplicate it");
      let version = before;
      const conflicts: Shell.FieldConflict[] = [];
      for (const { field, base, value } of edits) {
        const now = fieldOf(version, field);
        if (same(now, value)) continue;
        if (same(now, base)) version = withField(version, field, value);
        else conflicts.push({ field, theirs: now });
      }
      if (version === before) return ok({ version: before, conflicts, changeSet: null });
      return ok({ version: put(version), conflicts, changeSet: `set-save-${++made}` });
    },
    templateFileUnder: (name, folder, tags) => {
      const filed = state.versions.filter((one) => one.name === name);
      for (const one of filed) put({ ...one, folder, tags });
      return ok(filed.length);
    },
    templateArchive: (id, archived) => step(id, null, { state: archived ? "archived" : "published" }),
    templateDelete: (id, revision) => {
      const version = find(id);
      return version && version.revision !== revision ? stale() : remove("versions", "prompt_templates", id);
    },
    templateCheck: (id) => {
      const version = find(id);
      if (!version) return missing(id);
      return ok({
        findings: state.findings,
        goldens: state.goldens,
        errors: state.findings.filter(({ severity }) => severity === "error").length,
        digest: digestOf(version),
      });
    },
    templateSubmit: (id, revision, note) =>
      step(id, revision, {
        state: "review",
        reviewNote: note,
        submittedBy: "mina",
        submittedAt: new Date().toISOString(),
      }),
    templateTakeBack: (id, revision, note) => step(id, revision, { state: "draft", reviewNote: note }),
    templatePublish: (id, digest, note) => {
      const version = find(id);
      if (!version) return missing(id);
      if (digest !== digestOf(version)) return stale();
      return step(id, null, {
        state: "published",
        publishNote: note,
        publishedBy: "mina",
        publishedAt: new Date().toISOString(),
      });
    },
    templateDefaultCheck: (id) => {
      const now = state.versions.find((one) => one.isDefault);
      return ok({
        now: now ? `${now.name} ${now.version}` : null,
        waiting: state.waiting,
        characters: now?.characters ?? 0,
        refusal: find(id)?.state === "published" ? null : "only a published version can be the default",
      });
    },
    templateMakeDefault: (id, revision) => {
      if (find(id)?.revision !== revision) return stale();
      state.versions = state.versions.map((one) => ({ ...one, isDefault: false }));
      return step(id, null, { isDefault: true });
    },
    templateUsage: () => ok(state.usage),
    templateDiff: (before, after) => {
      const [old, now] = [find(before), find(after)];
      if (!old || !now) return missing(old ? after : before);
      return ok(
        state.contexts.map(({ id, name, variables }) => {
          const made = [old, now].map((one) => renderFake(sourceOf(one, state.snippets), variables).prompt);
          const [was = "", is = ""] = made;
          return { context: id, name, before: was, after: is, changed: was !== is };
        }),
      );
    },
    templateSaveFile: (id, format) =>
      find(id) ? ok(`/home/mina/Downloads/voice.${format === "json" ? "json" : "md"}`) : missing(id),
    templateExport: (id, format) => {
      const version = find(id);
      if (!version) return missing(id);
      const { name, sections } = version;
      return ok(
        format === "json"
          ? `${JSON.stringify({ name, version: version.version, sections }, null, 2)}\n`
          : `---\nname: ${JSON.stringify(name)}\n---\n`,
      );
    },
    templateImport: (text) => {
      if (!text.startsWith("{") && !text.startsWith("---"))
        return failed(
          "Invalid",
          "the file is no template, line 1: a template begins with front matter between two lines of ---, or is JSON",
          "file",
          { reason: "unreadable" },
        );
      const name = /name"?:\s*"([^"]+)"/.exec(text)?.[1] ?? "imported";
      return create({ name });
    },
    templateSettingsGet: () => ok(state.settings),
    templateSettingsUpdate: (revision, edit) => {
      if (revision !== state.settings.revision) return stale();
      state.settings = { ...edit, revision: nextRevision(revision), updatedAt: new Date().toISOString() };
      return ok(state.settings);
    },
    snippetList: () => ok(state.snippets),
    snippetSave: (revision, edit) => {
      const draft = state.snippets.find((one) => one.name === edit.name && one.state === "draft");
      if (draft && draft.revision !== revision) return stale();
      const numbers = state.snippets.filter((one) => one.name === edit.name).map((one) => one.version);
      const saved: Shell.SnippetVersion = draft
        ? { ...draft, ...edit, revision: nextRevision(draft.revision) }
        : {
            ...edit,
            id: `${edit.name}-${++made}`,
            revision: "1",
            version: Math.max(0, ...numbers) + 1,
            state: "draft",
            publishedBy: null,
            publishedAt: null,
            updatedAt: new Date().toISOString(),
          };
      state.snippets = [saved, ...state.snippets.filter((one) => one.id !== saved.id)].sort(
        (a, b) => a.name.localeCompare(b.name) || b.version - a.version,
      );
      told("template_snippets", saved.id);
      return ok(saved);
    },
    snippetPublish: (id, revision) => {
      const draft = state.snippets.find((one) => one.id === id);
      if (!draft || draft.revision !== revision) return stale();
      const published = { ...draft, state: "published", publishedBy: "mina", revision: nextRevision(revision) };
      state.snippets = state.snippets.map((one) => (one.id === id ? published : one));
      told("template_snippets", id);
      return ok(published);
    },
    snippetDelete: (id) => remove("snippets", "template_snippets", id),
    snippetUses: (name) =>
      ok(
        state.versions
          .filter((one) => Object.values(one.sections).some((text) => text.includes(`{{> ${name}}}`)))
          .map(({ id, name: called, version, state }) => ({ kind: "template", id, name: called, version, state })),
      ),
    contextList: () => ok(state.contexts),
    contextSave: (id, revision, edit) => {
      const old = state.contexts.find((one) => one.id === id);
      if (id && old?.revision !== revision) return stale();
      const saved: Shell.StoredContext = {
        tags: [],
        isGolden: false,
        ...edit,
        id: id ?? `context-${++made}`,
        revision: nextRevision(old?.revision ?? "0"),
        updatedAt: new Date().toISOString(),
      };
      state.contexts = [...state.contexts.filter((one) => one.id !== saved.id), saved];
      told("template_contexts", saved.id);
      return ok(saved);
    },
    contextDelete: (id) => remove("contexts", "template_contexts", id),
    templateContextSources: (text) =>
      ok(state.sources.filter(({ key, label, note }) => `#${key} ${label} ${note ?? ""}`.includes(text))),
    templateContextOf: ({ key }) =>
      state.sources.some((one) => one.key === key)
        ? ok(state.taken[key] ?? samples.sampleContext)
        : failed("NotFound", `variables of ${key}`),
    promptRender: (source, context) => Promise.resolve(renderFake(source, context)),
    promptLint: () => ok(state.findings),
    promptKnownVariables: () => Promise.resolve(state.known),
    promptScope: () => Promise.resolve(state.scope),
    promptPaths: () => Promise.resolve(state.paths),
    promptRename: () => Promise.resolve(state.edits),
    promptEdgeCases: () =>
      Promise.resolve([
        { name: "empty lists", context: { ...samples.sampleContext, needs: [], experiences: [] } },
        { name: "braces inside of values", context: { ...samples.sampleContext, characterName: "{{이름}}" } },
      ]),
    promptContextCheck: () => Promise.resolve(state.faults),
  } satisfies Partial<Answers>;

  return { state, answers, takeBack };
}
