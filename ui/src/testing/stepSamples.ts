// What the five steps of a run are called, take and make, for tests: written like the real thing.

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

const template = { id: "default-11", name: "default", version: "1.1", digest: "77aa" };

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

/** A picture of one pixel. */
export const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
