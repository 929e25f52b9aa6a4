// The three pools as the backend describes them, with a few rows each, written like the real thing.
import type { Column, ColumnKind, Need, Pool, Table, TableRow } from "../bindings";

const NEEDS: Need[] = ["survival", "belonging", "recognition", "autonomy", "growth", "meaning"];
export const INTENSITIES = ["low", "medium", "high"];
export const ELEMENTS = ["color", "object", "mood", "lighting", "layout"];

const column = (key: string, kind: ColumnKind, more: Partial<Column> = {}): Column => ({
  key,
  kind,
  required: false,
  default: null,
  editable: true,
  sortable: true,
  pattern: null,
  ...more,
});
const line = (key: string, longest = 255, more: Partial<Column> = {}) =>
  column(key, { kind: "text", longest, lines: false }, { required: true, ...more });
const lines = (key: string, more: Partial<Column> = {}) =>
  column(key, { kind: "text", longest: null, lines: true }, { required: true, ...more });
const choice = (key: string, options: string[], more: Partial<Column> = {}) =>
  column(key, { kind: "choice", options }, { required: true, ...more });
const tags = (key: string, options: string[] | null = null) => column(key, { kind: "tags", options }, { default: [] });
const whole = (key: string, min: number, max: number, more: Partial<Column> = {}) =>
  column(key, { kind: "number", min, max, whole: true }, { required: true, ...more });
const optional = { required: false };
const readOnly = { editable: false, sortable: false };

const care: Column[] = [
  choice("reviewState", ["draft", "reviewed", "active"], { default: "draft" }),
  lines("reviewNote", optional),
  column("reviewedBy", { kind: "text", longest: null, lines: false }, readOnly),
  column("reviewedAt", { kind: "time" }, readOnly),
  column("isActive", { kind: "flag" }, { required: true, default: false, sortable: false }),
  column("timesChosen", { kind: "number", min: null, max: null, whole: true }, readOnly),
  column("timesCandidate", { kind: "number", min: null, max: null, whole: true }, readOnly),
  column("quality", { kind: "number", min: null, max: null, whole: false }, readOnly),
  column("createdAt", { kind: "time" }, { editable: false }),
  column("updatedAt", { kind: "time" }, { editable: false }),
];

const profile = { type: "number", minimum: 0, maximum: 1 };
export const tables: Record<Pool, Table> = {
  experiences: {
    name: "knock.data_pool_experiences",
    what: "experiences",
    title: "title",
    knownBy: null,
    columns: [
      line("title"),
      lines("description"),
      choice("needType", NEEDS),
      choice("intensity", INTENSITIES),
      tags("tags"),
      tags("archetypes"),
      whole("weight", 1, 1000, { default: 100 }),
      whole("priority", 1, 10, { default: 5 }),
      tags("learnings"),
      whole("ageMin", 0, 100, { default: 13 }),
      whole("ageMax", 0, 100, { default: 18 }),
      tags("triggerKeywords"),
      tags("extraNeeds", NEEDS),
      ...care,
    ],
  },
  archetypes: {
    name: "knock.data_pool_archetypes",
    what: "archetypes",
    title: "displayName",
    knownBy: "name",
    columns: [
      line("displayName", 100),
      line("name", 100, { pattern: "^[a-z][a-z0-9_]*$" }),
      line("displayNameEn", 100, optional),
      lines("description"),
      column(
        "needProfile",
        {
          kind: "json",
          schema: {
            type: "object",
            properties: Object.fromEntries(NEEDS.map((need) => [need, profile])),
            required: NEEDS,
          },
        },
        { required: true, sortable: false },
      ),
      tags("matchingNeeds", NEEDS),
      column(
        "behaviors",
        { kind: "json", schema: { type: "array", items: { type: "string" } } },
        { required: true, default: [], sortable: false },
      ),
      column("conversationStyle", { kind: "json", schema: { type: "object" } }, { sortable: false }),
      column("visualElements", { kind: "json", schema: { type: "object" } }, { required: true, sortable: false }),
      tags("keywords"),
      whole("weight", 1, 1000, { default: 100 }),
      ...care,
    ],
  },
  visuals: {
    name: "knock.data_pool_visuals",
    what: "visuals",
    title: "value",
    knownBy: null,
    columns: [
      column("value", { kind: "color", longest: 255 }, { required: true }),
      line("valueEn", 255, optional),
      choice("needType", NEEDS),
      choice("elementType", ELEMENTS),
      choice("intensity", INTENSITIES),
      lines("description", optional),
      lines("promptFragment", optional),
      lines("symbolism", optional),
      whole("weight", 1, 1000, { default: 100 }),
      ...care,
    ],
  },
};

const AT = "2026-03-02T09:00:00.000001Z";
const cared = (index: number): TableRow => ({
  reviewState: index % 5 === 4 ? "draft" : "active",
  reviewNote: null,
  reviewedBy: index % 5 === 4 ? null : "jiwoo",
  reviewedAt: index % 5 === 4 ? null : AT,
  isActive: index % 5 !== 4,
  timesChosen: index % 3 === 0 ? 0 : index % 7,
  timesCandidate: index % 11,
  quality: index % 3 === 0 ? null : 0.5 + (index % 5) / 10,
  createdAt: AT,
  updatedAt: AT,
});

const TITLES = [
  "가족 여행에서 혼자 남은 오후",
  "막차를 놓친 밤",
  "할머니의 라디오",
  "전학 첫날의 급식판",
  "비 오는 날 학교 운동장",
  "빈 교실에 남은 이름표",
];
const WORDS = ["childhood", "family", "travel", "school", "seasons"];
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

export const experienceRow = (index: number): TableRow => ({
  id: `e${index + 1}`,
  revision: "1",
  title: index < TITLES.length ? pick(TITLES, index) : `${pick(TITLES, index)} ${index + 1}`,
  description: `점심을 먹고 나니 모두 낮잠에 들었다. ${index + 1}번째 장면이었다.`,
  needType: pick(NEEDS, index),
  intensity: pick(INTENSITIES, index),
  tags: [pick(WORDS, index), pick(WORDS, index + 2)],
  archetypes: index % 2 === 0 ? ["quiet_collector"] : [],
  weight: 100 + (index % 4) * 10,
  priority: 5,
  learnings: ["기다리는 쪽이 편하다."],
  ageMin: 9,
  ageMax: 12,
  triggerKeywords: [],
  extraNeeds: [],
  ...cared(index),
});

const ARCHETYPES = [
  ["quiet_collector", "조용한 수집가"],
  ["night_walker", "밤 산책자"],
  ["first_to_laugh", "먼저 웃는 사람"],
];
export const archetypeRow = (index: number): TableRow => ({
  id: `a${index + 1}`,
  revision: "1",
  displayName: ARCHETYPES[index]?.[1] ?? `원형 ${index + 1}`,
  name: ARCHETYPES[index]?.[0] ?? `archetype_${index + 1}`,
  displayNameEn: null,
  description: "작은 것을 모으는 사람",
  needProfile: { survival: 0.55, belonging: 0.3, recognition: 0.85, autonomy: 0.6, growth: 0.4, meaning: 0.75 },
  matchingNeeds: ["recognition", "meaning"],
  behaviors: ["라벨을 붙인다"],
  conversationStyle: { length: "short", speed: "slow" },
  visualElements: { colors: { primary: "#2C3E50" } },
  keywords: ["수집", "먼지"],
  weight: 100,
  ...cared(index),
});

const VALUES = ["#2C3E50", "낡은 나무 책상", "안개 낀 새벽", "창가의 스탠드", "낮은 책장 두 개"];
export const visualRow = (index: number): TableRow => ({
  id: `v${index + 1}`,
  revision: "1",
  value: pick(VALUES, index),
  valueEn: null,
  needType: pick(NEEDS, index),
  elementType: pick(ELEMENTS, index),
  intensity: pick(INTENSITIES, index),
  description: null,
  promptFragment: "a low shelf by the window",
  symbolism: null,
  weight: 100,
  ...cared(index),
});

const times = (count: number, make: (index: number) => TableRow) =>
  Array.from({ length: count }, (_, index) => make(index));

export const poolRows = (): Record<Pool, TableRow[]> => ({
  experiences: times(12, experienceRow),
  archetypes: times(3, archetypeRow),
  visuals: times(10, visualRow),
});
