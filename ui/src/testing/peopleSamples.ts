// Three people: one with a building, one who told nothing, one of whom too much was kept. And the table they are listed in.
import type { Column, ColumnKind, Person, Table } from "../bindings";

const column = (key: string, kind: ColumnKind, sortable = true): Column => ({
  key,
  kind,
  required: false,
  editable: false,
  sortable,
  pattern: null,
  default: null,
});
const line = (key: string) => column(key, { kind: "text", longest: 255, lines: false });
const count = (key: string) => column(key, { kind: "number", min: 0, max: null, whole: true }, false);
const flag = (key: string) => column(key, { kind: "flag" });
const time = (key: string) => column(key, { kind: "time" });

/** As the backend describes it (core/src/people/list.rs). */
export const peopleTable: Table = {
  name: "knock.person_rows",
  what: "people",
  title: "name",
  knownBy: "username",
  columns: [
    line("name"),
    line("username"),
    line("email"),
    column("plan", { kind: "choice", options: ["free", "plus", "expired"] }),
    time("premiumExpiresAt"),
    time("onboardingCompletedAt"),
    count("characters"),
    count("runs"),
    count("messages"),
    flag("hasRawData"),
    flag("isAdmin"),
    time("lastLoginAt"),
    time("createdAt"),
  ],
};

const person = (number: number, part: Partial<Person>): Person => ({
  id: `person-${number}`,
  name: `사람 ${number}`,
  username: `person${number}`,
  email: `person${number}@example.com`,
  isAdmin: false,
  plan: "free",
  premiumExpiresAt: null,
  onboardingCompletedAt: "2026-02-01T09:00:00Z",
  lastLoginAt: "2026-03-01T09:00:00Z",
  runs: 0,
  messages: 0,
  hasRawData: false,
  createdAt: `2026-01-0${number}T09:00:00Z`,
  onboarding: null,
  characters: [],
  building: [],
  ...part,
});

const character = (id: string, name: string, kind: string) => ({
  id,
  name,
  kind,
  archetype: "developer_gamer",
  template: "calm 1.0",
  quality: 0.86,
  degraded: false,
  isActive: kind === "roommate",
  interactionCount: 12,
  lastInteractionAt: null,
  run: 1203,
  runId: "run-1203",
  createdAt: "2026-02-01T09:00:00Z",
});

const room = (x: number, y: number, characterId: string, name: string) => ({
  id: `room-${characterId}`,
  x,
  y,
  characterId,
  character: name,
  runId: "run-1203",
  isUnlocked: x === 0,
  unlockMethod: "onboarding",
  knockCount: x === 0 ? 0 : 3,
  lastKnockAt: null,
  nextKnockAvailableAt: null,
});

export const people = (): Person[] => [
  person(1, {
    name: "하람",
    email: "haram@example.com",
    plan: "plus",
    premiumExpiresAt: "2027-01-01T00:00:00Z",
    runs: 4,
    messages: 31,
    onboarding: {
      domains: ["github.com"],
      keywords: ["사이드 프로젝트"],
      categories: [],
      interests: ["보드게임", "정원"],
      avoidTopics: ["정치"],
      conversationStyle: "casual",
      responseLength: "short",
      updatedAt: "2026-02-01T09:00:00Z",
    },
    characters: [character("made-1", "서준", "roommate"), character("made-2", "하율", "neighbor")],
    building: [room(0, 0, "made-1", "서준"), room(1, 0, "made-2", "하율")],
  }),
  person(2, { name: "민서", email: "minseo@example.com", onboardingCompletedAt: null }),
  person(3, { name: "도윤", email: "doyun@example.com", hasRawData: true }),
];
