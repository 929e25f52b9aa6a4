// Rows and answers for tests and for looking at the pages: small, typed as the bindings, and written like the real thing.
import type {
  AppInfo,
  Connection,
  Content,
  Coverage,
  CoveragePool,
  CoverageTargets,
  Day,
  Draw,
  DrawRequest,
  DrawSettings,
  DrawSource,
  Hit,
  Home,
  Import,
  Need,
  Pool,
  Row,
  Scenario,
  SeedReport,
  TableRow,
  Usage,
} from "../bindings";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export const info: AppInfo = {
  version: "0.1.0",
  dataDir: "/home/mina/.local/share/dev.greenroom.console",
  logDir: "/home/mina/.local/share/dev.greenroom.console/logs",
  actor: "mina",
  operatingSystem: "Linux 6.8",
};

export const ready: Connection = {
  state: "ready",
  step: null,
  profile: { name: "knock", kind: "embedded", address: "local", production: false, readOnly: false },
  server: {
    version: "18.1",
    database: "greenroom",
    user: "greenroom",
    vector: false,
    trigram: true,
    sizeBytes: 34_900_000,
    schemas: [
      { system: "console", applied: "0002", latest: "0002", pending: 0 },
      { system: "knock", applied: "0005", latest: "0005", pending: 0 },
    ],
  },
  problem: null,
  since: ago(12),
  nextAttempt: null,
};

export const starting: Connection = { ...ready, state: "starting", step: "creating", server: null };
export const lost: Connection = {
  ...ready,
  state: "lost",
  problem: { code: "Unreachable", message: "connecting to the database", field: null, details: null },
  nextAttempt: new Date(Date.now() + 120_000).toISOString(),
};
export const failed: Connection = {
  ...ready,
  state: "failed",
  server: null,
  problem: {
    code: "DiskFull",
    message: "writing the data folder",
    field: null,
    details: "initdb: could not write to file: No space left on device",
  },
};
export const behind: Connection = {
  ...ready,
  state: "behind",
  profile: { name: "staging", kind: "external", address: "db.example.com/knock", production: false, readOnly: false },
  server: {
    version: "17.2",
    database: "knock",
    user: "mina",
    vector: true,
    trigram: true,
    sizeBytes: 812_000_000,
    schemas: [
      { system: "console", applied: null, latest: "0002", pending: 2 },
      { system: "knock", applied: "0003", latest: "0005", pending: 2 },
    ],
  },
};

const none = { active: 0, total: 0 };
export const freshContent: Content = {
  experiences: none,
  archetypes: none,
  visuals: none,
  traumaTypes: none,
  templates: none,
  people: 0,
  sampleInputs: 0,
  characters: 0,
  rooms: 0,
};

export const content: Content = {
  experiences: { active: 176, total: 182 },
  archetypes: { active: 14, total: 14 },
  visuals: { active: 296, total: 300 },
  traumaTypes: { active: 9, total: 9 },
  templates: { active: 2, total: 3 },
  people: 24,
  sampleInputs: 6,
  characters: 0,
  rooms: 0,
};

export const emptyDay: Day = {
  runs: 0,
  completed: 0,
  failed: 0,
  running: 0,
  successRate: null,
  meanQuality: null,
  p95Ms: null,
  tokens: 0,
  costUsd: 0,
};

export const busyDay: Day = {
  runs: 48,
  completed: 44,
  failed: 2,
  running: 2,
  successRate: 0.957,
  meanQuality: 0.83,
  p95Ms: 18_400,
  tokens: 412_300,
  costUsd: 3.27,
};

const NEEDS: Need[] = ["survival", "belonging", "recognition", "autonomy", "growth", "meaning"];

export function coverageOf(pool: CoveragePool, columns: string[], target: number): Coverage {
  const cells = NEEDS.flatMap((need, row) =>
    columns.map((column, index) => {
      const active = (row * 7 + index * 5 + 4) % (target + 4);
      const byIntensity = pool === "visuals" ? { low: active, medium: 0, high: 0 } : null;
      return { need, column, active, target, byIntensity };
    }),
  );
  const gaps = cells.filter((cell) => cell.active < cell.target).length;
  return { pool, columns, cells, targetPerNeed: target * 2, gaps };
}

export const coverage: Coverage[] = [
  coverageOf("experiences", ["low", "medium", "high"], 10),
  coverageOf("visuals", ["color", "object", "mood", "lighting", "layout"], 10),
];

export const freshHome: Home = {
  content: freshContent,
  day: emptyDay,
  running: [],
  failures: [],
  coverage: [],
  changes: [],
  templateDefault: null,
};

export const home: Home = {
  content,
  day: emptyDay,
  running: [],
  failures: [],
  coverage,
  changes: [],
  templateDefault: "default 1.0",
};

export const busyHome: Home = {
  ...home,
  day: busyDay,
  running: [
    { id: "r1", number: 1204, status: "running", person: "서연", startedAt: ago(1), message: "캐릭터 만들기 3/5" },
    { id: "r2", number: 1203, status: "running", person: "도윤", startedAt: ago(2), message: "욕구 읽기 1/5" },
  ],
  failures: [
    {
      id: "f1",
      number: 1198,
      status: "failed",
      person: "하준",
      startedAt: ago(64),
      message: "scene: the answer was not valid JSON after 3 attempts",
    },
    { id: "f2", number: 1177, status: "failed", person: null, startedAt: ago(340), message: null },
  ],
  changes: [
    {
      actor: "jiwoo",
      table: "knock.data_pool_experiences",
      count: 12,
      lastAt: ago(35),
      labels: ["막차를 놓친 밤", "할머니의 라디오", "전학 첫날의 급식판"],
    },
    { actor: "jiwoo", table: "knock.data_pool_visuals", count: 3, lastAt: ago(40), labels: ["낡은 나무 책상"] },
    { actor: "daniel", table: "knock.prompt_templates", count: 1, lastAt: ago(300), labels: ["default 1.1"] },
  ],
};

export const settings: CoverageTargets = {
  revision: "731",
  experiencesPerNeed: 20,
  experiencesPerIntensity: 10,
  visualsPerNeed: 20,
  visualsPerElement: 10,
  updatedAt: ago(1500),
};

export const scenario: Scenario = {
  name: "demo",
  title: { ko: "데모 콘텐츠", en: "Demo content" },
  rows: 538,
  loaded: false,
};

export const report: SeedReport = {
  scenario: "demo",
  inserted: 538,
  unchanged: 0,
  tables: [
    { table: "knock.data_pool_experiences", inserted: 182, unchanged: 0 },
    { table: "knock.data_pool_visuals", inserted: 300, unchanged: 0 },
  ],
};

export const hits: Hit[] = [
  {
    kind: "experience",
    id: "e1",
    title: "가족 여행에서 혼자 남은 오후",
    subtitle: "소속 · 중간 · 가족이 잠든 사이 바닷가를 걸었다",
  },
  { kind: "archetype", id: "a1", title: "조용한 수집가", subtitle: "인정, 의미 · 작은 것을 모으는 사람" },
  { kind: "person", id: "p1", title: "한서연", subtitle: "seoyeon@example.com" },
];

export const experience: Row = {
  kind: "experience",
  table: "knock.data_pool_experiences",
  id: "e1",
  title: "가족 여행에서 혼자 남은 오후",
  revision: "812",
  updatedAt: ago(95),
  fields: {
    id: "e1",
    need_type: "belonging",
    intensity: "medium",
    title: "가족 여행에서 혼자 남은 오후",
    description:
      "점심을 먹고 나니 모두 낮잠에 들었다. 현관에 젖은 슬리퍼 네 켤레가 나란했고, 맞는 것은 하나도 없었다. 맨발로 나가 방파제 끝까지 걸었다. 돌아왔을 때 아무도 어디 갔었느냐고 묻지 않았다.",
    learnings: ["없어져 봐도 찾는 사람이 없을 때가 있다.", "기다리게 하는 쪽보다 기다리는 쪽이 편하다."],
    age_min: 9,
    age_max: 12,
    tags: ["childhood", "family", "travel", "seasons"],
    weight: 100,
    is_active: true,
    created_at: ago(9000),
    updated_at: ago(95),
  },
  changes: [
    {
      id: "c2",
      at: ago(95),
      table: "knock.data_pool_experiences",
      rowId: "e1",
      label: "가족 여행에서 혼자 남은 오후",
      operation: "update",
      actor: "jiwoo",
      origin: "greenroom",
      fields: ["description", "weight"],
      old: { description: "점심을 먹고 나니 모두 낮잠에 들었다. 맨발로 방파제 끝까지 걸었다.", weight: 80 },
      new: { description: "점심을 먹고 나니 모두 낮잠에 들었다. 맨발로 나가 방파제 끝까지 걸었다.", weight: 100 },
    },
    {
      id: "c1",
      at: ago(9000),
      table: "knock.data_pool_experiences",
      rowId: "e1",
      label: "가족 여행에서 혼자 남은 오후",
      operation: "insert",
      actor: "seed",
      origin: "scenario demo",
      fields: [],
      old: null,
      new: {},
    },
  ],
};

export const archetype: Row = {
  kind: "archetype",
  table: "knock.data_pool_archetypes",
  id: "a1",
  title: "조용한 수집가",
  revision: "91",
  updatedAt: ago(2000),
  fields: {
    name: "quiet_collector",
    display_name: "조용한 수집가",
    need_profile: { survival: 0.55, belonging: 0.3, recognition: 0.85, autonomy: 0.6, growth: 0.4, meaning: 0.75 },
    matching_needs: ["recognition", "meaning"],
    visual_elements: {
      objects: [{ name: "유리 진열장", weight: 0.9 }],
      colors: { primary: "#2C3E50", secondary: "#D9C7A0", accent: "#C0392B" },
    },
    colors: { primary: "#2C3E50", secondary: "#D9C7A0", accent: "#C0392B" },
    conversation_style: { length: "short", speed: "slow", tone: "neutral", formality: "medium", humor: "혼잣말처럼" },
    keywords: ["수집", "먼지", "라벨"],
    is_active: false,
  },
  changes: [],
};

export const drawSettings: DrawSettings = {
  revision: "12",
  needsConsidered: 4,
  needCut: 0.3,
  archetypeFactor: 1.5,
  intensityFactor: 1.3,
  keywordFactor: 1.2,
  keywordCap: 2,
  mostOfANeed: 2,
  experienceCount: 5,
  visualCount: 2,
  archetypeShortlist: 3,
  updatedAt: ago(1500),
};

export const drawSources: DrawSource[] = [
  {
    kind: "person",
    id: "p1",
    label: "한서연",
    needs: { survival: 0.2, belonging: 0.9, recognition: 0.6, autonomy: 0.3, growth: 0.4, meaning: 0.5 },
    at: ago(600),
  },
  {
    kind: "run",
    id: "r1",
    label: "1204",
    needs: { survival: 0.7, belonging: 0.1, recognition: 0.3, autonomy: 0.8, growth: 0.6, meaning: 0.2 },
    at: ago(60),
  },
];

/** A draw with equal chances: the numbers are made up, their shape is not. */
export function drawOf(pool: Pool, request: DrawRequest, rows: TableRow[]): Draw {
  const active = rows.filter((row) => row.isActive === true);
  const label = (row: TableRow) => String(row.title ?? row.displayName ?? row.value);
  const count = Math.min(request.count ?? 5, active.length);
  const p = active.length === 0 ? 0 : count / active.length;
  return {
    picks: active.slice(0, count).map((row) => ({
      id: String(row.id),
      label: label(row),
      group: String(pool === "archetypes" ? row.name : row.needType),
    })),
    probabilities: active.map((row) => ({
      id: String(row.id),
      label: label(row),
      need: (row.needType as Need | undefined) ?? null,
      elementType: (row.elementType as string | undefined) ?? null,
      intensity: (row.intensity as string | undefined) ?? null,
      p,
      share: 1 / active.length,
      trials: request.trials ? Math.round(request.trials * p) : null,
      weight: Number(row.weight) * 0.5,
      why: { weight: Number(row.weight) / 100, need: 0.5, keywords: 1.2 },
      notes: { keywords: "family" },
    })),
    count,
    candidates: active.length,
    seed: request.seed ?? 7,
  };
}

export const usage: Usage = {
  candidate: 14,
  chosen: 3,
  quality: 0.82,
  runs: [{ job: "r1", number: 1204, status: "completed", chosen: true, quality: 0.9, at: ago(60) }],
  references: [{ kind: "character", id: "c1", label: "서연의 방" }],
  referenceCount: 1,
};

export const imported: Import = {
  format: "csv",
  encoding: "utf8",
  delimiter: ",",
  sheets: [],
  sheet: null,
  headers: [
    { header: "제목", column: "title", samples: ["막차를 놓친 밤", "비밀 편지"] },
    { header: "욕구", column: "needType", samples: ["소속", "인정"] },
    { header: "메모", column: null, samples: ["-"] },
  ],
  rows: 3,
  inserted: 1,
  updated: 1,
  unchanged: 0,
  errors: [
    {
      row: 4,
      line: 4,
      field: "weight",
      message: "weight must be from 1 to 1000",
      reason: { reason: "outOfRange", min: 1, max: 1000 },
    },
  ],
  errorCount: 1,
  changes: [
    {
      row: 2,
      id: null,
      label: "비밀 편지",
      arrival: "new",
      cells: [{ column: "title", old: null, new: "비밀 편지" }],
    },
    {
      row: 3,
      id: "e2",
      label: "막차를 놓친 밤",
      arrival: "changed",
      cells: [{ column: "weight", old: 110, new: 140 }],
    },
  ],
  duplicates: [],
  problems: [],
  digest: "d1",
  undo: null,
};
