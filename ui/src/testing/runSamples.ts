// Runs for tests and for looking at the pages: typed as the bindings and written like the real thing.
import type { Run, RunEvent, RunStep, RunSummary } from "../bindings";
import {
  analysis,
  character,
  findings,
  input,
  LINES,
  NAMES,
  OUTPUTS,
  picture,
  quality,
  scene,
  systemPrompt,
} from "./stepSamples";

export const BEGIN = Date.now() - 3 * 60_000;
const at = (milliseconds: number, begin = BEGIN) => new Date(begin + milliseconds).toISOString();

export function step(number: number, part: Partial<RunStep> = {}): RunStep {
  return {
    step: number,
    agent: NAMES[number - 1] ?? "",
    attempt: 1,
    status: "completed",
    input: number === 1 ? input : { analysis: "…" },
    output: OUTPUTS[number - 1] ?? null,
    inputBytes: 400,
    outputBytes: 2000,
    startedAt: at((number - 1) * 800),
    completedAt: at(number * 800 - 60),
    durationMs: 740,
    engine: "offline",
    provider: null,
    model: null,
    promptTokens: null,
    completionTokens: null,
    costUsd: null,
    fallbackUsed: false,
    fallbackReason: null,
    cacheHit: false,
    errorKind: null,
    error: null,
    warnings: number === 3 ? findings : [],
    question: null,
    answer: null,
    worker: 1,
    ...part,
  };
}

export function summary(part: Partial<RunSummary> & { id: string; number: number }): RunSummary {
  return {
    status: "completed",
    person: "하람",
    userId: null,
    character: "서준",
    archetype: "developer_gamer",
    templateId: "default-11",
    template: "default 1.1",
    quality: 0.86,
    degraded: false,
    engine: "offline",
    seed: 20_240_607,
    durationMs: 4120,
    stepsDone: 5,
    promptTokens: 0,
    completionTokens: 0,
    tokens: (part.promptTokens ?? 0) + (part.completionTokens ?? 0),
    costUsd: 0,
    warnings: 1,
    errorKind: null,
    error: null,
    failedStep: null,
    label: null,
    tags: [],
    priority: 0,
    scheduledFor: null,
    basedOn: null,
    basedOnKind: null,
    basedOnNumber: null,
    batchId: null,
    batchNumber: null,
    dryRun: false,
    createdAt: at(-200),
    startedAt: at(0),
    completedAt: at(4120),
    archivedAt: null,
    deletedAt: null,
    triage: "new",
    note: "",
    ...part,
  };
}

export function run(part: Partial<Run> & { id: string; number: number }): Run {
  return {
    ...summary(part),
    input,
    config: { engine: "offline" },
    settings: { agents: [], criteria: { minScore: 0.7 } },
    output: {
      analysis,
      character,
      prompts: { systemPrompt, imagePrompt: scene.imagePrompt },
      prompt: OUTPUTS[2],
      scene,
      image: { url: picture.imageUrl, metadata: picture },
      quality,
    },
    outputBytes: 4000,
    gate: null,
    cancelRequestedAt: null,
    poolRevision: 41,
    poolChangedSince: false,
    lastEvent: 0,
    steps: [1, 2, 3, 4, 5].map((number) => step(number)),
    followedBy: [],
    ...part,
  };
}

/** A run that has just been asked for. */
export function queued(part: Partial<Run> & { id: string; number: number }): Run {
  const now = new Date().toISOString();
  return run({
    status: "pending",
    character: null,
    archetype: null,
    quality: null,
    durationMs: null,
    stepsDone: 0,
    warnings: 0,
    createdAt: now,
    startedAt: null,
    completedAt: null,
    output: null,
    steps: [],
    ...part,
  });
}

export function event(seq: number, part: Partial<RunEvent> & { kind: string }): RunEvent {
  return { seq, at: at(seq * 90), step: null, attempt: null, level: "info", message: "", data: null, ...part };
}

/** The log of a run without incidents. */
export const events: RunEvent[] = [
  event(1, { kind: "queued", at: at(-200) }),
  event(2, { kind: "started", at: at(0) }),
  ...NAMES.flatMap((_, index): RunEvent[] => {
    const seq = 3 + index * 3;
    const place = { step: index + 1, attempt: 1 };
    return [
      event(seq, { kind: "stepStarted", at: at(index * 800), ...place }),
      event(seq + 1, {
        kind: "line",
        at: at(index * 800 + 600),
        level: "success",
        message: LINES[index] ?? "",
        ...place,
      }),
      event(seq + 2, { kind: "stepCompleted", at: at(index * 800 + 740), level: "success", ...place }),
    ];
  }),
  event(18, { kind: "completed", at: at(4120), level: "success", data: { quality: 0.86, missed: [] } }),
];

const ask = "사용자가 찾아본 것들에서 여섯 가지 욕구를 읽어 주세요.";

/** One of each kind, newest first. */
export const list: Run[] = [
  run({
    id: "run-1206",
    number: 1206,
    status: "running",
    person: "서연",
    character: null,
    archetype: null,
    quality: null,
    durationMs: null,
    engine: "gemini",
    stepsDone: 2,
    promptTokens: 2410,
    completionTokens: 1180,
    costUsd: 0.0089,
    createdAt: at(110_000),
    startedAt: at(110_400),
    completedAt: null,
    output: null,
    steps: [
      step(1, {
        startedAt: at(110_400),
        completedAt: at(118_000),
        durationMs: 7600,
        status: "failed",
        errorKind: "rateLimited",
        error: "429 from gemini",
        output: null,
        provider: "gemini",
        model: "gemini-1.5-pro",
      }),
      step(1, {
        attempt: 2,
        startedAt: at(120_000),
        completedAt: at(131_000),
        durationMs: 11_000,
        provider: "gemini",
        model: "gemini-1.5-pro",
        promptTokens: 2410,
        completionTokens: 1180,
        costUsd: 0.0089,
        question: {
          system: "당신은 욕구를 읽는 분석가예요.",
          user: ask,
          schemaName: "analysis",
          schema: { type: "object" },
        },
        answer: JSON.stringify(analysis, null, 2),
      }),
      step(2, {
        startedAt: at(131_200),
        completedAt: null,
        durationMs: null,
        status: "running",
        output: null,
        provider: "gemini",
        model: "gemini-1.5-pro",
      }),
    ],
  }),
  queued({ id: "run-1205", number: 1205, person: "도윤", seed: 7 }),
  run({
    id: "run-1204",
    number: 1204,
    status: "waiting",
    person: "지호",
    quality: null,
    durationMs: null,
    completedAt: null,
    stepsDone: 2,
    output: null,
    gate: { step: 2, askedAt: at(2000) },
    config: { gates: ["character"], engine: "offline" },
    steps: [step(1), step(2)],
  }),
  run({
    id: "run-1203",
    number: 1203,
    poolChangedSince: true,
    followedBy: [{ id: "run-1202", number: 1202, kind: "retry" }],
  }),
  run({
    id: "run-1202",
    number: 1202,
    person: "민서",
    character: "하율",
    degraded: true,
    quality: 0.64,
    basedOn: "run-1203",
    basedOnKind: "retry",
    basedOnNumber: 1203,
    engine: "gemini",
    promptTokens: 5120,
    completionTokens: 2044,
    costUsd: 0.0213,
    output: {
      analysis: { ...analysis, paradoxes: [] },
      character: { ...character, name: "하율" },
      prompts: { systemPrompt },
      prompt: OUTPUTS[2],
      scene,
      image: { url: picture.imageUrl, metadata: picture },
      quality: {
        score: 0.64,
        band: "poor",
        checks: {
          ...quality.checks,
          hasParadox: { value: 0, found: 0, raise: "moreParadoxes" },
          promptStructure: { value: 0.7, found: 1, raise: "promptFindings" },
        },
        missed: ["paradoxes", "score"],
      },
    },
    steps: [
      step(1, { status: "failed", errorKind: "timeout", error: "the step took longer than 30000 ms", output: null }),
      step(1, { attempt: 2, fallbackUsed: true, fallbackReason: "the step took longer than 30000 ms" }),
      step(2, { cacheHit: true, durationMs: 12 }),
      step(3),
      step(4),
      step(5),
    ],
  }),
  run({
    id: "run-1201",
    number: 1201,
    status: "failed",
    person: "하준",
    character: null,
    archetype: null,
    quality: null,
    output: null,
    failedStep: 2,
    errorKind: "schemaViolation",
    error: "keywords: at least 3 are needed, 1 was given",
    stepsDone: 1,
    steps: [
      step(1),
      step(2, {
        status: "failed",
        output: null,
        errorKind: "schemaViolation",
        error: "keywords: at least 3 are needed",
      }),
      ...[3, 4, 5].map((number) => step(number, { status: "skipped", output: null, durationMs: 0 })),
    ],
  }),
  run({
    id: "run-1200",
    number: 1200,
    status: "cancelled",
    person: "",
    character: null,
    archetype: null,
    quality: null,
    output: null,
    dryRun: true,
    error: "",
    errorKind: "cancelled",
    stepsDone: 0,
    steps: [],
  }),
];
