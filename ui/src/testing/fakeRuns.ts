// Runs in memory: started, told of, cancelled, decided. They stand still until somebody lets them go on, so that a test
// can look at any moment of them; `play` lets a run go through all of its steps by itself, for people who look.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";
import { differencesOf } from "../features/runs/compare/differences";
import { failed, ok } from "./fakeAnswers";
import type { Shown } from "./fakeReads";
import { matching } from "./fakeRows";
import { asRead, fakeRunReading } from "./fakeRunReading";
import { preview } from "./previewSamples";
import * as samples from "./runSamples";
import { runTable } from "./runTable";
import * as made from "./stepSamples";

type Tell = (change: Partial<Shell.RowsChanged> & { table: string }) => void;

export interface FakeRuns {
  runs: Shell.Run[];
  events: Record<string, Shell.RunEvent[]>;
  picture: string;
  preview: Shell.RunPreview;
  poolRows: Shell.RunPoolRow[];
  providers: Shell.StoredProvider[];
  /** A new run begins to go by itself. */
  live: boolean;
}

const AGENTS: Shell.Agent[] = ["needs", "character", "prompt", "scene", "picture"];
const OVER = ["completed", "failed", "cancelled"];

const provider = (name: string, isEnabled: boolean): Shell.StoredProvider => ({
  revision: "1",
  name,
  kind: name,
  baseUrl: null,
  model: `${name}-1.5-pro`,
  imageModel: "",
  concurrency: 4,
  isEnabled,
  updatedAt: "2026-06-01T09:00:00Z",
});

/** The one rule it knows: a character has three keywords. */
function faultOf(output: unknown): string | null {
  const character = (output as { character?: { keywords?: unknown[] } } | null)?.character;
  return character && (character.keywords?.length ?? 0) < 3 ? "output.character.keywords" : null;
}

export function fakeRuns(tell: Tell = () => undefined) {
  const state: FakeRuns = {
    runs: [],
    events: {},
    picture: made.PIXEL,
    poolRows: [],
    preview,
    providers: [provider("gemini", true), provider("openai", false)],
    live: false,
  };
  const find = (id: string) => state.runs.find((run) => run.id === id);

  const change = (id: string, part: Partial<Shell.Run>) => {
    state.runs = state.runs.map((run) => (run.id === id ? { ...run, ...part } : run));
    tell({ table: "knock.agent_jobs", ids: [id] });
  };
  /** Appends to the log of a run, as its worker would. */
  const say = (id: string, ...said: (Partial<Shell.RunEvent> & { kind: string })[]) => {
    const log = state.events[id] ?? [];
    const now = new Date().toISOString();
    const fresh = said.map((part, index) => samples.event(log.length + index + 1, { at: now, ...part }));
    state.events[id] = [...log, ...fresh];
    state.runs = state.runs.map((run) => (run.id === id ? { ...run, lastEvent: log.length + fresh.length } : run));
    tell({ table: "knock.agent_job_events", operation: "insert", ids: [id] });
  };
  const step = (id: string, number: number, part: Partial<Shell.RunStep>) => {
    const now = new Date().toISOString();
    const known = find(id)?.steps ?? [];
    const before = known.find((one) => one.step === number && one.attempt === (part.attempt ?? 1));
    const next = before
      ? { ...before, ...part }
      : samples.step(number, { startedAt: now, completedAt: null, durationMs: null, output: null, ...part });
    const steps = [...known.filter((one) => one !== before), next].toSorted(
      (a, b) => a.step - b.step || a.attempt - b.attempt,
    );
    state.runs = state.runs.map((run) =>
      run.id === id ? { ...run, steps, stepsDone: steps.filter((one) => one.status === "completed").length } : run,
    );
  };

  /** One move of a run: it begins, a step begins, a step ends, the run ends. Says whether there is a next one. */
  const advance = (id: string): boolean => {
    const run = find(id);
    if (!run || OVER.includes(run.status) || run.status === "waiting") return false;
    const now = new Date().toISOString();
    if (run.status === "pending") {
      change(id, { status: "running", startedAt: now });
      say(id, { kind: "started" });
      return true;
    }
    const going = run.steps.find((one) => one.status === "running");
    if (going) {
      const place = { step: going.step, attempt: going.attempt };
      const durationMs = Math.max(1, Date.now() - Date.parse(going.startedAt));
      const output = made.OUTPUTS[going.step - 1] ?? null;
      step(id, going.step, { status: "completed", completedAt: now, durationMs, output });
      say(
        id,
        { kind: "line", level: "success", message: made.LINES[going.step - 1] ?? "", ...place },
        { kind: "stepCompleted", level: "success", ...place },
      );
      return true;
    }
    const next = Math.max(0, ...run.steps.map((one) => one.step)) + 1;
    if (next <= 5) {
      step(id, next, { status: "running" });
      say(id, { kind: "stepStarted", step: next, attempt: 1 });
      return true;
    }
    const { output, quality, character, archetype } = samples.run({ id, number: run.number });
    const durationMs = Date.now() - Date.parse(run.startedAt ?? now);
    change(id, { status: "completed", output, quality, character, archetype, completedAt: now, durationMs });
    say(id, { kind: "completed", level: "success", data: { quality, missed: [] } });
    return false;
  };
  const play = (id: string, every = 700) => {
    const timer = setInterval(() => {
      if (!advance(id)) clearInterval(timer);
    }, every);
  };

  const add = (part: Partial<Shell.Run>): Shell.Started => {
    const number = Math.max(1206, ...state.runs.map((run) => run.number)) + 1;
    const id = `run-${number}`;
    state.runs = [samples.queued({ id, number, ...part }), ...state.runs];
    say(id, { kind: "queued" });
    tell({ table: "knock.agent_jobs", operation: "insert", ids: [id] });
    if (state.live) play(id);
    return { id, number };
  };

  /** Found by all that is kept of a run, as the database finds it by what was in it. */
  const rows = () =>
    state.runs.map((run) => ({ ...run, revision: `${run.status} ${run.lastEvent}` }) as unknown as Shell.TableRow);
  /** Only what is over is put away. */
  const putAway = (ids: string[], part: Partial<Shell.Run>) => {
    const meant = state.runs.filter((run) => ids.includes(run.id) && OVER.includes(run.status));
    for (const run of meant) change(run.id, part);
    return ok(meant.length);
  };
  const when = (is: boolean) => (is ? new Date().toISOString() : null);

  const answers = {
    runStart: (request) => {
      const { source, config = {}, seed } = request;
      const older = source.kind === "like" ? find(source.run) : undefined;
      if (source.kind === "like" && !older) return failed("NotFound", `no run ${source.run}`);
      return ok(
        add({
          person: older?.person ?? "하람",
          config,
          engine: config.engine ?? "offline",
          seed: seed ?? 4242,
          dryRun: config.dryRun ?? false,
          basedOn: older?.id ?? null,
          basedOnNumber: older?.number ?? null,
          basedOnKind: older ? "like" : null,
        }),
      );
    },
    runCheck: () => ok(state.preview),
    runRetry: (id, again) => {
      const old = find(id);
      if (!old || !OVER.includes(old.status)) return failed("Conflict", "the run is not over yet");
      return ok(
        add({
          person: old.person,
          seed: again.seed ?? old.seed,
          engine: again.engine ?? old.engine,
          templateId: again.templateId ?? old.templateId,
          basedOn: id,
          basedOnNumber: old.number,
          basedOnKind: "retry",
        }),
      );
    },
    runFork: (id, agent, output, engine) => {
      const old = find(id);
      const number = AGENTS.indexOf(agent) + 1;
      if (!old || !OVER.includes(old.status)) return failed("Conflict", "the run is not over yet");
      const fault = faultOf(output);
      if (fault) return failed("Invalid", "at least 3 are needed", fault);
      const kept = old.steps.filter((one) => one.step < number && one.status === "completed");
      const edited = samples.step(number, { output, engine: "edited", startedAt: new Date().toISOString() });
      const steps = [...kept.map((one) => ({ ...one, cacheHit: true })), edited];
      const { person, seed, number: basedOnNumber } = old;
      const fork = { person, seed, basedOn: id, basedOnNumber, basedOnKind: "fork", steps };
      return ok(add({ ...fork, engine: engine ?? old.engine }));
    },
    runCancel: (id, reason) => {
      const run = find(id);
      if (!run || OVER.includes(run.status)) return failed("Conflict", "the run is over already");
      change(id, { status: "cancelled", errorKind: "cancelled", error: reason, completedAt: new Date().toISOString() });
      say(id, { kind: "cancelled", level: "warning", message: reason });
      return ok(null);
    },
    runDecide: (id, decision, note, output) => {
      const gate = find(id)?.gate as { step?: number } | null | undefined;
      if (!gate) return failed("Conflict", "the run asks nothing");
      const fault = output === null ? null : faultOf(output);
      if (fault) return failed("Invalid", "at least 3 are needed", fault);
      if (output !== null) step(id, gate.step ?? 0, { output });
      say(id, {
        kind: "decided",
        level: decision === "approve" ? "success" : "error",
        message: note,
        data: { decision, by: "mina", step: gate.step },
      });
      change(
        id,
        decision === "approve"
          ? { status: "running", gate: null }
          : { status: "failed", gate: null, failedStep: gate.step ?? null, errorKind: "rejected", error: note },
      );
      return ok(null);
    },
    runArchive: (ids, archived) => putAway(ids, { archivedAt: when(archived) }),
    runDelete: (ids, deleted) => putAway(ids, { deletedAt: when(deleted) }),
    runMark: (ids, { triage, note, label, addTags = [], removeTags = [] }) => {
      const meant = state.runs.filter((run) => ids.includes(run.id));
      for (const run of meant)
        change(run.id, {
          triage: triage ?? run.triage,
          note: note ?? run.note,
          label: label ?? run.label,
          tags: [...new Set([...run.tags, ...addTags])].filter((tag) => !removeTags.includes(tag)),
        });
      return ok(meant.length);
    },
    runSurvey: (filter) => ok(survey(matching(rows(), filter) as unknown as Shell.RunSummary[])),
    runGet: (id) => {
      const run = find(id);
      return run ? ok(asRead(run)) : failed("NotFound", `there is no run ${id}`);
    },
    ...fakeRunReading(find, () => state.poolRows),
    runEvents: (id, after, limit) => ok((state.events[id] ?? []).filter((one) => one.seq > after).slice(0, limit)),
    runPicture: () => ok(state.picture),
    runImport: () => ok(add({ person: "가람", status: "completed" })),
    runCompare: (ids) => {
      const runs = ids.map(find).filter((run) => run !== undefined);
      if (runs.length < ids.length) return failed("NotFound", "a run of the comparison is gone");
      const whole = runs.map(({ input, config, output, status, engine, degraded, durationMs }) => {
        return { input, config, output, status, engine, degraded, durationMs };
      });
      return ok({ runs, ...differencesOf(whole) });
    },
    providerList: () => ok(state.providers),
  } satisfies Partial<typeof Commands>;

  const shown = (): Shown => ({ table: runTable, rows: rows() });
  return { answers, state, shown, acts: { change, say, step, advance, play, add } };
}

export type RunActs = ReturnType<typeof fakeRuns>["acts"];

const BUCKETS = 24;
const mean = (values: number[]) => (values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length);

/** The runs of a filter in numbers, spread over the time they were asked for. */
function survey(runs: Shell.RunSummary[]): Shell.RunSurvey {
  const times = runs.map((run) => Date.parse(run.createdAt));
  const first = Math.min(...times);
  const span = Math.max(1000, Math.max(...times) - first) / BUCKETS;
  const placed = (run: Shell.RunSummary) =>
    Math.min(BUCKETS - 1, Math.floor((Date.parse(run.createdAt) - first) / span));
  const bucket = (at: number): Shell.RunBucket => {
    const states = runs.filter((run) => placed(run) === at).map((run) => run.status);
    const completed = states.filter((state) => state === "completed").length;
    const failed = states.filter((state) => state === "failed").length;
    const from = new Date(first + at * span).toISOString();
    return { from, completed, failed, other: states.length - completed - failed };
  };
  const states = [...new Set(runs.map((run) => run.status))];
  const took = runs.flatMap((run) => (run.durationMs === null ? [] : [run.durationMs])).toSorted((a, b) => a - b);
  return {
    total: runs.length,
    states: states.map((state) => ({ state, count: runs.filter((run) => run.status === state).length })),
    buckets: runs.length === 0 ? [] : Array.from({ length: BUCKETS }, (_, at) => bucket(at)),
    meanQuality: mean(runs.flatMap((run) => (run.quality === null ? [] : [run.quality]))),
    costUsd: runs.reduce((sum, run) => sum + run.costUsd, 0),
    tokens: runs.reduce((sum, run) => sum + run.tokens, 0),
    p50Ms: took[Math.floor(took.length / 2)] ?? null,
    p95Ms: took[Math.floor(took.length * 0.95)] ?? null,
  };
}
