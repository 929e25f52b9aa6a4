// Runs for tests and for looking at the pages: typed as the bindings and written like the real thing.
import type { Run, RunEvent, RunStep, RunSummary } from "../bindings";

export const BEGIN = Date.now() - 3 * 60_000;
const at = (milliseconds: number, begin = BEGIN) => new Date(begin + milliseconds).toISOString();

export const NAMES = [
  "Agent 1: Need Vector Analysis",
  "Agent 2: Character Profile Generation",
  "Agent 3: System Prompt Assembly",
  "Agent 4: Image Prompt Generation",
  "Agent 5: Image Generation",
];

const need = (name: string, observed: number, hidden: number, state: string) => ({
  need: name,
  observed,
  hidden,
  actual: Math.max(observed, hidden),
  gap: Math.round(Math.abs(hidden - observed) * 100) / 100,
  state,
});

export const analysis = {
  presenceVector: [
    { need: "belonging", intensity: 0.42, evidence: ["협동 게임"], interpretation: "같이 할 사람을 찾아요" },
  ],
  deficiencyVector: [],
  completeVector: [
    need("survival", 0.31, 0.22, "balanced"),
    need("belonging", 0.42, 0.81, "deficient"),
    need("recognition", 0.55, 0.38, "satisfied"),
    need("autonomy", 0.68, 0.52, "satisfied"),
    need("growth", 0.74, 0.61, "satisfied"),
    need("meaning", 0.29, 0.45, "deficient"),
  ],
  paradoxes: [
    {
      needA: "belonging",
      needB: "autonomy",
      intensityA: 0.81,
      intensityB: 0.68,
      tension: 0.68,
      description: "함께 있고 싶어 하면서도 혼자만의 시간을 먼저 챙겨요.",
    },
  ],
};

export const character = {
  name: "서준",
  archetype: "developer_gamer",
  keywords: ["느긋한", "집요한", "다정한"],
  selectedExperiences: [{ id: "0190f2d0-0000-7000-8000-000000000001" }],
  traumaAndLearning: {
    learnedBeliefs: { aboutWorld: ["애쓴 만큼은 남는다"], aboutPeople: ["먼저 물어봐야 알려 준다"], aboutSelf: [] },
    trauma: { deepestFear: "불이 꺼진 방에 아무도 돌아오지 않는 것", neverAgain: "", avoidances: [], triggers: [] },
  },
  survivalStrategies: [
    { name: "먼저 농담하기", purpose: "", effect: "", cost: "" },
    { name: "밤새 고치기", purpose: "", effect: "", cost: "" },
  ],
  personalityTraits: { surface: [{ trait: "차분함", behavior: "말수가 적다" }], shadow: [] },
  conversationPatterns: {
    frequentPhrases: [{ phrase: "잠깐만, 이것만 보고", reason: "" }],
    neverSays: [],
    style: { length: "medium", speed: "medium", tone: "neutral", characteristics: [] },
  },
};

export const systemPrompt = `# 서준

## WHY
불이 켜진 방을 좋아해요. 누가 들어오기를 기다리는 티는 내지 않아요.

---

## HOW
먼저 농담을 던지고, 대답이 오면 그제야 의자를 돌려요.

---

## WHAT
“잠깐만, 이것만 보고”라고 말하고는 십 분을 더 봐요.`;

const sourced = (value: string, label: string) => ({
  value,
  fragment: label,
  source: { pool: "visuals", id: "0190f2d0-0000-7000-8000-000000000010", label },
});

export const scene = {
  imagePrompt: "16-bit pixel art, isometric room, warm lamp, tidy desk",
  negativePrompt: "people, text, blur",
  visualLanguage: {
    colors: {
      primary: sourced("#E8A867", "따뜻한 주황"),
      secondary: sourced("#4A5A7A", "새벽 남색"),
      accent: sourced("#F5E0B0", "크림색 불빛"),
    },
    space: { layout: sourced("clustered", "모여 있는 가구"), organization: "tidy", openness: "cosy" },
    lighting: { light: sourced("lamp", "탁상 등"), night: true, intensity: 0.5, warmth: 0.8 },
    mood: [sourced("cozy", "아늑함")],
  },
  objects: [],
  defensiveElements: [],
  archetype: "developer_gamer",
  reasoning: "가장 강한 욕구가 소속이라 따뜻한 색이 바탕이 되었고, 책상이 가운데에 놓였어요.",
};

export const picture = {
  digest: "a3f1",
  imageUrl: "pictures/a3f1.png",
  generationMethod: "procedural",
  width: 256,
  height: 512,
  colors: 28,
  bytes: 21_400,
  sharpEdges: 0.94,
  validated: true,
};

export const quality = {
  score: 0.86,
  band: "good",
  checks: {
    needDiversity: { value: 1, found: 4, raise: null },
    hasParadox: { value: 1, found: 1, raise: null },
    promptStructure: { value: 0.7, found: 1, raise: "promptFindings" },
    imageValidation: { value: 0.75, found: 0, raise: "preset" },
  },
  missed: [],
};

export const findings = [
  {
    path: "prompt",
    rule: "prompt-length",
    severity: "warning",
    message: "the prompt has 382 tokens, 1000 to 4000 are wanted",
  },
];

export const template = { id: "default-11", name: "default", version: "1.1", digest: "77aa" };

/** What each step makes. */
export const OUTPUTS: unknown[] = [
  analysis,
  { character, material: { experiences: [] } },
  {
    systemPrompt,
    template,
    tokenCount: 382,
    characters: 1334,
    estimatedTokens: 382,
    validation: { passed: false, critical: false, issues: findings },
  },
  { scene, usage: [] },
  picture,
];

export const LINES = [
  "belonging 0.81, growth 0.74, autonomy 0.68, recognition 0.55 · 1 paradoxes",
  "서준 · developer_gamer",
  "382 tokens · 1334 characters",
  "5 objects · developer_gamer",
  "256×512 · 28 colours · 21400 bytes",
];

export const input = {
  userData: {
    domains: ["github.com", "youtube.com"],
    keywords: ["사이드 프로젝트", "같이 할 사람"],
    categories: [],
    interests: ["협동 게임"],
    avoidTopics: ["정치"],
  },
  preferences: { conversationStyle: "casual" },
  meta: { userName: "하람", language: "ko" },
};

export function step(number: number, part: Partial<RunStep> = {}): RunStep {
  return {
    step: number,
    agent: NAMES[number - 1] ?? "",
    attempt: 1,
    status: "completed",
    input: number === 1 ? input : { analysis: "…" },
    output: OUTPUTS[number - 1] ?? null,
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
    batchId: null,
    dryRun: false,
    createdAt: at(-200),
    startedAt: at(0),
    completedAt: at(4120),
    archivedAt: null,
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

/** A picture of one pixel. */
export const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
