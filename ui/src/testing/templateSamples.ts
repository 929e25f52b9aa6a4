// Templates for tests and for looking at the page: two names in every state, parts, contexts, and what the product knows.
import type {
  ContextSource,
  ContextSourceKind,
  KnownVariable,
  SnippetVersion,
  StoredContext,
  TemplateSettings,
  TemplateVariable,
  TemplateVersion,
} from "../bindings";

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

export const ARRANGEMENT = ["why", "past", "trauma", "how", "personality", "what", "relationship"];

const sections = (opening: string): Record<string, string> => ({
  why: `## WHY\n${opening}\n{{#each needs}}\n- {{label}}: {{description}}\n{{/each}}`,
  past: "## PAST\n{{#each experiences}}\n{{index}}. {{title}}\n{{/each}}",
  trauma: "## TRAUMA\n{{trauma.description}}",
  how: "## HOW\n{{#each strategies}}\n- {{name}}\n{{/each}}",
  personality: "## PERSONALITY\n{{personality.description}}",
  what: "## WHAT\n{{conversation.description}}\n{{> manners}}",
  relationship: "## RELATIONSHIP\n{{userName}}님과 같은 지붕 아래에 살아요.",
});

const variable = (name: string, type: TemplateVariable["type"]): TemplateVariable => ({
  name,
  type,
  required: true,
  description: "",
});

export const variables: TemplateVariable[] = [
  variable("characterName", "string"),
  variable("userName", "string"),
  variable("needs", "array"),
  variable("experiences", "array"),
  variable("trauma", "object"),
  variable("strategies", "array"),
  variable("personality", "object"),
  variable("conversation", "object"),
];

/** A version; whatever is not named is that of an untouched draft. */
export function version(more: Partial<TemplateVersion> & { id: string }): TemplateVersion {
  return {
    revision: "1",
    name: "밤의 목소리",
    version: "1.0",
    description: null,
    state: "draft",
    isDefault: false,
    folder: "",
    tags: [],
    basedOn: null,
    characters: 0,
    submittedBy: null,
    submittedAt: null,
    publishedBy: null,
    publishedAt: null,
    createdAt: ago(200),
    updatedAt: ago(2),
    sections: sections("나는 {{characterName}}이에요."),
    arrangement: ARRANGEMENT,
    variables,
    agentInstructions: null,
    snippets: {},
    reviewNote: null,
    publishNote: null,
    ...more,
  };
}

export const templates = (): TemplateVersion[] => [
  version({
    id: "night-12",
    version: "1.2",
    description: "첫 문장을 짧게",
    folder: "방/여름",
    tags: ["조용함"],
    basedOn: "night-11",
    sections: sections("나는 {{characterName}}, 창가에 사는 목소리예요."),
    createdAt: ago(20),
  }),
  version({
    id: "night-11",
    version: "1.1",
    state: "published",
    isDefault: true,
    folder: "방/여름",
    tags: ["조용함"],
    characters: 12,
    publishedBy: "mina",
    publishedAt: ago(100),
    publishNote: "검토를 마쳤어요",
    snippets: { manners: "manners-1" },
    createdAt: ago(120),
  }),
  version({
    id: "night-10",
    version: "1.0",
    state: "archived",
    folder: "방/여름",
    tags: ["조용함"],
    characters: 3,
    publishedBy: "mina",
    publishedAt: ago(190),
    snippets: { manners: "manners-1" },
  }),
  version({
    id: "market-20",
    name: "시장 골목",
    version: "2.0",
    state: "review",
    tags: ["시끌벅적"],
    submittedBy: "joon",
    submittedAt: ago(3),
    reviewNote: "말버릇을 다시 봐 주세요",
    sections: sections("나는 {{characterName}}, 골목에서 제일 목청이 커요."),
    createdAt: ago(30),
  }),
  version({
    id: "market-10",
    name: "시장 골목",
    version: "1.0",
    state: "published",
    tags: ["시끌벅적"],
    publishedBy: "joon",
    publishedAt: ago(300),
    snippets: { manners: "manners-1" },
    createdAt: ago(310),
  }),
];

export const snippets = (): SnippetVersion[] => [
  {
    id: "farewell-1",
    revision: "1",
    name: "farewell",
    version: 1,
    text: "헤어질 때는 문 앞까지 나와요.",
    description: null,
    state: "draft",
    publishedBy: null,
    publishedAt: null,
    updatedAt: ago(5),
  },
  {
    id: "manners-2",
    revision: "1",
    name: "manners",
    version: 2,
    text: "상대의 말을 끝까지 듣고, 그다음에 물어요.",
    description: "말할 때의 예의",
    state: "draft",
    publishedBy: null,
    publishedAt: null,
    updatedAt: ago(4),
  },
  {
    id: "manners-1",
    revision: "1",
    name: "manners",
    version: 1,
    text: "상대의 말을 끝까지 들어요.",
    description: "말할 때의 예의",
    state: "published",
    publishedBy: "mina",
    publishedAt: ago(400),
    updatedAt: ago(400),
  },
];

export const known: KnownVariable[] = [
  { name: "characterName", type: "string", producer: "agent2", sample: "윤이랑" },
  { name: "userName", type: "string", producer: "meta", sample: "해원" },
  {
    name: "needs",
    type: "array",
    producer: "agent1",
    sample: [
      { need: "belonging", label: "소속", intensity: "강함", value: 0.86, description: "내 몫의 밥이 남아 있는 자리." },
      { need: "growth", label: "성장", intensity: "중간", value: 0.71, description: "반쯤 해내는 손." },
    ],
  },
  {
    name: "experiences",
    type: "array",
    producer: "pool",
    sample: [
      { index: 1, title: "세 번째 전학 날의 도시락", ageContext: "9세", learnings: ["그래도 누군가는 보고 있다."] },
    ],
  },
  { name: "trauma", type: "object", producer: "agent2", sample: { description: "남겨지는 일을 두려워해요." } },
  { name: "strategies", type: "array", producer: "agent2", sample: [{ index: 1, name: "먼저 손 들기" }] },
  { name: "personality", type: "object", producer: "agent2", sample: { description: "싹싹하고 손이 빨라요." } },
  { name: "conversation", type: "object", producer: "agent2", sample: { description: "짧게 묻고 오래 들어요." } },
];

export const sampleContext = Object.fromEntries(known.map(({ name, sample }) => [name, sample]));

export const contexts = (): StoredContext[] => [
  {
    id: "context-iran",
    revision: "1",
    name: "이랑",
    description: "말수가 적은 사람",
    tags: ["기준"],
    origin: "hand",
    jobId: null,
    variables: sampleContext,
    isGolden: true,
    updatedAt: ago(40),
  },
  {
    id: "context-empty",
    revision: "1",
    name: "빈 목록",
    description: null,
    tags: [],
    origin: "edge",
    jobId: null,
    variables: { ...sampleContext, needs: [], experiences: [] },
    isGolden: false,
    updatedAt: ago(41),
  },
];

export const templateSettings: TemplateSettings = {
  revision: "1",
  minTokens: 1000,
  maxTokens: 4000,
  needsReview: false,
  updatedAt: ago(500),
};

const source = (kind: ContextSourceKind, key: string, label: string, note: string | null) => ({
  kind,
  key,
  label,
  note,
  at: "2026-06-01T09:00:00Z",
  jobId: kind === "run" ? `job-${key}` : null,
});

export const sources: ContextSource[] = [
  source("run", "42", "해원", "cozy_creative"),
  source("run", "41", "", null),
  source("sample", "night-shift", "야간 근무를 마친 사람", "After the night shift"),
  source("person", "user-dojun", "도준", null),
];
